import { edited, type Mutant } from './mutant.ts';
import type { Batch, Plan } from './plan.ts';

/** What became of a mutant in some tests: the test that noticed, or how it ended without one, or nothing. */
export type Outcome =
  | { readonly kind: 'failed'; readonly test: string }
  | { readonly kind: 'time-out' | 'crash' | 'survived' };

/** A mutant and what became of it. */
export interface Tried {
  readonly mutant: Mutant;
  /** `unreached` is a survivor that no test runs. */
  readonly outcome: Outcome | { readonly kind: 'unreached' };
  /** How many tests reach it and were not run, for want of time; none where it was noticed. */
  readonly leftOut: number;
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

/** Which tests a mutant is tried with. */
export type Planning = (of: Case) => Plan;

/** Runs the tests that are planned for a mutant, until one notices it. */
export async function tried(one: Case, planning: Planning, bench: Bench): Promise<Tried> {
  const { mutant, file, text } = one;
  const { batches, leftOut } = planning(one);
  if (batches.length === 0) return { mutant, outcome: { kind: 'unreached' }, leftOut };
  for (const batch of batches) {
    const outcome = await bench.run(file, edited(text, mutant), batch);
    if (outcome.kind !== 'survived') return { mutant, outcome, leftOut: 0 };
  }
  return { mutant, outcome: { kind: 'survived' }, leftOut };
}

/**
 * Runs the tests of a case on the text as it is, and throws when one notices: what would fail without a mutant, such as
 * a test that cannot be run beside others, would count every mutant as killed.
 */
export async function checkControl(one: Case, planning: Planning, bench: Bench): Promise<void> {
  const { mutant, file, text } = one;
  for (const batch of planning(one).batches) {
    const outcome = await bench.run(file, text, batch);
    if (outcome.kind === 'survived') continue;
    const noticed = outcome.kind === 'failed' ? outcome.test : outcome.kind;
    throw new Error(`the tests fail on ${mutant.path} as it is: ${noticed}`);
  }
}

/** Tries every case, as many at a time as there are benches; the results are in the order of the cases. */
export async function tryAll(
  cases: readonly Case[],
  planning: Planning,
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
        results[index] = await tried(cases[index], planning, bench);
        done += 1;
        onTried(results[index], done);
      }
    }),
  );
  return results;
}
