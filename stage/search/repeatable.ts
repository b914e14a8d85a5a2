import { isDeepStrictEqual } from 'node:util';
import type { RunJob, Runner, RunResult, TraceStep } from '../run-result.ts';
import type { Tried } from './tried.ts';

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

/** Runs the first of each kind of finding once more: what is reported happens again, or that it does not is reported. */
export async function anyDifference(
  all: readonly Tried[],
  base: RunResult,
  runners: readonly Runner[],
): Promise<Difference | undefined> {
  const kinds = new Set<string>();
  for (const one of all) {
    const fresh = one.anomalies.filter(({ kind }) => !kinds.has(kind));
    if (fresh.length === 0 || one.isCutOff) continue;
    for (const { kind } of fresh) kinds.add(kind);
    const again = await runners[0](one.job);
    if (again.digest === one.digest) continue;
    const onceMore = await runners[runners.length - 1](one.job);
    return (
      differenceOf(again, onceMore, one.job) ?? {
        job: one.job,
        step: base.trace.length,
        first: one.digest,
        second: again.digest,
      }
    );
  }
  return undefined;
}
