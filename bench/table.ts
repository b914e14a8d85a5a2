import Table from 'cli-table3';

/** A table for the terminal: the first column names the row, the others are figures. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const colAligns = head.map((_, index): 'left' | 'right' => (index === 0 ? 'left' : 'right'));
  const table = new Table({ head: [...head], colAligns, style: { head: [], border: [] } });
  for (const row of rows) table.push([...row]);
  return table.toString();
}

export const rounded = (value: number): string => Math.round(value).toLocaleString('en-US');

/** How many times `base` a value is: a part of it with two decimals, a multiple with one. */
export const ratio = (value: number, base: number): string => `${(value / base).toFixed(value < base ? 2 : 1)}x`;
