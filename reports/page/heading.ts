import { noReturnSentence } from '../words/no-return.ts';
import { sourceUrl } from '../words/source-url.ts';
import { type Content, el, type Element } from './element.ts';
import type { PageStory } from './page-story.ts';

/**
 * What went wrong in a story, from where on it cannot be mended, what mends it, and how to see it again.
 *
 * @param extras what stands beside the command line, such as a button that copies it.
 */
export function heading(story: PageStory, extras: Content = null): Element {
  const { id, place, guarantee, cause, summary, known, world, remedy, replay } = story;
  const rows: [string, Content][] = [];
  if (remedy !== undefined) rows.push(['Remedy', el('b', {}, remedy)]);
  if (known.length > 0) rows.push(['Known as', known.map(issueLink)]);
  if (world !== undefined) rows.push(['World', world]);
  if (replay !== undefined || extras !== null)
    rows.push(['Replay', [replay === undefined ? null : el('code', {}, replay), extras]]);
  return el(
    'header',
    {},
    place === undefined ? null : el('p', { class: 'quiet' }, place),
    el('h2', {}, `${guarantee} breaks: ${cause}`),
    el('p', { class: 'summary' }, linked([summary, noReturnSentence(story.scene) ?? ''].join(' '), id)),
    el(
      'dl',
      { class: 'way' },
      rows.map(([term, words]) => el('div', {}, el('dt', {}, term), el('dd', {}, words))),
    ),
  );
}

/** A space at which no line ends. */
const NO_BREAK = '\u00a0';

/** The numbers behind `step` in a sentence as links to the steps. */
const linked = (sentence: string, id: string): Content =>
  sentence
    .split(/(\bsteps? \d+(?:(?:, | and )\d+)*)/)
    .map((part, index) =>
      index % 2 === 0
        ? part
        : part.split(/(\d+)/).map((word, at) => (at % 2 === 0 ? word.replace(/ $/, NO_BREAK) : stepLink(id, word))),
    );

const stepLink = (id: string, step: number | string): Element => el('a', { href: `#${id}/${step}` }, step);

function issueLink(issue: string): Content {
  const url = sourceUrl(issue);
  return [url === undefined ? issue : el('a', { href: url }, issue), ' '];
}
