import { posix } from 'node:path';
import type { CoveredFile, CoveredTest } from './coverage.ts';
import type { TestsOfFile } from './test-run.ts';

/** Tests that run together. */
export interface Batch {
  readonly tests: readonly TestsOfFile[];
  /** Of the processor, without a mutant. */
  readonly milliseconds: number;
}

/** The tests of a mutant, in the order in which they are tried. */
export interface Plan {
  readonly batches: readonly Batch[];
  /** How many tests reach the mutant and are not tried, since the others take all the time that there is. */
  readonly leftOut: number;
}

/** Above this a test waits until the quick ones have been tried. */
const QUICK_MAX_MS = 100;

/** The first batch takes about so long: most mutants are noticed in it, and a run costs a third of a second by itself. */
const FIRST_BATCH_MS = 500;

interface Reaching extends CoveredTest {
  readonly file: string;
  /** Of its file; less is tried first. */
  readonly rank: number;
}

/**
 * The tests that reach a region, as many as there is time for: those beside the mutant first, then those of the first of
 * the paths that were named, the nearest file first; tests that take long come last, the quickest first.
 *
 * @param path of the mutated file, absolute.
 * @param paths whose tests are meant, absolute, in the order in which they are tried.
 * @param budgetMs time of the processor for all of them; one test is run however long it takes.
 */
export function plan(
  files: readonly CoveredFile[],
  region: number,
  path: string,
  paths: readonly string[],
  budgetMs: number,
): Plan {
  const reaching = files.flatMap(({ file, regions, tests }): Reaching[] =>
    tests
      .filter((test) => regions.has(region) || test.regions.has(region))
      .map((test) => ({ ...test, file, rank: rankOf(file, path, paths) })),
  );
  const ordered = [
    ...reaching.filter(isQuick).sort((a, b) => a.rank - b.rank),
    ...reaching.filter((test) => !isQuick(test)).sort((a, b) => a.milliseconds - b.milliseconds),
  ];
  let spentMs = 0;
  const affordable = ordered.filter(({ milliseconds }, index) => {
    const affords = index === 0 || spentMs + milliseconds <= budgetMs;
    if (affords) spentMs += milliseconds;
    return affords;
  });
  const first = affordable.findIndex((_, index) => millisecondsOf(affordable.slice(0, index + 1)) > FIRST_BATCH_MS) + 1;
  const parts = first === 0 ? [affordable] : [affordable.slice(0, first), affordable.slice(first)];
  return { batches: parts.filter((part) => part.length > 0).map(batch), leftOut: ordered.length - affordable.length };
}

const isQuick = ({ milliseconds }: CoveredTest): boolean => milliseconds <= QUICK_MAX_MS;

function batch(tests: readonly Reaching[]): Batch {
  const byFile = new Map<string, string[]>();
  for (const { file, id } of tests) byFile.set(file, [...(byFile.get(file) ?? []), id]);
  return { tests: [...byFile].map(([file, ids]) => ({ file, ids })), milliseconds: millisecondsOf(tests) };
}

const millisecondsOf = (tests: readonly CoveredTest[]): number =>
  tests.reduce((sum, { milliseconds }) => sum + milliseconds, 0);

/** More than there are folders between two files. */
const FOLDERS_MAX = 100;

function rankOf(test: string, path: string, paths: readonly string[]): number {
  const folders = distance(test, path);
  if (folders <= 0) return folders;
  const named = paths.findIndex((of) => test === of || test.startsWith(`${of}/`));
  return (named + 1) * FOLDERS_MAX + folders;
}

/** How many folders lie between two files; the test that bears the file's name is nearest. */
function distance(test: string, path: string): number {
  if (test === path.replace(/\.ts$/, '.test.ts')) return -1;
  const parts = posix.relative(posix.dirname(path), posix.dirname(test)).split('/');
  return parts.filter((part) => part !== '').length;
}
