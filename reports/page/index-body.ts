import { semanticsLine } from '../words/headline.ts';
import type { GuaranteeVerdict, VerdictDocument } from '../documents/verdict.ts';
import { verdictWord } from '../words/words.ts';
import { type Content, el, type Element } from './element.ts';
import type { PageStory } from './page-story.ts';
import { head, row } from './table.ts';
import { givesWords } from './verdict-head.ts';

/** A setup among others: its verdicts, and the stories that are told of them. */
export interface Indexed {
  readonly document: VerdictDocument;
  /** The address of its own part of the page. */
  readonly anchor: string;
  readonly stories: readonly PageStory[];
}

/** Several setups side by side: a row for each, a column for each guarantee; what is violated leads to its story. */
export function indexBody(setups: readonly Indexed[]): Element {
  const ids = [...new Set(setups.flatMap(({ document }) => document.guarantees.map(({ id }) => id)))];
  const rows = setups.map(({ document, anchor, stories }) =>
    row([
      el('a', { href: `#${anchor}` }, document.name),
      el('span', { class: `g-${document.semantics}`, title: semanticsLine(document) }, givesWords(document)),
      ...ids.map((id) =>
        cell(
          document.guarantees.find((one) => one.id === id),
          stories,
        ),
      ),
    ]),
  );
  return el(
    'section',
    {},
    el('h1', {}, `${setups.length} setups`),
    el(
      'div',
      { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Setups and guarantees' },
      el('table', {}, head('setup', 'gives', ...ids), el('tbody', {}, rows)),
    ),
  );
}

function cell(verdict: GuaranteeVerdict | undefined, stories: readonly PageStory[]): Content {
  // A guarantee has no subject in every setup.
  if (verdict === undefined) return '–';
  const word = el('span', { class: verdict.verdict }, verdictWord(verdict.verdict));
  const story = stories.find(({ guarantee }) => guarantee === verdict.id);
  if (story === undefined) return word;
  return el('a', { href: `#${story.id}`, title: story.cause }, word);
}
