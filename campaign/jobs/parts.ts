import { FAULT_KINDS } from '../../model/faults/fault-kinds.ts';
import { chosen, faultsIn, setupWith } from '../../judging/searches/fault-choices.ts';
import { left } from '../../model/faults/budget.ts';
import type { Property } from '../../model/property.ts';
import type { Setup } from '../../model/setup.ts';
import type { ClusterState } from '../../model/state.ts';
import { type ClusterTrial, clusterTrial } from '../../properties/trial.ts';
import type { Part } from './job.ts';

/**
 * A scope in parts: what happens in it, by the faults that happen.
 *
 * Every run of a setup with budget B spends some budget b ≤ B, kind by kind, when it ends, and there is one part for each
 * such b. Part b is the setup that allows b and nothing else, searched as any setup is. Sound because:
 *
 * - A budget does one thing in the machine: it says whether a fault may still happen (`model/faults/budget.ts`). So a run
 *   of B that spends exactly b is a run of the setup that allows b, and the other way round: step by step the same faults
 *   are affordable on the way to b, and what is left of B beyond b is spent by nobody.
 * - So a state of B that is reached by spending exactly b is reached in part b, and there with nothing left to spend. If
 *   each part is searched to its end, every state of B has been judged in one of them: a guarantee holds in B if it holds
 *   in each part. A violation in a part is one in B, by the same schedule.
 * - What a reduction leaves out of a part it leaves out of a setup: its own argument covers it.
 *
 * A part looks at the states below it as well. Where nothing is left out of a search, a part judges and counts only those
 * in which its own budget is spent (`onlySpent`): then the counts of the parts add up to those of the whole. Otherwise each
 * part's counts are those of its own search.
 *
 * What it costs: the last part, which allows all of B, is about as large as the whole. What it gives: parts that run on
 * different machines and come in from the smallest on, each of them a proof for the faults that it allows, so that a
 * campaign that ends before its last part can still say for how many faults its verdicts are complete.
 */
export function partsOf({ faults }: Pick<Setup, 'faults'>): readonly Part[] {
  return Array.from({ length: faultsIn(faults) + 1 }, (_, count) => chosen(faults, count)).flat();
}

/** The property that is put to the test in the states that a part counts, and never violated. */
export const SPENT = 'all of the budget is spent';

const isSpent = (state: ClusterState): boolean => FAULT_KINDS.every((kind) => left(state, kind) === 0);

/** The trial of a part, judged only where its budget is spent. For searches that leave nothing out. */
export function onlySpent(part: ClusterTrial): ClusterTrial {
  const counted: Property<ClusterState> = { id: SPENT, kind: 'always', violation: () => null, exercised: isSpent };
  const properties = part.properties.map((property) => ({
    ...property,
    violation: (state: ClusterState) => (isSpent(state) ? property.violation(state) : null),
    exercised: (state: ClusterState) => isSpent(state) && property.exercised(state),
  }));
  return { ...part, properties: [...properties, counted] };
}

/** What a part tries: the setup with the budget of faults of this part. */
export const trialOfPart = (setup: Setup, part: Part): ClusterTrial => clusterTrial(setupWith(setup, part));
