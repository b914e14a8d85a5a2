import { exhaustive } from '../explorers/exhaustive.ts';
import type { ExhaustiveResult } from '../explorers/exhaustive-result.ts';
import { endOf, ScheduleError } from '../explorers/replay.ts';
import type { Action } from '../model/action.ts';
import { isFault } from '../model/faults/fault-kinds.ts';
import type { Schedule } from '../model/machine.ts';
import type { ClusterState } from '../model/state.ts';
import type { SearchSubject } from '../explorers/search-subject.ts';
import type { ClusterTrial } from '../properties/trial.ts';
import { ALL_REDUCTIONS, applicable, reduced, type Reductions } from '../reductions/reduced.ts';

/** Each reduction by itself, and all together where all apply. */
const REDUCTIONS: Readonly<Record<string, Reductions>> = {
  symmetry: { symmetry: true, commuting: false },
  commuting: { symmetry: false, commuting: true },
  both: ALL_REDUCTIONS,
};

/** What came of searching a trial with reductions and without. */
export type Comparison =
  /** None of them leaves anything out. */
  | { readonly outcome: 'irreducible' }
  /** The trial has more states than may be searched. */
  | { readonly outcome: 'too-large' }
  /** Distinct states with nothing left out, and with everything. */
  | {
      readonly outcome: 'same';
      readonly states: number;
      readonly reduced: number;
      /** How large the search with each reduction was. */
      readonly searches: Readonly<Record<string, Size>>;
    }
  | { readonly outcome: 'different'; readonly differences: readonly string[] };

/** How large a search was, as TLC counts it. */
export type Size = Pick<ExhaustiveResult<Action>, 'distinct' | 'generated' | 'depth'>;

/**
 * Searches a trial completely, as it is and with each reduction that applies: what is violated, by which cause, what is
 * put to the test, and which faults happen must be the same, each counterexample one of the trial's own machine, and the
 * search no longer than it may be.
 *
 * @param statesMax distinct states; a larger trial is not compared.
 * @param reduce what a reduction makes of the trial.
 */
export function compareReductions(
  trial: ClusterTrial,
  statesMax: number,
  reduce: (trial: ClusterTrial, asked: Reductions) => Subject = reduced,
): Comparison {
  const applying = Object.entries(REDUCTIONS).filter(([, asked]) => {
    const { symmetry, commuting } = applicable(trial.world, asked);
    return symmetry === asked.symmetry && commuting === asked.commuting;
  });
  if (applying.length === 0) return { outcome: 'irreducible' };
  const whole = searched(trial, trial, statesMax);
  if (!whole.complete) return { outcome: 'too-large' };

  const differences: string[] = [];
  const searches: Record<string, Size> = {};
  let left = whole.size.distinct;
  for (const [name, reductions] of applying) {
    const subject = reduce(trial, reductions);
    const found = searched(trial, subject, statesAtMost(subject, whole.size.distinct) + 1);
    searches[name] = found.size;
    left = found.size.distinct;
    if (!found.complete) {
      differences.push(`${name}: not finished within ${left} states; without it there are ${whole.size.distinct}`);
      continue;
    }
    differences.push(
      ...missing(`${name}: not violated`, whole.violations, found.violations),
      ...missing(`${name}: violated, but not without it`, found.violations, whole.violations),
      ...missing(`${name}: not put to the test`, whole.exercised, found.exercised),
      ...missing(`${name}: put to the test, but not without it`, found.exercised, whole.exercised),
      ...missing(`${name}: never happened`, whole.faults, found.faults),
      ...missing(`${name}: happened, but not without it`, found.faults, whole.faults),
      ...found.unconfirmed.map((counterexample) => `${name}: ${counterexample}`),
    );
  }
  return differences.length === 0
    ? { outcome: 'same', states: whole.size.distinct, reduced: left, searches }
    : { outcome: 'different', differences };
}

/**
 * What a reduced search may visit where the whole has so many states. The two parts of a projection are searched in turn,
 * each with no more than the whole; and a search begins once for each way to split a budget.
 */
const statesAtMost = (subject: Subject, whole: number): number =>
  'initials' in subject ? subject.initials.length * 2 * whole : whole;

type Subject = SearchSubject<ClusterState, Action>;

interface Searched {
  readonly complete: boolean;
  readonly size: Size;
  readonly violations: readonly string[];
  readonly exercised: readonly string[];
  /** The types of fault that happened. */
  readonly faults: readonly string[];
  /** Counterexamples that the trial's own machine does not confirm. */
  readonly unconfirmed: readonly string[];
}

/**
 * What a search says, without how it came to say it. Behind a transform a reader of uncommitted records may be seen to
 * read them for one cause only, where there are two.
 */
function searched(trial: ClusterTrial, subject: Subject, statesMax: number): Searched {
  const { complete, distinct, generated, depth, violations, exercised, coverage } = exhaustive(subject, { statesMax });
  const oneIsEnough = trial.world.transform && !trial.world.downstreamCommittedOnly;
  const named = violations.map(({ property, cause }) => (oneIsEnough ? property : `${property} (${cause})`));
  return {
    complete,
    size: { distinct, generated, depth },
    violations: [...new Set(named)].sort(),
    exercised: Object.keys(exercised).filter((property) => exercised[property] > 0),
    faults: Object.keys(coverage.actions).filter((type) => isFault({ type })),
    unconfirmed: violations
      .filter(({ property, cause, schedule }) => causeAtTheEnd(trial, property, schedule) !== cause)
      .map(({ property, cause }) => `the counterexample of ${property} (${cause}) does not show it`),
  };
}

/** What a property says after a schedule of the trial's own machine; null as well where that cannot follow it. */
function causeAtTheEnd({ machine, properties }: ClusterTrial, id: string, schedule: Schedule<Action>): string | null {
  try {
    const end = endOf(machine, schedule);
    return properties.find((property) => property.id === id)?.violation(end)?.cause ?? null;
  } catch (error) {
    if (error instanceof ScheduleError) return null;
    throw error;
  }
}

const missing = (what: string, from: readonly string[], among: readonly string[]): string[] =>
  from.filter((one) => !among.includes(one)).map((one) => `${what}: ${one}`);
