import { posix } from 'node:path';
import type { CoveredFile, CoveredTest } from './coverage.ts';
import type { TestsOfFile } from './test-run.ts';

/** Tests that run together. */
export interface Batch {
  readonly tests: readonly TestsOfFile[];
  /** How long they take without a mutant. */
  readonly milliseconds: number;
}

/** Above this a test waits until the quick ones have been tried. */
const QUICK_MAX_MS = 100;

interface Chosen {
  readonly file: string;
  readonly all: boolean;
  readonly tests: readonly CoveredTest[];
}

/**
 * The tests that reach a region, in the order in which they are tried: the quick ones, those nearest to the mutant
 * first, then the others, the quickest file first. Empty where no test reaches it.
 *
 * @param path of the mutated file, absolute.
 */
export function plan(files: readonly CoveredFile[], region: number, path: string): readonly Batch[] {
  const quick: Chosen[] = [];
  const slow: Chosen[] = [];
  for (const { file, regions, tests } of files) {
    const all = regions.has(region);
    const reaching = all ? tests : tests.filter((test) => test.regions.has(region));
    const isQuick = (test: CoveredTest): boolean => test.milliseconds <= QUICK_MAX_MS;
    quick.push({ file, all: all && tests.every(isQuick), tests: reaching.filter(isQuick) });
    slow.push({ file, all: false, tests: reaching.filter((test) => !isQuick(test)) });
  }
  quick.sort((a, b) => distance(a.file, path) - distance(b.file, path));
  slow.sort((a, b) => millisecondsOf(a) - millisecondsOf(b));
  return [quick, slow].map((chosen) => chosen.filter(({ tests }) => tests.length > 0)).flatMap(batch);
}

const batch = (chosen: readonly Chosen[]): Batch[] =>
  chosen.length === 0
    ? []
    : [
        {
          tests: chosen.map(({ file, all, tests }) => ({ file, ids: all ? null : tests.map(({ id }) => id) })),
          milliseconds: chosen.reduce((sum, of) => sum + millisecondsOf(of), 0),
        },
      ];

const millisecondsOf = ({ tests }: Chosen): number => tests.reduce((sum, { milliseconds }) => sum + milliseconds, 0);

/** How many folders lie between two files; the test that bears the file's name is nearest. */
function distance(test: string, path: string): number {
  if (test === path.replace(/\.ts$/, '.test.ts')) return -1;
  const parts = posix.relative(posix.dirname(path), posix.dirname(test)).split('/');
  return parts.filter((part) => part !== '').length;
}
