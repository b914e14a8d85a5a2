import { setTimeout as later } from 'node:timers/promises';
import type { Stage } from '../process/stage.ts';

/** How often is looked whether anything has happened. */
const LOOK_MS = 20;
/** Nothing new for so long: whatever waits for that goes on. */
const QUIET_MS = 300;
/** Nothing new for so long, with everything done and committed; or with no process left that is started again. */
const DONE_MS = 1000;
/** Nothing new for longer than clients wait before they commit by themselves (auto.commit.interval.ms: 5 s). */
const SEEN_MS = 7000;
/**
 * So long at most a process is waited for that has done nothing yet: a virtual machine takes a second to start by itself, and
 * ten or twenty where several runs are made at a time.
 */
const START_MS = 60_000;
/** A run that goes on for longer does not come to rest. */
const RUN_MAX_MS = 180_000;

export interface RealPlay {
  /** There is no more to see: it failed, or nobody wants to know any more. */
  readonly isOver: () => boolean;
  /** Nothing is left to do, or only what nobody has committed; undefined while records have had no outcome. */
  readonly settled: () => 'committed' | 'seen' | undefined;
  /** Whether a process that is alive has done nothing yet. */
  readonly isStarting: () => boolean;
  readonly restMs: number;
  /** Whether a process ends with what is late: it is late by as much as a client waits before it commits by its clock. */
  readonly isLast?: boolean;
}

/** Waits until nothing new happens in a run whose time is real. @returns whether the run came to rest. */
export async function playReal(
  stage: Stage,
  { isOver, settled, isStarting, restMs, isLast = false }: RealPlay,
): Promise<boolean> {
  const { deferred, time } = stage;
  while (!isOver() && time.now < RUN_MAX_MS) {
    await later(LOOK_MS);
    const calmMs = time.now - stage.progressed;
    if (calmMs < QUIET_MS) continue;
    const isLate = !isLast || calmMs > Math.min(SEEN_MS, restMs);
    const ready = isLate ? deferred.findIndex(({ isReady }) => isReady()) : -1;
    if (ready >= 0) {
      const [{ run }] = deferred.splice(ready, 1);
      stage.progress();
      run();
    } else if (deferred.length === 0) {
      const how = stage.lives.every((life) => life.isOver) ? 'nobody' : settled();
      const restsMs = isStarting() ? Math.max(restMs, START_MS) : restMs;
      const enoughMs = how === undefined ? restsMs : how === 'seen' ? SEEN_MS : DONE_MS;
      if (calmMs > Math.min(enoughMs, restsMs)) return true;
    }
  }
  return false;
}
