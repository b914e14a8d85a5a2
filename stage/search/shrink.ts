import { type Deviation, faultKey } from '../deviation.ts';
import type { Ledger } from '../ledger.ts';
import type { RunJob, Runner } from '../run-result.ts';
import { type Expected, expectedOf } from '../verdict/expected.ts';
import { deviationsAt } from './budgets.ts';
import { comesTo } from './singles.ts';
import { type JudgedAnomaly, triedAlone } from './tried.ts';

/** Most runs that one finding is made smaller with. */
const RUNS_MAX = 400;

export interface Size {
  readonly records: number;
  readonly processes: number;
}

/** What a finding is made smaller with. */
export interface Making {
  readonly size: Size;
  readonly run: Runner;
  readonly expected: ExpectedIn;
  /** The run without faults. */
  readonly calm: Ledger;
  /** Whether it has to be small enough as it is. */
  readonly stop?: () => boolean;
}

/** By what a run is judged. */
export type ExpectedIn = (job: RunJob) => Promise<Expected>;

/**
 * By what a smaller trial does when nothing goes wrong: a program that waits for three records does nothing with two. Where
 * that itself goes wrong, and in a trial of the same size, by what was expected in the search.
 */
export function expectedIn(inSearch: Expected, run: Runner): ExpectedIn {
  const bySize = new Map<string, Promise<Expected>>();
  return ({ seed, records, processes, oneByOne, paused, deviations }) => {
    if (deviations.length === 0 || (records === undefined && processes === undefined)) return Promise.resolve(inSearch);
    const key = `${records} ${processes} ${oneByOne} ${paused} ${seed}`;
    const known =
      bySize.get(key) ??
      run({ seed, records, processes, oneByOne, paused, deviations: [] }).then(({ ledger }) => expectedOf(ledger));
    bySize.set(key, known);
    return known;
  };
}

/** A kind of anomaly, and whose it is. */
export type Sought = Pick<JudgedAnomaly, 'kind' | 'owner'>;

/**
 * A smaller job with the same that is sought: fewer faults, then fewer processes, then fewer records. Fewer faults are
 * tried by leaving each out; in a smaller trial points have other numbers, and the same faults are tried at every point.
 */
export async function shrunk(
  job: RunJob,
  { kind, owner }: Sought,
  { size, run, expected, calm, stop = () => false }: Making,
): Promise<RunJob> {
  let runs = 0;
  const isOver = (): boolean => runs >= RUNS_MAX || stop();
  let best = job;

  async function shows(candidate: RunJob): Promise<boolean> {
    runs += 1;
    const how = { run, expected: await expected(candidate), calm };
    const { anomalies } = await triedAlone(candidate, await run(candidate), how);
    return anomalies.some((one) => one.kind === kind && one.owner === owner);
  }

  for (let at = best.deviations.length - 1; at >= 0 && !isOver(); at -= 1) {
    const candidate = { ...best, deviations: best.deviations.filter((_, index) => index !== at) };
    if (await shows(candidate)) best = candidate;
  }

  /**
   * The same faults somewhere in a trial of another size.
   *
   * @param known where a fault came to nothing: what comes to the same as that is not tried again.
   */
  async function somewhere(
    smaller: RunJob,
    faults: readonly Deviation[],
    before: readonly Deviation[] = [],
    known = new Set<string>(),
  ): Promise<RunJob | undefined> {
    if (faults.length === 0) {
      const candidate = { ...smaller, deviations: before };
      return (await shows(candidate)) ? candidate : undefined;
    }
    const { points } = await run({ ...smaller, deviations: before });
    const wanted = faultKey(faults[0].fault);
    for (const point of points.slice((before.at(-1)?.at ?? -1) + 1))
      for (const one of deviationsAt(point, { [faults[0].fault.kind]: faults.length })) {
        if (isOver()) return undefined;
        const key = `${before.length} ${comesTo(point, one.fault)}`;
        if (faultKey(one.fault) !== wanted || known.has(key)) continue;
        known.add(key);
        const found = await somewhere(smaller, faults.slice(1), [...before, one], known);
        if (found) return found;
      }
    return undefined;
  }

  const sizeOf = ({ records = size.records, processes = size.processes }: RunJob): Size => ({ records, processes });
  for (const part of ['processes', 'records'] as const)
    for (let less = 1; less < sizeOf(best)[part] && !isOver(); less += 1) {
      const found = await somewhere({ ...best, [part]: less }, best.deviations);
      if (found) best = found;
    }
  return best;
}
