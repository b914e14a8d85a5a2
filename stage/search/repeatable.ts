import { isDeepStrictEqual } from 'node:util';
import type { RunJob, RunResult, TraceStep } from '../run-result.ts';

/** Where two runs of one job part: something in the program is not the stage's to decide. */
export interface Difference {
  readonly job: RunJob;
  /** The number of the first step that is not the same, from 0. */
  readonly step: number;
  readonly first: string;
  readonly second: string;
}

/** Where the second run of a job went another way than the first; nothing where their digests are the same. */
export function differenceOf(first: RunResult, second: RunResult, job: RunJob, isExact = true): Difference | undefined {
  return first.digest === second.digest ? undefined : { job, ...firstDifference(first, second, isExact) };
}

/** The first step in which two runs are not the same; when time is real, they never are at the same time. */
export function firstDifference(one: RunResult, other: RunResult, isExact: boolean): Omit<Difference, 'job'> {
  const length = Math.max(one.trace.length, other.trace.length);
  const steps = Array.from({ length }, (_, step) => step);
  const compared = (step: TraceStep | undefined): object => ({
    ...step,
    ...(isExact ? {} : { time: 0 }),
    line: undefined,
  });
  const step = steps.find((at) => !isDeepStrictEqual(compared(one.trace[at]), compared(other.trace[at]))) ?? length;
  return { step, first: told(one, step), second: told(other, step) };
}

function told({ trace }: RunResult, at: number): string {
  const step = trace[at];
  if (!step) return 'nothing more';
  const who = step.process === undefined ? '' : `process ${step.process}: `;
  return `${who}${step.text}${step.line ? ` (${step.line.file}:${step.line.line})` : ''}, at ${step.time} ms`;
}
