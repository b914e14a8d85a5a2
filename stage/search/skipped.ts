import type { SourceLine } from '../decision-point.ts';
import type { Ledger } from '../ledger.ts';
import type { RunJob, Runner, Skip } from '../run-result.ts';

/** Of the runs without faults, by runner: they are made once. */
const usual = new WeakMap<Runner, Map<string, Promise<readonly Skip[]>>>();
/** Of those in which the same has come of what is lost, by runner. */
const asked = new WeakMap<Runner, Map<string, Promise<readonly SourceLine[]>>>();

/**
 * The lines at which a program leaves something early in a run in which records are lost that nobody has called what they should come to for. To ask is slow: where such records have come to something else
 * in it, as where one handler has sent them on, the first run is asked in which that was the same, in the same lives.
 */
export function skippedFor(
  run: Runner,
  job: RunJob,
  { outcomes, commits }: Ledger,
  records: ReadonlySet<string>,
): Promise<readonly SourceLine[]> {
  const its = outcomes.filter((one) => one.records.some((id) => records.has(id)));
  if (job.deviations.length === 0) return leftIn(run, job, records.size);
  if (its.length === 0) return skippedIn(run, job);
  const known = asked.get(run) ?? new Map<string, Promise<readonly SourceLine[]>>();
  asked.set(run, known);
  const key = JSON.stringify([
    [...records],
    its.map(({ what, state, process, incarnation }) => [what, state, process, incarnation]),
    commits.map(({ topic, partition, offset, process, incarnation }) => [
      topic,
      partition,
      offset,
      process,
      incarnation,
    ]),
  ]);
  const lines = known.get(key) ?? skippedIn(run, job);
  known.set(key, lines);
  return lines;
}

/** Without any fault: the line at which a program leaves something early, and answers nothing, as often as there are such records, where it is the only one. */
async function leftIn(run: Runner, job: RunJob, records: number): Promise<readonly SourceLine[]> {
  const { skips = [] } = await run({ ...job, lines: undefined, skips: true });
  const left = skips.filter(({ isBare, times }) => isBare === true && times === records);
  return left.length === 1 ? [left[0].line] : [];
}

/** The lines at which a program leaves a function, or a round of a loop, in a run, and does not when nothing goes wrong. */
async function skippedIn(run: Runner, job: RunJob): Promise<readonly SourceLine[]> {
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
