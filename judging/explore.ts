import type { ExhaustiveResult } from '../explorers/exhaustive-result.ts';
import { exhaustiveParallel } from '../explorers/parallel/exhaustive-parallel.ts';
import { withTrial } from '../explorers/trial-specification.ts';
import { guaranteeOf } from '../properties/guarantee.ts';
import type { Resolution } from '../setups/resolve/resolve.ts';
import type { Host } from './host.ts';
import { type CostOptions, limitsOf } from './searches/limits.ts';
import { unboundedStatesMax } from './searches/plans.ts';
import type { ProgressReport } from './progress-report.ts';
import { specificationOf, type SystemSubject, withinRange } from './searches/specification-of.ts';
import { unfinishedWords } from './searches/unfinished-words.ts';

export interface ExploreOptions extends CostOptions {
  /** End as soon as every property has a violation, instead of going on to the end of the scope. */
  readonly stopAtViolation?: boolean;
  /** Count states that differ only in the names of interchangeable actors as one, where the system knows how. */
  readonly symmetry?: boolean;
  readonly onProgress?: (progress: ProgressReport) => void;
}

/** The figures of an exhaustive search. `depth` and the lengths of counterexamples count states, as TLC does. */
export interface ExploreDocument {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly complete: boolean;
  readonly violations: readonly { readonly invariant: string; readonly states: number }[];
  readonly seconds: number;
  /** Threads that searched. */
  readonly workers: number;
  /** Expected number of distinct states taken for one another, from the 64-bit fingerprints. */
  readonly expectedCollisions: number;
  /** How far the search got and why the search stopped, where it is not complete. */
  readonly stopped?: string;
}

/** Searches a whole scope, or a system of its own, and nothing else: one search, without a plan. */
export async function explore(
  subject: Resolution | SystemSubject,
  options: ExploreOptions,
  host: Host,
): Promise<ExploreDocument> {
  const { stopAtViolation, onProgress } = options;
  const { workers, memory, time, plain } = limitsOf(options, host);
  const started = host.now();
  const specification = specificationOf(subject, options);
  const search = withinRange(subject, () =>
    withTrial(
      specification,
      (trial): Promise<ExhaustiveResult<unknown>> =>
        exhaustiveParallel(trial, specification, {
          statesMax: unboundedStatesMax,
          stopAtViolation,
          workers,
          memory,
          plain,
          signal: time.until(1),
          onProgress: ({ distinct, frontier, depth }) =>
            onProgress?.({ phase: 'states', done: distinct, queue: frontier, depth }),
        }),
    ),
  );
  return figures(await search, Math.round(host.now() - started) / 1000);
}

function figures(result: ExhaustiveResult<unknown>, seconds: number): ExploreDocument {
  const { distinct, generated, depth, complete, stopped, workers, expectedCollisions } = result;
  const shortest = new Map<string, number>();
  for (const { property, states } of result.violations) {
    const invariant = guaranteeOf(property);
    shortest.set(invariant, Math.min(states, shortest.get(invariant) ?? states));
  }
  return {
    distinct,
    generated,
    depth,
    complete,
    violations: [...shortest].map(([invariant, states]) => ({ invariant, states })),
    seconds,
    workers,
    expectedCollisions,
    ...(stopped === undefined ? {} : { stopped: unfinishedWords(distinct, depth, stopped) }),
  };
}
