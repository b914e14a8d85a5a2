import { findingsOf } from '../findings.ts';
import { semanticsLine } from '../headline.ts';
import { setupLines } from '../setup-lines.ts';
import { unseenWord } from '../unseen.ts';
import type { GuaranteeVerdict, Remedy, Semantics, VerdictDocument } from '../verdict.ts';
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
} from '../words.ts';
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
export function verdictDetails(document: VerdictDocument): Element {
  const { guarantees, notes, ignored, scope, seed, setup, coverage } = document;
  const facts = [
    `scope: ${Object.entries(scope)
      .map(([name, value]) => `${name} ${count(value)}`)
      .join(', ')}`,
    ...unfinishedOf(document).map((text) => `search: ${text}`),
    `seed: ${seed}`,
  ];
  return el(
    'details',
    {},
    el('summary', {}, 'What each guarantee claims, the setup, what was searched'),
    el(
      'dl',
      {},
      guarantees.map(({ id, claim }) => [el('dt', {}, id), el('dd', {}, claim)]),
    ),
    bullets('Keys without effect on the verdicts', ignored.map(ignoredWords)),
    el('pre', {}, `${facts.join('\n')}\n\n${setupLines(setup)}`),
    counts('Goals reached', coverage.goals, unseenWord(document)),
    counts('Actions taken', coverage.actions, unseenWord(document)),
    bullets('Notes', notes),
  );
}

/** Counts as lines of text: there are many, and few look at them. */
const counts = (what: string, of: Readonly<Record<string, number>>, unseen: string): Content => [
  el('p', {}, `${what}:`),
  el(
    'pre',
    {},
    countRows(of, unseen).map(([name, times]) => `${name}: ${times}\n`),
  ),
];

function bullets(title: string, texts: readonly string[]): Content {
  if (texts.length === 0) return null;
  const items = texts.map((text) => el('li', {}, text));
  return [el('p', {}, `${title}:`), el('ul', {}, items)];
}
