import type { Skip } from '../run-result.ts';
import { type Compiled, compile } from './evaluate.ts';
import type { Prepared } from './prepare.ts';
import type { UserLines } from './source/user-line.ts';

/** Statements by which what comes after them is left out, with where `break` and `continue` lead. */
const SKIPS = /(?<![\w$.])(?:(break|continue)(?:\s+[\w$]+)?\s*;|return(?=(\s*;)|\s+[\w$[{'"`(!]))/g;

/** A program in which each of the user's such statements counts itself, and these statements, in their order. */
interface Counting {
  readonly compiled: Compiled;
  readonly skips: readonly Omit<Skip, 'times'>[];
}

const known = new WeakMap<Compiled, Counting>();

/**
 * Runs a program, and tells how often each `break`, `continue` and `return` of the user's was executed: each counts itself. Where such words stand in a text that the program
 * writes, it does something else then, and its digest is another.
 */
export async function withSkips<Result>(
  program: Prepared,
  run: (program: Prepared) => Promise<Result>,
): Promise<Result & { readonly skips: readonly Skip[] }> {
  const { compiled, skips } = countingOf(program);
  const times = skips.map(() => 0);
  const result = await run({ ...program, compiled, skipped: (index) => (times[index] += 1) });
  return { ...result, skips: skips.map((one, index) => ({ ...one, times: times[index] })) };
}

function countingOf({ compiled, program, lines }: Prepared): Counting {
  const counting = known.get(compiled) ?? counted(program, lines);
  known.set(compiled, counting);
  return counting;
}

function counted(program: Prepared['program'], lines: UserLines): Counting {
  const found = lines.matches(SKIPS);
  let from = 0;
  const code = found.map(({ offset, match: [words, leaves, isBare] }, index) => {
    const before = program.code.slice(from, offset);
    from = offset + words.length;
    const counts = `__skipped(${index})`;
    if (leaves !== undefined) return `${before}{ ${counts}; ${words} }`;
    return `${before}return ${isBare === undefined ? `${counts},` : `void ${counts}`}`;
  });
  const text = [...code, program.code.slice(from)].join('');
  const skips = found.map(({ line, match: [, leaves, isBare] }) => ({
    line,
    ...(leaves === undefined && isBare === undefined ? {} : { isBare: true as const }),
  }));
  return { compiled: compile({ ...program, code: text }), skips };
}
