import type { Action } from '../model/action.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import type { Moves } from './moves/move.ts';
import { MOVES } from './moves/moves.ts';

/** What a schedule is played by, on one kind of cluster. */
export interface RulesOfPlay {
  readonly moves: Moves<Action>;
  /** The types of action that the cluster takes by itself, as soon as the machine could. */
  readonly byItself: ReadonlySet<Action['type']>;
  /** The actions that the cluster takes by itself in this state. */
  readonly ownActions: (world: World, state: ClusterState) => readonly Action[];
}

/** On a cluster of ours nothing happens by itself. */
export const LAB_RULES: RulesOfPlay = { moves: MOVES, byItself: new Set(), ownActions: () => [] };
