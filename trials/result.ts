import type { TrialCase } from './trial-case.ts';

/** What came of a case. */
export interface Result {
  readonly name: string;
  readonly group: TrialCase['group'];
  readonly version: string;
  readonly steps: number;
  /** After how many steps both sides were compared. */
  readonly compared: number;
  readonly outcome: 'agrees' | 'diverges' | 'unplayable' | 'failed';
  /** Whether that is what it has to be; of what is unplayable nothing is said. */
  readonly isFine: boolean;
  /** Where and why it did not agree. */
  readonly why?: string;
  readonly seconds: number;
  /** Types of action that were played. */
  readonly actions: readonly string[];
}

/** The results in a table: a row for each group and version. */
export function tableOf(results: readonly Result[]): string {
  const rows = new Map<string, Result[]>();
  for (const result of results) {
    const key = `${result.group.padEnd(9)} ${result.version.padEnd(7)}`;
    rows.set(key, [...(rows.get(key) ?? []), result]);
  }
  const head = 'group     version  schedules  agree  diverge  unplayable  failed  steps compared';
  const lines = [...rows]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, of]) => {
      const count = (outcome: Result['outcome']): number => of.filter((result) => result.outcome === outcome).length;
      const compared = of.reduce((sum, result) => sum + result.compared, 0);
      const cells = [of.length, count('agrees'), count('diverges'), count('unplayable'), count('failed'), compared];
      const widths = [9, 5, 7, 10, 6, 14];
      return `${key}  ${cells.map((cell, index) => String(cell).padStart(widths[index])).join('  ')}`;
    });
  return [head, ...lines].join('\n');
}
