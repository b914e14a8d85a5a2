import { yieldToEventLoop } from '../../explorers/coroutine.ts';
import { mergeCoverage, sumOf } from '../../explorers/coverage.ts';
import type { RunViolation } from '../../explorers/found-violation.ts';
import type { StopSignal } from '../../explorers/stop-signal.ts';
import { walk, type WalkOptions, type WalkResult } from '../../explorers/walk.ts';
import type { Trial } from '../../model/property.ts';

/** Runs between two moments in which the process sees to what else is waiting. */
const runsAtOnce = 500;

interface PausingOptions extends Pick<WalkOptions, 'seed' | 'runs' | 'firstRun' | 'stopWhenFound'> {
  readonly signal: StopSignal;
  readonly onProgress?: (runs: number) => void;
}

/** `walk`, with pauses in which Ctrl-C is heard. The result is the same: a run depends on its seed and number alone. */
export async function walkWithPauses<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  { seed, runs, firstRun = 0, stopWhenFound, signal, onProgress }: PausingOptions,
): Promise<Omit<WalkResult<Action>, 'rested'>> {
  const parts: WalkResult<Action>[] = [];
  let awaited = stopWhenFound;
  for (let done = 0; done < runs && !signal.aborted && awaited?.length !== 0; done += runsAtOnce) {
    const part = walk(trial, {
      seed,
      runs: Math.min(runsAtOnce, runs - done),
      firstRun: firstRun + done,
      stopWhenFound: awaited,
      signal,
    });
    parts.push(part);
    awaited = awaited?.filter((id) => !part.violations.some(({ property }) => property === id));
    onProgress?.(done);
    await yieldToEventLoop();
  }
  return {
    runs: parts.reduce((sum, part) => sum + part.runs, 0),
    steps: parts.reduce((sum, part) => sum + part.steps, 0),
    violations: shortest(parts.flatMap(({ violations }) => violations)),
    exercised: sumOf(parts.map(({ exercised }) => exercised)),
    coverage: mergeCoverage(parts.map(({ coverage }) => coverage)),
  };
}

/** Of each property and cause the shortest; of equally short ones the first. */
function shortest<Action>(violations: readonly RunViolation<Action>[]): RunViolation<Action>[] {
  const kept = new Map<string, RunViolation<Action>>();
  for (const violation of violations) {
    const key = `${violation.property}\n${violation.cause}`;
    const known = kept.get(key);
    if (known === undefined || violation.schedule.length < known.schedule.length) kept.set(key, violation);
  }
  return [...kept.values()];
}
