import { runWithPauses } from '../../explorers/coroutine.ts';
import type { Action } from '../../model/action.ts';
import { isFault } from '../../model/faults/fault-kinds.ts';
import type { Schedule } from '../../model/machine.ts';
import { restrictedTo } from '../../model/property.ts';
import type { Setup } from '../../model/setup.ts';
import type { ClusterState } from '../../model/state.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import { clusterTrial } from '../../properties/trial.ts';
import type { Counterexample } from '../../reports/documents/verdict.ts';
import { shrinkInSlices } from '../../shrinkers/shrink.ts';
import { type IssueQuestion, knownIssues } from './known-issues.ts';
import { smallSearches } from '../searches/limits.ts';
import {
  budgetShares,
  certifyPlan,
  shrinkHurriedMs,
  shrinkReplaysHurriedMax,
  shrinkReplaysMax,
} from '../searches/plans.ts';
import { retold } from './retold.ts';
import { runPlan } from '../searches/run-plan.ts';
import { actorsOf, scopeOf, withFaultsOf } from './shrinking-scope.ts';
import type { Found } from '../searches/stage-result.ts';
import type { TimeLimit } from '../searches/time-limit.ts';

export interface ToldCounterexample {
  readonly counterexample: Counterexample;
  /** Whether there was no time to make it as small as can be, or to look whether there is a shorter one. */
  readonly isHurried: boolean;
}

/** Who says what published issues a hole is known as. */
export type IssuesOf = (question: IssueQuestion) => Promise<readonly string[]>;

/**
 * A violation as it is told: as small as can be, in as small a world as can be, with its story, and with the published
 * issues that it tells, if any.
 */
export async function counterexampleOf(
  setup: Setup,
  found: Found,
  time: TimeLimit,
  issuesOf: IssuesOf = (question) => knownIssues(question, { time }),
): Promise<ToldCounterexample> {
  const signal = time.until(budgetShares.telling);
  const isLate = signal.aborted;
  // A shortest schedule has nothing to remove; what it has too much of is scope.
  const small = await runWithPauses(
    shrinkInSlices<ClusterState, Action>(found.schedule, {
      scope: scopeOf(setup, found),
      isFault,
      isShortest: found.shortest,
      actors: actorsOf(setup),
      ...(isLate
        ? { shrinkReplaysMax: shrinkReplaysHurriedMax, signal: time.after(shrinkHurriedMs) }
        : { shrinkReplaysMax, signal }),
    }),
  );
  const guarantee = guaranteeOf(found.property);
  const lowered = small.scope.setup as Setup;
  const { cause, seed } = found;
  const world = withFaultsOf(lowered, small.schedule);
  const withKnown = async (told: Counterexample, schedule: Schedule<Action>): Promise<Counterexample> => {
    const known = await issuesOf({ world, hole: { guarantee, cause, schedule } });
    return known.length === 0 ? told : { ...told, known };
  };
  if (lowered === setup && found.shortest) {
    const { schedule } = small;
    const told = { ...retold(setup, schedule, guarantee, cause), shortest: true, seed };
    const isHurried = isLate ? !small.minimal : signal.aborted;
    return { counterexample: await withKnown(told, schedule), isHurried };
  }
  const shortest = signal.aborted ? null : await shortestIn(world, found, time);
  // Before the issues are looked for, which takes time of its own and makes nothing shorter.
  const isHurried = shortest === null && signal.aborted;
  const schedule = shortest ?? small.schedule;
  const told = {
    ...retold(world, schedule, guarantee, cause),
    shortest: shortest !== null,
    seed,
    setup: { ...world },
  };
  return { counterexample: await withKnown(told, schedule), isHurried };
}

/** A shortest schedule to the violation, where a small breadth-first search finds one. */
async function shortestIn(
  setup: Setup,
  { property: id, cause }: Found,
  time: TimeLimit,
): Promise<Schedule<Action> | null> {
  const trial = clusterTrial(setup);
  const property = trial.properties.find((candidate) => candidate.id === id);
  if (property === undefined) return null;
  const restricted = { ...trial, properties: [restrictedTo(property, cause)], goals: [] };
  const { results } = await runPlan(restricted, certifyPlan(id), smallSearches(time));
  return results[0].found[0]?.schedule ?? null;
}
