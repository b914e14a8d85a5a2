import { findingsOf } from '../words/findings.ts';
import { semanticsLine } from '../words/headline.ts';
import { setupLines } from '../words/setup-lines.ts';
import { unseenWord } from '../words/unseen.ts';
import type { Coverage, GuaranteeVerdict, Remedy, Semantics, VerdictDocument } from '../documents/verdict.ts';
import {
  causeWords,
  count,
  counted,
  countRows,
  evidenceWords,
  ignoredWords,
  remedyWords,
  unfinishedOf,
  verdictWord,
} from '../words/words.ts';
import { type Content, el, type Element } from './element.ts';
import type { PageStory } from './page-story.ts';
import { head, row } from './table.ts';

const GIVES: Readonly<Record<Semantics, string>> = {
  none: 'Gives no delivery guarantee',
  'at-most-once': 'Delivers at most once',
  'at-least-once': 'Delivers at least once',
  'exactly-once': 'Delivers exactly once',
};

/** What a setup gives, as a title. */
export const givesWords = ({ semantics }: Pick<VerdictDocument, 'semantics'>): string => GIVES[semantics];

/** What a setup gives and how that is known, beside the verdicts, of which a violated one leads to its story. */
export function verdictHead(document: VerdictDocument, stories: readonly PageStory[]): Element {
  const { name, setup, semantics, client } = document;
  const kafka = typeof setup.kafka === 'string' ? ` · Kafka ${setup.kafka}` : '';
  const whose = client === undefined ? '' : ` · ${client}`;
  return el(
    'div',
    { class: 'head' },
    el(
      'header',
      {},
      el('p', { class: 'quiet' }, `${name}${kafka}${whose}`),
      el('h1', { class: `g-${semantics}` }, givesWords(document)),
      el('p', {}, semanticsLine(document)),
      verdictDetails(document),
    ),
    verdictTable(document, stories),
  );
}

/** The verdicts of a setup, each with how it is known; a violated one is a link to its story, where that is told. */
export const verdictTable = (document: VerdictDocument, stories: readonly PageStory[]): Element =>
  el(
    'div',
    { class: 'wide', tabindex: 0, role: 'region', 'aria-label': `Verdicts on ${document.name}` },
    el(
      'table',
      { class: 'verdicts' },
      head('guarantee', 'verdict', 'how it is known', 'what mends it'),
      el(
        'tbody',
        {},
        document.guarantees.map((verdict) => verdictRows(document, verdict, stories)),
      ),
    ),
  );

/** A row for a verdict, and where it is violated a row for each cause. */
function verdictRows(document: VerdictDocument, verdict: GuaranteeVerdict, stories: readonly PageStory[]): Content {
  const { id, remedy } = verdict;
  const findings = findingsOf(document).filter(({ guarantee }) => guarantee === id);
  const word = el('span', { class: verdict.verdict }, verdictWord(verdict.verdict));
  if (findings.length === 0) return row([id, word, evidenceWords(verdict), '']);
  return findings.map(({ own, counterexample }) => {
    const { steps, shortest, cause } = counterexample;
    const story = stories.find((one) => one.guarantee === id && one.cause === cause);
    const name = own ? id : `${id}, also`;
    const mended = own && remedy !== undefined ? mendedWords(remedy) : '';
    const known = `in ${counted(steps, 'step')}${shortest ? ' (shortest)' : ''}: ${causeWords(counterexample)}`;
    const link = story === undefined ? name : el('a', { href: `#${story.id}` }, name);
    return Object.assign(row([link, word, known, mended]), { attributes: { 'data-story': story?.id } });
  });
}

/** The remedy; in a word where it does all that it should. */
const mendedWords = (remedy: Remedy): string =>
  remedy.closes === 'guarantee' && remedy.verified === 'holds' && (remedy.lacks ?? []).length === 0
    ? `${remedy.change} (verified)`
    : remedyWords(remedy);

/** What is worth knowing and not at once: claims, setup, scope, coverage, notes. */
const verdictDetails = (document: VerdictDocument): Element =>
  el(
    'details',
    {},
    el('summary', {}, 'What each guarantee claims, the setup, what was searched'),
    el(
      'dl',
      {},
      document.guarantees.map(({ id, claim }) => [el('dt', {}, id), el('dd', {}, claim)]),
    ),
    bullets('Keys without effect on the verdicts', document.ignored.map(ignoredWords)),
    searchedSetup(document),
    coverageCounts(document.coverage, unseenWord(document)),
    bullets('Notes', document.notes),
  );

/** What was searched, and the setup but for what its versions of Kafka and client imply, which fills screens. */
export function searchedSetup(document: VerdictDocument): Content {
  const scope = Object.entries(document.scope).map(([name, value]) => `${name} ${count(value)}`);
  const facts = [
    `scope: ${scope.join(', ')}`,
    ...unfinishedOf(document).map((text) => `search: ${text}`),
    `seed: ${document.seed}`,
  ];
  const sections = Object.entries(document.setup);
  const told = sections.filter(([section]) => !SWITCHES.has(section));
  return [
    el('pre', {}, `${facts.join('\n')}\n\n${setupLines(Object.fromEntries(told))}`),
    told.length === sections.length ? null : el('p', { class: 'quiet' }, SWITCHES_ELSEWHERE),
  ];
}

const SWITCHES: ReadonlySet<string> = new Set(['protocol', 'client']);
const SWITCHES_ELSEWHERE =
  'The switches of protocol and client, which follow from the versions where a setup does not set them, are in the verdict document.';

/** How often each goal was reached and each action taken; as lines of text, for there are many, and few look at them. */
export const coverageCounts = ({ goals, actions }: Coverage, unseen?: string): Content =>
  [['Goals reached', goals] as const, ['Actions taken', actions] as const].map(([title, of]) => [
    el('p', {}, `${title}:`),
    el(
      'pre',
      {},
      countRows(of, unseen).map(([name, times]) => `${name}: ${times}\n`),
    ),
  ]);

/** A list under a title; nothing where it is empty. */
export function bullets(title: string, texts: readonly string[]): Content {
  if (texts.length === 0) return null;
  const items = texts.map((text) => el('li', {}, text));
  return [el('p', {}, `${title}:`), el('ul', {}, items)];
}
