import { createColors, uncoloured } from '../terminal/colour.ts';
import { table } from '../terminal/table.ts';
import type { CrashMap, MapRow } from './code-document.ts';
import { cellWord, faultWord, hasLines, rowWord } from './code-words.ts';

/** What a table puts before its first column, and after each. */
const INDENT = 2;
const GAP = 2;
/** With less room than this for what stands in a line, the lines have a table of their own. */
const SOURCE_MIN = 40;

interface MapOptions {
  readonly colour: boolean;
  readonly width: number;
}

/** A crash map for a terminal: beside its rows what stands in the lines; where that is too wide, in tables one below another. */
export function crashMapText(map: CrashMap, options: MapOptions): string {
  const { rows } = map;
  const columns = map.columns.map((column) => [
    faultWord(column),
    ...rows.map(({ cells }) => painted(cellWord(cells[column]), options)),
  ]);
  const isOfLines = hasLines(rows);
  const places = isOfLines ? ['line', ...rows.map(rowWord)] : ['moment', ...rows.map(({ text }) => text)];
  const room = options.width - INDENT - widthOf(places);
  const left = room - columns.reduce((sum, cells) => sum + widthOf(cells), 0);
  if (isOfLines && left >= SOURCE_MIN) return tableOf([places, ...columns, sourcesOf(rows, left)], options);
  const parts = [...fitting(columns, room), ...(isOfLines ? [[sourcesOf(rows, room)]] : [])];
  return parts.map((part) => tableOf([places, ...part], options)).join('\n');
}

function painted(word: string, { colour }: MapOptions): string {
  const paint = createColors(colour);
  return word === 'ok' ? paint.green(word) : word === '-' ? paint.dim(word) : paint.red(word);
}

/** What stands in the lines, cut to fit; what comes of a line is not cut. */
function sourcesOf(rows: readonly MapRow[], room: number): string[] {
  const texts = rows.map(({ text, causes }) => {
    const kinds = Object.keys(causes);
    const end = kinds.length === 0 ? '' : `  <- ${kinds.join(', ')}`;
    return `${cut(text, room - end.length - GAP)}${end}`;
  });
  return ['', ...texts];
}

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1)).trimEnd()}…`;

const widthOf = (cells: readonly string[]): number => Math.max(...cells.map((cell) => uncoloured(cell).length)) + GAP;

/** Columns in as many parts as it takes for each to fit. */
function fitting(columns: readonly string[][], room: number): string[][][] {
  const parts: string[][][] = [];
  let left = 0;
  for (const column of columns) {
    const width = widthOf(column);
    if (parts.length === 0 || width > left) {
      parts.push([]);
      left = room;
    }
    parts.at(-1)?.push(column);
    left -= width;
  }
  return parts;
}

/** A table by its columns, the first cell of each its head. The last one's width is what it takes: it has been cut. */
function tableOf(columns: readonly (readonly string[])[], { colour }: MapOptions): string {
  const [heads, ...rows] = columns[0].map((_, index) => columns.map((column) => column[index]));
  return table(heads, rows, { colour, width: Number.POSITIVE_INFINITY });
}
