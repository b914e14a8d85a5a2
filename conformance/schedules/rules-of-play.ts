import type { Action } from '../../model/action.ts';
import type { Machine, Step } from '../../model/machine.ts';
import type { Rule } from '../../model/rule.ts';
import { RULES } from '../../model/rules.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import type { Moves } from '../moves/move.ts';
import { MOVES } from '../moves/moves.ts';

/** What a schedule is played by, on one kind of cluster. */
export interface RulesOfPlay {
  readonly moves: Moves<Action>;
  /** The types of action that the cluster takes by itself, as soon as the machine could. */
  readonly byItself: ReadonlySet<Action['type']>;
  /** The actions that the cluster takes by itself in this state. */
  readonly ownActions: (world: World, state: ClusterState) => readonly Action[];
}

/** What the cluster takes by itself from a state on, until there is nothing left of that, beside the machine. */
export function ownSteps(
  { ownActions }: Pick<RulesOfPlay, 'ownActions'>,
  world: World,
  machine: Pick<Machine<ClusterState, Action>, 'next'>,
  state: ClusterState,
): readonly Step<ClusterState, Action>[] {
  const steps: Step<ClusterState, Action>[] = [];
  let before = state;
  for (;;) {
    const [action] = ownActions(world, before);
    if (action === undefined) return steps;
    const after = machine.next(before, action);
    steps.push({ action, before, after });
    before = after;
  }
}

/** Where the cluster takes actions of these types by itself, as soon as the machine could. */
export const takenByItself = (types: readonly Action['type'][]): Pick<RulesOfPlay, 'byItself' | 'ownActions'> => ({
  byItself: new Set(types),
  ownActions: (world, state) =>
    types.flatMap((type) => {
      const rule = RULES[type] as Rule<Action>;
      return rule.instances(world).filter((action) => rule.enabled(world, state, action));
    }),
});

/**
 * On a cluster of ours nothing happens by itself but what never leaves a broker: before 3.9.1 the group coordinator applies
 * what a marker has decided on a thread of its own, after it has answered (KAFKA-17507), and nothing keeps it from that.
 */
export const LAB_RULES: RulesOfPlay = { moves: MOVES, ...takenByItself(['group.apply-offsets']) };
