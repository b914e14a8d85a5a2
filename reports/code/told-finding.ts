import { type Content, el } from '../page/element.ts';
import type { CodeDocument, CodeFinding, Place, StoryLine } from './code-document.ts';
import { ownerWords, placeWord, whoWord, whyWords } from './code-words.ts';

/** Lines of the user's source that are shown before and after the one that a finding comes from. */
const LINES_AROUND = 5;

/** A finding on the page: what it is, its story step by step, and beside it the lines that it comes from. */
export function toldFinding(finding: CodeFinding, at: number, document: CodeDocument): Content {
  const { anomaly, guarantee, record, because, faults, known } = finding;
  const owner = ownerWords({ ...finding, known: undefined }, document.client);
  const why = whyWords(finding);
  const how = faults.length === 0 ? 'without any fault' : `by ${faults.join(', then ')}`;
  return el(
    'section',
    { id: `finding-${at}` },
    el('h2', {}, `${anomaly} of record ${record} (${guarantee})`),
    el('p', { class: 'summary' }, `${because}. ${capital(owner)}; ${how}.`),
    why === undefined ? null : el('p', { class: 'summary' }, `${capital(why)}.`),
    known ? el('p', {}, 'Known as ', el('a', { href: known.url }, known.title)) : null,
    el('div', { class: 'told' }, storyTable(finding, document), linesAround(finding, document)),
  );
}

/** The lines that a page has places for: those of the map, and those that a story comes past. */
export const citedPlaces = ({ map, findings }: Pick<CodeDocument, 'map' | 'findings'>): ReadonlySet<string> =>
  new Set(
    [...map.rows, ...findings, ...findings.flatMap(({ story }) => story)].flatMap(({ place }) =>
      place ? [anchorOf(place)] : [],
    ),
  );

export const anchorOf = (place: Pick<Place, 'file' | 'line'>): string =>
  encodeURIComponent(placeWord({ ...place, column: 1 }));

function storyTable({ story }: CodeFinding, document: CodeDocument): Content {
  const heads = ['ms', 'who', 'what', 'line'];
  return el(
    'div',
    { class: 'wide' },
    el(
      'table',
      { class: 'story' },
      el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
      el('tbody', {}, ...story.map((step) => storyRow(step, document))),
    ),
  );
}

function storyRow(step: StoryLine, document: CodeDocument): Content {
  const { time, text, place, fault = false } = step;
  const who = whoWord(step);
  return el(
    'tr',
    { class: fault ? 'wrong' : undefined },
    el('td', { class: 'n' }, time),
    el('td', {}, who === '' ? '' : el('span', { class: 'chip k-consumer' }, who)),
    el('td', {}, fault ? [el('span', { class: 'tag t-fault' }, 'fault'), ' '] : null, text),
    el('td', {}, place ? placeLink(place, document) : ''),
  );
}

/** The line, as a way to where it stands, where that file is on the page. */
const placeLink = (place: Place, { sources }: Pick<CodeDocument, 'sources'>): Content =>
  sources.some(({ file }) => file === place.file)
    ? el('a', { href: `#${anchorOf(place)}` }, placeWord(place))
    : placeWord(place);

function linesAround({ place }: CodeFinding, { sources }: CodeDocument): Content {
  const source = sources.find(({ file }) => file === place?.file);
  if (place === undefined || source === undefined) return null;
  const first = Math.max(1, place.line - LINES_AROUND);
  const lines = source.lines.slice(first - 1, place.line + LINES_AROUND);
  return el(
    'div',
    { class: 'wide' },
    el(
      'table',
      { class: 'source' },
      el('caption', {}, placeLink(place, { sources })),
      el(
        'tbody',
        {},
        ...lines.map((text, at) =>
          el(
            'tr',
            { class: first + at === place.line ? 'wrong' : undefined },
            el('td', { class: 'n' }, first + at),
            el('td', {}, el('code', {}, text)),
          ),
        ),
      ),
    ),
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
