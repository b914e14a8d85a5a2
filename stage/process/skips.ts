import type { Session } from 'node:inspector';
import type { Skip } from '../run-result.ts';
import { BEFORE_PROGRAM, compile } from './evaluate.ts';
import type { Prepared } from './prepare.ts';
import type { UserLines } from './source/user-line.ts';

/** A function that is compiled while what it executes is counted. */
interface FunctionCoverage {
  readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
}

/** Statements by which what comes after them is left out, and whether they answer nothing. */
const SKIPS = /(?<![\w$.])(?:break|continue|return)(?=(\s*;)|\s+[\w$[{'"`(!])/g;

/** How many programs have been compiled anew. */
let compiled = 0;

/**
 * Runs a program, which is compiled anew, while V8 counts how often each of its blocks is executed, and tells how often each `break`, `continue`
 * and `return` of the user's was. That is slow: it is asked where a record went by no call at all.
 */
export async function withSkips<Result>(
  program: Prepared,
  run: (program: Prepared) => Promise<Result>,
): Promise<Result & { readonly skips: readonly Skip[] }> {
  const { Session } = await import('node:inspector');
  const session = new Session();
  session.connect();
  try {
    post(session, 'Profiler.enable');
    post(session, 'Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    // Blocks are counted in what is compiled from now on, and V8 knows a text again that it has compiled before.
    compiled += 1;
    const { code } = program.program;
    const result = await run({
      ...program,
      compiled: compile({ ...program.program, code: `${code}\n// ${compiled}` }),
    });
    return { ...result, skips: skipsIn(program.lines, coverage(session, program.lines.name)) };
  } finally {
    session.disconnect();
  }
}

/** Answered before it returns: its own thread is asked. */
function post(session: Session, method: string, params: object = {}): unknown {
  let answer: unknown;
  session.post(method, params, (error, result) => {
    if (error) throw error;
    answer = result;
  });
  return answer;
}

/** Of the script that was compiled last by this name. */
function coverage(session: Session, name: string): readonly FunctionCoverage[] {
  const { result } = post(session, 'Profiler.takePreciseCoverage') as {
    readonly result: readonly {
      readonly url: string;
      readonly scriptId: string;
      readonly functions: readonly FunctionCoverage[];
    }[];
  };
  const scripts = result.filter(({ url }) => url === name);
  return scripts.toSorted((one, other) => Number(other.scriptId) - Number(one.scriptId))[0]?.functions ?? [];
}

function skipsIn(lines: UserLines, functions: readonly FunctionCoverage[]): readonly Skip[] {
  const ranges = functions.flatMap((one) => one.ranges);
  const timesAt = (offset: number): number => {
    const around = ranges.filter(({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset);
    return around.toSorted((one, other) => lengthOf(one) - lengthOf(other))[0]?.count ?? 0;
  };
  return lines.matches(SKIPS).map(({ line, offset, match: [, isBare] }) => ({
    line,
    times: timesAt(BEFORE_PROGRAM.length + offset),
    ...(isBare === undefined ? {} : { isBare: true as const }),
  }));
}

const lengthOf = ({ startOffset, endOffset }: FunctionCoverage['ranges'][number]): number => endOffset - startOffset;
