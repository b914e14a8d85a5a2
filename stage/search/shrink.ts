import type { Deviation } from '../deviation.ts';
import type { RunJob, Runner } from '../run-result.ts';
import type { AnomalyKind } from '../verdict/anomaly.ts';
import { type Expected, expectedOf, judge } from '../verdict/judge.ts';
import { deviationsAt, faultKey } from './budgets.ts';

/** Most runs that one finding is made smaller with. */
const RUNS_MAX = 400;

export interface Size {
  readonly records: number;
  readonly processes: number;
}

/**
 * A smaller job with an anomaly of the same kind: fewer faults, then fewer processes, then fewer records. Fewer faults are
 * tried by leaving each out; in a smaller trial points have other numbers, and the same faults are tried at every point.
 */
export async function shrunk(job: RunJob, kind: AnomalyKind, size: Size, run: Runner): Promise<RunJob> {
  let runs = 0;
  let best = job;
  const expectations = new Map<string, Promise<Expected>>();

  /** What a trial of that size does when nothing goes wrong; whether anything does is judged by it. */
  function expectedIn({ seed, records, processes }: RunJob): Promise<Expected> {
    const key = `${records} ${processes} ${seed}`;
    const known =
      expectations.get(key) ??
      run({ seed, records, processes, deviations: [] }).then(({ ledger }) => expectedOf(ledger));
    expectations.set(key, known);
    return known;
  }

  async function shows(candidate: RunJob): Promise<boolean> {
    runs += 1;
    const { ledger } = await run(candidate);
    return judge(ledger, await expectedIn(candidate)).some((anomaly) => anomaly.kind === kind);
  }

  for (let at = best.deviations.length - 1; at >= 0; at -= 1) {
    const candidate = { ...best, deviations: best.deviations.filter((_, index) => index !== at) };
    if (await shows(candidate)) best = candidate;
  }

  /** The same faults somewhere in a trial of another size. */
  async function somewhere(
    smaller: RunJob,
    faults: readonly Deviation[],
    before: readonly Deviation[] = [],
  ): Promise<RunJob | undefined> {
    if (faults.length === 0) {
      const candidate = { ...smaller, deviations: before };
      return (await shows(candidate)) ? candidate : undefined;
    }
    const { points } = await run({ ...smaller, deviations: before });
    const wanted = faultKey(faults[0].fault);
    for (const point of points.slice((before.at(-1)?.at ?? -1) + 1))
      for (const one of deviationsAt(point, { [faults[0].fault.kind]: faults.length })) {
        if (runs >= RUNS_MAX) return undefined;
        if (faultKey(one.fault) !== wanted) continue;
        const found = await somewhere(smaller, faults.slice(1), [...before, one]);
        if (found) return found;
      }
    return undefined;
  }

  const sizeOf = ({ records = size.records, processes = size.processes }: RunJob): Size => ({ records, processes });
  for (const part of ['processes', 'records'] as const)
    for (let less = 1; less < sizeOf(best)[part]; less += 1) {
      const found = await somewhere({ ...best, [part]: less }, best.deviations);
      if (found) best = found;
    }
  return best;
}
