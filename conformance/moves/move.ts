import type { Action, ActionOf, ActionType } from '../../model/action.ts';
import type { Step } from '../../model/machine.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Testbed } from '../testbed/testbed.ts';

/** A step of the schedule, as the machine takes it. */
export interface PlayedStep<A extends Action> extends Step<ClusterState, Action> {
  readonly action: A;
  /** The steps after it. */
  readonly ahead: readonly Step<ClusterState, Action>[];
}

/** How an action is brought about on a real cluster; resolves on the signal that it is over. */
export type Move<A extends Action> = (testbed: Testbed, step: PlayedStep<A>) => Promise<void>;

/** Why an action cannot be brought about from outside. */
export interface NotPlayable {
  readonly because: string;
}

/** Of each type of some actions how it is played, or why it cannot be: the compiler asks for every one. */
export type Moves<A extends Action> = {
  readonly [Type in A['type'] & ActionType]: Move<ActionOf<Type>> | NotPlayable;
};
