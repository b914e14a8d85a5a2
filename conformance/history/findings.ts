import type { AnomalyName } from './anomalies.ts';

/** Of each anomaly so many cases are kept in words; all are counted. */
const CASES_MAX = 1000;
/** Of the records that a case names so many are told. */
export const RECORDS_MAX = 1000;

/** One occurrence, in the fields that Jepsen gives it; operations by their index. */
export type Case = Readonly<Record<string, unknown>>;

/** The anomalies of one history. */
export class Findings {
  private readonly byName = new Map<AnomalyName, { count: number; readonly cases: Case[] }>();

  /**
   * Counts a case.
   *
   * @param describe called only while there is room for more cases, so that a history of anomalies alone costs no more than another.
   */
  add(name: AnomalyName, describe: () => Case): void {
    let found = this.byName.get(name);
    if (found === undefined) {
      found = { count: 0, cases: [] };
      this.byName.set(name, found);
    }
    found.count += 1;
    if (found.cases.length < CASES_MAX) found.cases.push(describe());
  }

  /** What was found, by name. */
  all(): readonly { readonly name: AnomalyName; readonly count: number; readonly cases: readonly Case[] }[] {
    return [...this.byName]
      .map(([name, { count, cases }]) => ({ name, count, cases }))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }
}
