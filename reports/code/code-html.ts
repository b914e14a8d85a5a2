import { ASSETS } from '../page/assets.ts';
import { type Content, el, rendered } from '../page/element.ts';
import { page } from '../page/page.ts';
import type { CodeDocument, MapRow, Place } from './code-document.ts';
import { boundsWords, cellWord, codeHeadline, faultWord, hasLines, rowWord } from './code-words.ts';
import { anchorOf, citedPlaces, toldFinding } from './told-finding.ts';

/** The crash map beside the user's source, and the story of each finding, as one page that needs nothing else. */
export function codeHtml(document: CodeDocument, assets = ASSETS): string {
  const cited = citedPlaces(document);
  const body = [
    el('h1', {}, document.name),
    el('p', { class: 'summary' }, codeHeadline(document)),
    ...boundsWords(document).map((line) => el('p', { class: 'quiet' }, line)),
    ...(document.difference ? [differenceBody(document.difference)] : []),
    mapBody(document),
    ...document.findings.map((finding, at) => toldFinding(finding, at, document)),
    ...document.sources.map((source) => sourceBody(source, document.map.rows, cited)),
  ];
  return page(
    { title: `${document.name}: ${codeHeadline(document)}`, body: body.map(rendered).join('\n'), stories: [] },
    assets,
  );
}

function mapBody({ map }: CodeDocument): Content {
  const isOfLines = hasLines(map.rows);
  const faults = map.columns.map(faultWord);
  const heads = isOfLines ? ['line', ...faults, 'what stands there'] : ['moment', ...faults];
  return el(
    'div',
    { class: 'wide' },
    el(
      'table',
      {},
      el('caption', {}, 'Where a fault happens, which fault, and what comes of it'),
      el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
      el('tbody', {}, ...map.rows.map((row) => rowBody(row, map.columns, isOfLines))),
    ),
  );
}

function rowBody(row: MapRow, columns: readonly string[], isOfLines: boolean): Content {
  const { place, text, cells, causes } = row;
  const kinds = Object.keys(causes).join(', ');
  const line = place ? el('a', { href: `#${anchorOf(place)}` }, rowWord(row)) : '';
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, isOfLines ? line : text),
    ...columns.map((column) => {
      const cell = cells[column];
      const word = cellWord(cell);
      const title = cell
        ? `${Object.values(cell.anomalies).reduce((sum, one) => sum + one, 0)} of ${cell.runs} runs`
        : undefined;
      return el('td', {}, el('span', { class: classOf(word), title }, word));
    }),
    isOfLines
      ? el('td', {}, el('code', {}, text), kinds === '' ? null : el('strong', { class: 'violated' }, ` ${kinds}`))
      : null,
  );
}

const classOf = (word: string): string => (word === 'ok' ? 'not-violated' : word === '-' ? 'quiet' : 'violated');

/** The user's file with what went wrong at each line beside it. */
function sourceBody(
  { file, lines }: CodeDocument['sources'][number],
  rows: readonly MapRow[],
  cited: ReadonlySet<string>,
): Content {
  const marks = new Map(rows.flatMap((row) => (row.place?.file === file ? [[row.place.line, row] as const] : [])));
  return el(
    'section',
    {},
    el('h2', {}, file),
    el(
      'div',
      { class: 'wide' },
      el(
        'table',
        { class: 'source' },
        el('tbody', {}, ...lines.map((text, at) => sourceLine({ file, line: at + 1 }, text, marks.get(at + 1), cited))),
      ),
    ),
  );
}

function sourceLine(
  place: Pick<Place, 'file' | 'line'>,
  text: string,
  row: MapRow | undefined,
  cited: ReadonlySet<string>,
): Content {
  const wrong = row ? [...new Set(Object.values(row.cells).flatMap(({ anomalies }) => Object.keys(anomalies)))] : [];
  const tried = row ? Object.values(row.cells).reduce((sum, { runs }) => sum + runs, 0) : 0;
  const note = wrong.length > 0 ? wrong.join(', ') : 'ok';
  const anchor = anchorOf(place);
  return el(
    'tr',
    { id: cited.has(anchor) ? anchor : undefined, class: wrong.length > 0 ? 'wrong' : undefined },
    el('td', { class: 'n' }, place.line),
    el(
      'td',
      {},
      row ? el('span', { class: wrong.length > 0 ? 'violated' : 'not-violated', title: `${tried} runs` }, note) : '',
    ),
    el('td', {}, el('code', {}, text)),
  );
}

function differenceBody({ step, first, second }: NonNullable<CodeDocument['difference']>): Content {
  return el(
    'p',
    { class: 'violated' },
    `Step ${step + 1} was not the same in two runs: first ${first}; then ${second}.`,
  );
}
