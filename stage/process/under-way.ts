import type { RunResult } from '../run-result.ts';
import type { Life } from './time/life.ts';
import type { Scheduler } from './time/scheduler.ts';

/** Where a thread's debugger finds what a run has come to so far: it asks when nobody else can. */
export const UNDER_WAY = '__kafkaTrialUnderWay';

/** A run that is in the middle of an event. */
export interface UnderWay {
  /** How many events there have been: the same again, some seconds later, and it has not come back from this one. */
  readonly events: number;
  /** Virtual milliseconds since the run began. */
  readonly now: number;
  /** Whose event it is. */
  readonly life?: Pick<Life, 'process' | 'incarnation'>;
  /** What the run would have come to if it had ended here. */
  readonly result: RunResult;
}

/** Lets the debugger of this thread ask for the run that is under way. */
export function showUnderWay(scheduler: Scheduler, result: () => RunResult): void {
  const look = (): string => {
    const { events, now, current } = scheduler;
    const life = current === null ? {} : { life: { process: current.process, incarnation: current.incarnation } };
    return JSON.stringify({ events, now, ...life, result: result() } satisfies UnderWay);
  };
  Object.defineProperty(globalThis, UNDER_WAY, { value: look, configurable: true });
}
