import type { SourceLine } from '../decision-point.ts';
import type { Ledger } from '../ledger.ts';
import type { RunJob, Runner, Skip } from '../run-result.ts';
import type { Anomaly } from '../verdict/anomaly.ts';

/** Of the runs without faults, by runner: they are made once. */
const usual = new WeakMap<Runner, Map<string, Promise<readonly Skip[]>>>();

/** Whether a record is lost for which nothing was called: the program, or its client library, went past it. */
export const isPassedOver = ({ outcomes, begun = [] }: Ledger, { kind, record }: Anomaly): boolean =>
  kind === 'loss' && ![...outcomes, ...begun].some(({ records }) => records.includes(record));

/** The lines at which a program leaves a function, or a round of a loop, in a run, and does not when nothing goes wrong. */
export async function skippedIn(run: Runner, job: RunJob): Promise<readonly SourceLine[]> {
  const calm: RunJob = { ...job, deviations: [], lines: undefined, skips: true };
  const known = usual.get(run) ?? new Map<string, Promise<readonly Skip[]>>();
  usual.set(run, known);
  const [any] = known.values();
  // One that never leaves anything early does so in no run.
  if ((await any)?.length === 0) return [];
  const key = JSON.stringify(calm);
  const calmly = known.get(key) ?? run(calm).then(({ skips = [] }) => skips);
  known.set(key, calmly);
  const isNew = (await calmly).map(({ times }) => times === 0);
  if (!isNew.includes(true)) return [];
  const { skips = [] } = await run({ ...calm, deviations: job.deviations });
  return skips.filter(({ times }, index) => times > 0 && isNew[index]).map(({ line }) => line);
}
