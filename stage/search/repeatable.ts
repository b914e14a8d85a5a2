import { isDeepStrictEqual } from 'node:util';
import type { SourceLine } from '../decision-point.ts';
import type { Outcome } from '../ledger.ts';
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

/**
 * The first step in which two runs are not the same; when time is real, they never are at the same time. Where all steps are told alike, it is
 * that at which the outside world was told something else.
 */
export function firstDifference(one: RunResult, other: RunResult, isExact: boolean): Omit<Difference, 'job'> {
  const length = Math.max(one.trace.length, other.trace.length);
  const steps = Array.from({ length }, (_, step) => step);
  const compared = (step: TraceStep | undefined): object => ({
    ...step,
    ...(isExact ? {} : { time: 0 }),
    line: undefined,
  });
  const step = steps.find((at) => !isDeepStrictEqual(compared(one.trace[at]), compared(other.trace[at])));
  if (step !== undefined) return { step, first: told(one, step), second: told(other, step) };
  return (isExact ? outcomeDifference(one, other) : undefined) ?? { step: length, first: NOTHING, second: NOTHING };
}

const NOTHING = 'nothing more';

function told({ trace }: RunResult, at: number): string {
  const step = trace[at];
  if (!step) return NOTHING;
  const who = step.process === undefined ? '' : `process ${step.process}: `;
  return `${who}${step.text}${placed(step.line)}, at ${step.time} ms`;
}

/** The first outcome in which something else is written, or called with. */
function outcomeDifference(one: RunResult, other: RunResult): Omit<Difference, 'job'> | undefined {
  const { outcomes } = one.ledger;
  const others = other.ledger.outcomes;
  const at = outcomes.findIndex(({ content }, index) => content !== others[index]?.content);
  if (at < 0 || others[at] === undefined) return undefined;
  const { what, line, records } = outcomes[at];
  const step = one.trace.findIndex(({ text }) => text.startsWith(what) && text.includes(records[0] ?? ''));
  return {
    step: step < 0 ? one.trace.length : step,
    first: `${what} of ${written(outcomes[at])}${placed(line)}`,
    second: `${what} of ${written(others[at])}`,
  };
}

const placed = (line: SourceLine | undefined): string => (line ? ` (${line.file}:${line.line})` : '');

const SHOWN_MAX = 200;

function written({ content = '' }: Outcome): string {
  const text = content.replaceAll(/\s+/g, ' ');
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
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
