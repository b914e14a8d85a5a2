import { isDeepStrictEqual } from 'node:util';
import type { RunJob, Runner, RunResult, TraceStep } from '../run-result.ts';

/** Where two runs of one job part: something in the program is not the stage's to decide. */
export interface Difference {
  readonly job: RunJob;
  /** The number of the first step that is not the same, from 0. */
  readonly step: number;
  readonly first: string;
  readonly second: string;
}

/** Runs a job again, and says where it went another way than before; nothing where it is the same to the byte. */
export async function differenceFrom(result: RunResult, job: RunJob, run: Runner): Promise<Difference | undefined> {
  const again = await run(job);
  if (again.digest === result.digest) return undefined;
  const length = Math.max(result.trace.length, again.trace.length);
  const steps = Array.from({ length }, (_, step) => step);
  const step =
    steps.find((at) => !isDeepStrictEqual(withoutLine(result.trace[at]), withoutLine(again.trace[at]))) ?? length;
  return { job, step, first: told(result, step), second: told(again, step) };
}

/** Lines are looked at or not: a run is the same. */
const withoutLine = (step: TraceStep | undefined): object => ({ ...step, line: undefined });

function told({ trace }: RunResult, at: number): string {
  const step = trace[at];
  if (!step) return 'nothing more';
  const who = step.process === undefined ? '' : `process ${step.process}: `;
  return `${who}${step.text}${step.line ? ` (${step.line.file}:${step.line.line})` : ''}, at ${step.time} ms`;
}
