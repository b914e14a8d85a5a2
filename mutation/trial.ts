import type { CoveredFile } from './coverage.ts';
import { edited, type Mutant } from './mutant.ts';
import { type Batch, plan } from './plan.ts';

/** What became of a mutant in some tests: the test that noticed, or how it ended without one, or nothing. */
export type Outcome =
  | { readonly kind: 'failed'; readonly test: string }
  | { readonly kind: 'time-out' | 'crash' | 'survived' };

/** A mutant and what became of it. */
export interface Tried {
  readonly mutant: Mutant;
  /** `unreached` is a survivor that no test runs. */
  readonly outcome: Outcome | { readonly kind: 'unreached' };
}

/** Whether no test noticed. */
export const hasSurvived = ({ outcome: { kind } }: Tried): boolean => kind === 'survived' || kind === 'unreached';

/** What runs tests with another text in the place of a file, named by its absolute path. */
export interface Bench {
  run(path: string, text: string, batch: Batch): Promise<Outcome>;
}

/** A mutant and what has to be known to try it. */
export interface Case {
  readonly mutant: Mutant;
  /** Of the mutated file, absolute. */
  readonly file: string;
  readonly text: string;
  readonly region: number;
}

/** Runs the tests that reach a mutant, until one notices it. */
export async function tried(
  { mutant, file, text, region }: Case,
  tests: readonly CoveredFile[],
  bench: Bench,
): Promise<Tried> {
  const batches = plan(tests, region, file);
  if (batches.length === 0) return { mutant, outcome: { kind: 'unreached' } };
  for (const batch of batches) {
    const outcome = await bench.run(file, edited(text, mutant), batch);
    if (outcome.kind !== 'survived') return { mutant, outcome };
  }
  return { mutant, outcome: { kind: 'survived' } };
}

/**
 * Runs the tests of a case on the text as it is, and throws when one notices: what would fail without a mutant, such as
 * a test that cannot be run beside others, would count every mutant as killed.
 */
export async function checkControl({ mutant, file, text, region }: Case, tests: readonly CoveredFile[], bench: Bench) {
  for (const batch of plan(tests, region, file)) {
    const outcome = await bench.run(file, text, batch);
    if (outcome.kind === 'survived') continue;
    const noticed = outcome.kind === 'failed' ? outcome.test : outcome.kind;
    throw new Error(`the tests fail on ${mutant.path} as it is: ${noticed}`);
  }
}

/** Tries every case, as many at a time as there are benches; the results are in the order of the cases. */
export async function tryAll(
  cases: readonly Case[],
  tests: readonly CoveredFile[],
  benches: readonly Bench[],
  onTried: (tried: Tried, done: number) => void,
): Promise<readonly Tried[]> {
  const results: Tried[] = [];
  let next = 0;
  let done = 0;
  await Promise.all(
    benches.map(async (bench) => {
      while (next < cases.length) {
        const index = next;
        next += 1;
        results[index] = await tried(cases[index], tests, bench);
        done += 1;
        onTried(results[index], done);
      }
    }),
  );
  return results;
}
