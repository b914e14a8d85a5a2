import type { SourceLine } from '../decision-point.ts';
import type { RunJob, Runner, Skip } from '../run-result.ts';

/** Of the runs without faults, by runner: they are made once. */
const usual = new WeakMap<Runner, Map<string, Promise<readonly Skip[]>>>();

/**
 * The lines at which a program leaves something early in a run in which so many records are lost that nobody has called what they should come to for: where a fault has
 * befallen it, those at which it does not without any.
 *
 * @param digest of that run: where it is another as such statements are counted, nothing is told.
 */
export async function skippedFor(
  run: Runner,
  job: RunJob,
  { records, digest }: { readonly records: number; readonly digest: string },
): Promise<readonly SourceLine[]> {
  const asked: RunJob = { ...job, lines: undefined, skips: true };
  const inRun = async (): Promise<readonly Skip[]> => {
    const result = await run(asked);
    return result.digest === digest ? (result.skips ?? []) : [];
  };
  if (job.deviations.length === 0) return leftBy(await inRun(), records);
  const calm = await calmly(run, { ...asked, deviations: [] });
  const isNew = calm.map(({ times }) => times === 0);
  if (!isNew.includes(true)) return [];
  return (await inRun()).filter(({ times }, index) => times > 0 && isNew[index]).map(({ line }) => line);
}

/** Without any fault: the line at which a program leaves something early, and answers nothing, as often as there are such records, where it is the only one. */
function leftBy(skips: readonly Skip[], records: number): readonly SourceLine[] {
  const left = skips.filter(({ isBare, times }) => isBare === true && times === records);
  return left.length === 1 ? [left[0].line] : [];
}

/** How often it leaves what when nothing goes wrong: of a program that never leaves anything early nobody asks twice. */
async function calmly(run: Runner, job: RunJob): Promise<readonly Skip[]> {
  const known = usual.get(run) ?? new Map<string, Promise<readonly Skip[]>>();
  usual.set(run, known);
  const [any] = known.values();
  if ((await any)?.length === 0) return [];
  const key = JSON.stringify(job);
  const skips = known.get(key) ?? run(job).then(({ skips: found = [] }) => found);
  known.set(key, skips);
  return skips;
}
