import {
  type CaseResult,
  RESULTS_FORMAT,
  type ResultsDocument,
  type ResultsPart,
} from '../conformance/results/results-document.ts';
import { figuresOf } from '../conformance/results/results-figures.ts';
import type { Group, LeftOut, TrialCase } from './trial-case.ts';

/** What came of a case. */
export interface Result {
  readonly name: string;
  readonly group: Group;
  readonly version: string;
  readonly expects: TrialCase['expects'];
  readonly steps: number;
  /** After how many steps both sides were compared. */
  readonly compared: number;
  readonly outcome: 'agrees' | 'diverges' | 'unplayable' | 'failed';
  /** Of a difference: whether it is known why. */
  readonly isExplained?: boolean;
  /** Whether that is what it has to be, or known why it is not; of what is unplayable nothing is said. */
  readonly isFine: boolean;
  /** Where and why it did not agree. */
  readonly why?: string;
  readonly seconds: number;
  /** Types of action that were played. */
  readonly actions: readonly string[];
}

/** What has been played. */
type Of = Pick<TrialCase, 'name' | 'group' | 'version' | 'expects'>;

/** What playing something came to, and how long it took. Whatever goes wrong beside Kafka is never agreement. */
export async function resultOf(
  { name, group, version, expects }: Of,
  play: () => Promise<Pick<Result, 'outcome' | 'isExplained' | 'steps' | 'compared' | 'why' | 'actions'>>,
): Promise<Result> {
  const began = performance.now();
  const played = await play().catch((error: unknown) => {
    if (!(error instanceof Error)) throw error;
    return { outcome: 'failed', isExplained: false, steps: 0, compared: 0, why: error.message, actions: [] } as const;
  });
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const isFine = played.outcome === expects || played.outcome === 'unplayable' || played.isExplained === true;
  return { name, group, version, expects, seconds, ...played, isFine };
}

/** The results in a table: a row for each group and version. */
export function tableOf(results: readonly Result[]): string {
  const rows = new Map<string, CaseResult[]>();
  for (const result of results) {
    const key = `${result.group.padEnd(11)} ${result.version.padEnd(7)}`;
    rows.set(key, [...(rows.get(key) ?? []), caseOf(result)]);
  }
  const head = 'group       version  schedules  agree  diverge  unplayable  failed  steps compared  median s';
  const lines = [...rows]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, cases]) => {
      const { schedules, compared, of, medianSeconds } = figuresOf(cases);
      const counts = [of('agrees'), of('diverges'), of('unplayable'), of('failed')];
      const cells = [schedules, ...counts, compared, medianSeconds];
      const widths = [9, 5, 7, 10, 6, 14, 8];
      return `${key}  ${cells.map((cell, index) => String(cell).padStart(widths[index])).join('  ')}`;
    });
  return [head, ...lines].join('\n');
}

const caseOf = ({ outcome, compared, seconds, why }: Result): CaseResult =>
  why === undefined ? [outcome, compared, seconds] : [outcome, compared, seconds, why];

/** The results as a document of one run. @param date the day: `2026-11-27`. */
export function resultsDocument(
  results: readonly Result[],
  leftOut: readonly LeftOut[],
  date: string,
): ResultsDocument {
  const parts = new Map<string, ResultsPart>();
  for (const result of results) {
    const { group, version, expects, name, outcome, actions } = result;
    const key = `${group} ${version}`;
    const before = parts.get(key);
    const agreed = outcome === 'agrees' ? actions : [];
    parts.set(key, {
      group,
      kafka: version,
      date,
      expects,
      actions: [...new Set([...(before?.actions ?? []), ...agreed])].sort(),
      cases: { ...before?.cases, [name]: caseOf(result) },
    });
  }
  const groups = new Set(leftOut.map(({ group }) => group));
  const reasons = [...groups].map((group) => [group, reasonsOf(leftOut.filter((one) => one.group === group))] as const);
  return { format: RESULTS_FORMAT, version: 1, parts: [...parts.values()], leftOut: Object.fromEntries(reasons) };
}

const reasonsOf = (leftOut: readonly LeftOut[]): Readonly<Record<string, string>> =>
  Object.fromEntries(leftOut.map(({ name, because }) => [name, because]));
