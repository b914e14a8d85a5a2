import { exhaustive } from '../../../explorers/exhaustive.ts';
import type { Property } from '../../../model/property.ts';
import type { ClusterState } from '../../../model/state.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import { setupOf } from '../../../setups/resolve/resolve.ts';
import { clusterTrial } from '../../trial.ts';

/** A world with more states is counted as far as the level in which they are reached. */
const statesMax = 6_000;

/**
 * What the complete search of a small world comes to, as TLC would count it, in lines for a snapshot: how many states,
 * transitions and levels; how often each type of action happens; and of each property how many states put it to the
 * test and how many violate it, for one cause after another. Numbers alone: a cause that is worded otherwise is the same.
 *
 * @param bound distinct states after which the search ends with its level.
 */
export function census(draft: SetupDraft, bound = statesMax): string {
  const trial = clusterTrial(setupOf(draft));
  const tallies = new Map<string, Map<string, number>>();
  const counting = trial.properties.map((property) => {
    const tally = new Map<string, number>();
    tallies.set(property.id, tally);
    return counted(property, tally);
  });
  const rest: Property<ClusterState> = { id: REST, kind: 'at-rest', exercised: () => true, violation: () => null };
  const { distinct, generated, depth, complete, coverage, exercised } = exhaustive(
    { ...trial, properties: [...counting, rest], goals: [] },
    // Tallies count how often they are asked.
    { statesMax: bound, plain: true },
  );
  return [
    `${distinct} states${complete ? '' : ' and more'}, ${generated} generated, depth ${depth}, ${exercised[REST]} at rest`,
    ...Object.entries(coverage.actions).map(([type, times]) => `  ${type} ${times}`),
    ...[...tallies].map(([id, tally]) => `${id}: ${[`tested ${exercised[id]}`, ...violations(tally)].join(', ')}`),
  ].join('\n');
}

const REST = 'at rest';

function counted(property: Property<ClusterState>, tally: Map<string, number>): Property<ClusterState> {
  return {
    ...property,
    violation(state) {
      const witness = property.violation(state);
      if (witness !== null) tally.set(witness.cause, (tally.get(witness.cause) ?? 0) + 1);
      return witness;
    },
  };
}

const violations = (tally: ReadonlyMap<string, number>): string[] =>
  tally.size === 0 ? [] : [`violated ${[...tally.values()].sort((a, b) => b - a).join(' + ')}`];
