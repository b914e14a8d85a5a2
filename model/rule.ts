import type { Action } from './action.ts';
import type { ClusterState } from './state.ts';
import type { World } from './world.ts';

/**
 * How one type of action works, as in TLA+: a guard and an effect, over all bindings of its variables.
 *
 * `next` may rely on the guard: the cluster checks it first.
 */
export interface Rule<A extends Action> {
  /** Every binding that could ever be enabled in this world, in a fixed order; none for a subsystem that is off. */
  instances(world: World): readonly A[];
  /** Whether nothing of this type can be enabled: asked once, where true in most states. */
  idle?(world: World, state: ClusterState): boolean;
  enabled(world: World, state: ClusterState, action: A): boolean;
  next(world: World, state: ClusterState, action: A): ClusterState;
}

/** A subsystem: a rule for every type of its actions. The compiler checks that none is missing. */
export type Rules<A extends Action> = { readonly [Type in A['type']]: Rule<Extract<A, { readonly type: Type }>> };
