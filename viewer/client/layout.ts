import { evenRows, type Row } from '../../reports/page/rows.ts';
import type { Line } from './folds.ts';

/** How wide a page is: three panes side by side; two, the state at the bottom; one below the other. */
export type Width = 'wide' | 'medium' | 'narrow';

/** The same limits as in the style. */
export const widthOf = (pixels: number): Width => (pixels > 1180 ? 'wide' : pixels > 760 ? 'medium' : 'narrow');

const LANE_MIN = 44;
const LANE_MAX = 92;

/** The width of a lane, where so many share a room. */
export const laneOf = (room: number, lanes: number): number =>
  Math.max(LANE_MIN, Math.min(LANE_MAX, Math.floor(room / Math.max(1, lanes))));

/** The row of each line of a list as it lies there; of one that does not lie beside, rows of one height. */
export function linesAsRows(items: readonly HTMLElement[], isBeside: boolean): Row[] {
  if (!isBeside) return evenRows(items.length);
  const start = { top: 0, middle: 2, end: 4 };
  return [
    start,
    ...items.map(({ offsetTop: top, offsetHeight: height }) => ({ top, middle: top + 15, end: top + height })),
  ];
}

/** The row of each step: those of a fold share one, those that are not shown have one without height. */
export function rowsOfSteps(steps: number, lines: readonly Line[], rows: readonly Row[]): Row[] {
  const all: Row[] = [rows[0]];
  let line = 0;
  for (let step = 1; step <= steps; step += 1) {
    while (line < lines.length && lines[line].last < step) line += 1;
    const isShown = line < lines.length && lines[line].first <= step;
    const { end } = rows[line];
    all.push(isShown ? rows[line + 1] : { top: end, middle: end, end });
  }
  return all;
}

/** The steps that share a row. */
export const foldedSteps = (lines: readonly Line[]): ReadonlySet<number> =>
  new Set(
    lines.flatMap(({ first, last }) =>
      first === last ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index),
    ),
  );
