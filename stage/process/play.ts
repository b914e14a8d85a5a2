import type { Scheduler } from './time/scheduler.ts';
import type { Stage } from './stage.ts';
import { beat } from './under-way.ts';

/** Nothing new for so long, and nothing is under way: whatever waits for that goes on. */
export const QUIET_MS = 10_000;
/** Nothing new for longer than a dead member's session, and than a client waits before it tries again. */
export const SEEN_MS = 35_000;
/** Nothing new for longer than anything that a client does now and then: its metadata are refreshed every five minutes. */
export const REST_MS = 330_000;
/** A run that goes on for longer does not come to rest. */
const RUN_MAX_MS = 3_600_000;
/** Events with nothing new among them: whoever makes so many waits for nothing between two looks, and each further minute costs a real one. */
const BUSY_EVENTS = 30_000;
/** And one of more events than these. */
const EVENTS_MAX = 300_000;
/** So many events at a time, before the thread looks at what is real. */
const EVENTS_AT_ONCE = 20_000;

export interface Play {
  /** The program has done what it may not: there is no more to see. */
  readonly isRefused: () => boolean;
  /** Nothing is left to do, or only what nobody has committed; undefined while records have had no outcome. */
  readonly settled: () => 'committed' | 'seen' | undefined;
  /** Nothing outside can be reached for now: whoever tries again and again waits for the end of that. */
  readonly isDown: () => boolean;
}

/**
 * Lets happen what happens, until nothing new does. @returns whether the run came to rest.
 *
 * Exceptions of ticks, and rejections that nobody has handled, are Node's to tell; the thread's own handlers take them
 * while this goes on.
 */
export function play(stage: Stage, scheduler: Scheduler, { isRefused, settled, isDown }: Play): Promise<boolean> {
  const { deferred } = stage;
  const onException = (error: unknown): void => {
    const { current } = scheduler;
    // Outside of all processes it is a fault of the stage's own.
    if (current === null) return fail(error);
    scheduler.current = null;
    scheduler.happen(current, () => current.threw(error));
    setImmediate(turn);
  };
  const onRejection = (reason: unknown, promise: Promise<unknown>): void =>
    scheduler.current?.rejected(reason, promise);
  process.on('uncaughtException', onException);
  process.on('unhandledRejection', onRejection);
  let end: (atRest: boolean) => void;
  let fail: (error: unknown) => void;
  const played = new Promise<boolean>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });

  let newest = 0;
  let eventsThen = 0;
  /** Whether a program has looked for work again and again, and found none for longer than a dead member's session. */
  function isBusyForNothing(next: number): boolean {
    if (stage.progressed !== newest) {
      newest = stage.progressed;
      eventsThen = scheduler.events;
    }
    return scheduler.events - eventsThen > BUSY_EVENTS && next > newest + SEEN_MS && !isDown();
  }

  function turn(): void {
    for (let events = 0; events < EVENTS_AT_ONCE; events++) {
      const next = scheduler.nextTime();
      if (isRefused()) return end(false);
      if (next > RUN_MAX_MS && next !== Number.POSITIVE_INFINITY) return end(false);
      if (scheduler.events > EVENTS_MAX) return end(false);
      const isAtEnd = isBusyForNothing(next) || next > stage.progressed + REST_MS;
      if (next > stage.progressed + QUIET_MS) {
        const ready = deferred.findIndex(({ isReady }) => isAtEnd || isReady());
        if (ready >= 0) {
          const [{ run }] = deferred.splice(ready, 1);
          scheduler.now = Math.max(scheduler.now, stage.progressed + QUIET_MS);
          stage.progress();
          scheduler.happen(null, run);
          continue;
        }
        if (isAtEnd || (deferred.length === 0 && isOver(next))) return end(true);
      }
      beat();
      scheduler.step();
      stage.leave();
    }
    setImmediate(turn);
  }

  function isOver(next: number): boolean {
    const how = settled();
    const isDone = how === 'committed' || (how === 'seen' && next > stage.progressed + SEEN_MS);
    return isDone && !stage.isDueBy(stage.progressed + REST_MS);
  }

  setImmediate(turn);
  return played.finally(() => {
    process.off('uncaughtException', onException);
    process.off('unhandledRejection', onRejection);
  });
}
