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

let underWay: (() => UnderWay) | undefined;

/**
 * Lets the debugger of this thread ask for the run that is under way, until it is over: what is kept longer would make the next one slower.
 *
 * @returns how the run is over.
 */
export function showUnderWay(scheduler: Scheduler, result: () => RunResult): () => void {
  underWay = () => {
    const { events, now, current } = scheduler;
    const life = current === null ? {} : { life: { process: current.process, incarnation: current.incarnation } };
    return { events, now, ...life, result: result() };
  };
  if (!(UNDER_WAY in globalThis)) {
    const look = (): string | undefined => underWay && JSON.stringify(underWay());
    Object.defineProperty(globalThis, UNDER_WAY, { value: look });
  }
  return () => {
    underWay = undefined;
  };
}
