import Table from 'cli-table3';
import { createColors, uncoloured } from './colour.ts';

/** How a table is set. */
export interface TableOptions {
  readonly colour: boolean;
  /** Characters a line may take; the last column is wrapped to fit. */
  readonly width: number;
}

const INDENT = 2;
const GAP = 2;
/** The last column is never squeezed below this, however narrow the terminal. */
const LAST_COLUMN_MIN = 30;

const NO_RULES = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'].map((name) => [
    name,
    '',
  ]),
);

/** A table without rules: the same columns on a terminal and in a pipe. Cells may be coloured; `heads` are not. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[], options: TableOptions): string {
  const paint = createColors(options.colour);
  const last = heads.length - 1;
  const widths = heads.map((head, column) => Math.max(...[head, ...rows.map((row) => row[column])].map(printed)) + GAP);
  const taken = widths.slice(0, last).reduce((sum, width) => sum + width, INDENT);
  widths[last] = Math.min(widths[last], Math.max(LAST_COLUMN_MIN, options.width - taken));
  const out = new Table({
    head: heads.map((head) => paint.dim(head)),
    colWidths: widths,
    wordWrap: true,
    chars: {
      ...NO_RULES,
      left: ' '.repeat(INDENT),
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      middle: '',
      right: '',
      'right-mid': '',
    },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
  });
  out.push(...rows.map((row) => [...row]));
  return out
    .toString()
    .split('\n')
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** Characters that a text takes on a terminal, colours aside. */
function printed(text: string): number {
  return uncoloured(text).length;
}
