import type { RunResult } from '../run-result.ts';
import type { Life } from './time/life.ts';
import type { Scheduler } from './time/scheduler.ts';

/** Where a thread's debugger finds what a run has come to so far: it asks when nobody else can. */
export const UNDER_WAY = '__kafkaTrialUnderWay';

/** A run that is in the middle of an event. */
export interface UnderWay {
  /** Virtual milliseconds since the run began. */
  readonly now: number;
  /** Whose event it is. */
  readonly life?: Pick<Life, 'process' | 'incarnation'>;
  /** What the run would have come to if it had ended here. */
  readonly result: RunResult;
}

let underWay: (() => UnderWay) | undefined;

/** Memory that others see, in which events are counted: by it they know, without asking, whether this thread comes back from one. */
let pulse: Int32Array | undefined;

/** From now on events are counted there. */
export function showPulse(shared: Int32Array): void {
  pulse = shared;
}

/** There is another event. */
export function beat(): void {
  if (pulse !== undefined) pulse[0] += 1;
}

/**
 * Lets the debugger of this thread ask for the run that is under way, until it is over: what is kept longer would make the next one slower.
 *
 * @returns how the run is over.
 */
export function showUnderWay(scheduler: Scheduler, result: () => RunResult): () => void {
  underWay = () => {
    const { now, current } = scheduler;
    const life = current === null ? {} : { life: { process: current.process, incarnation: current.incarnation } };
    return { now, ...life, result: result() };
  };
  if (!(UNDER_WAY in globalThis)) {
    const look = (): string | undefined => underWay && JSON.stringify(underWay());
    Object.defineProperty(globalThis, UNDER_WAY, { value: look });
  }
  return () => {
    underWay = undefined;
  };
}
