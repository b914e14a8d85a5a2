import { range } from '../../sets.ts';
import type { ReplicationAction, ReplicationActionOf, ReplicationActionType } from './action.ts';
import type { Scope } from './scope.ts';
import type { ReplicationState } from './state.ts';

/** How one type of action works, as in TLA+: a guard and an effect, over all bindings of its variables. */
export interface Rule<A extends ReplicationAction> {
  /**
   * Every binding that could ever be enabled in this scope, in a fixed order. Two rules of the specification with the
   * same successor are two bindings: TLC generates both.
   */
  instances(scope: Scope): readonly A[];
  enabled(state: ReplicationState, action: A, scope: Scope): boolean;
  /** May rely on the guard: the machine checks it first. */
  next(state: ReplicationState, action: A): ReplicationState;
}

export type RuleOf<Type extends ReplicationActionType> = Rule<ReplicationActionOf<Type>>;

/** A variant of the protocol: its rules by type of action. */
export type Variant = { readonly [Type in ReplicationActionType]?: RuleOf<Type> };

export const replicasOf = (scope: Scope): readonly number[] => range(scope.replicas);
export const epochsOf = (scope: Scope): readonly number[] => range(scope.maxLeaderEpoch + 1);

/** One action for every pair of a leader and somebody else. */
export const forEachPair = <A>(scope: Scope, actionOf: (leader: number, follower: number) => A): A[] =>
  replicasOf(scope).flatMap((leader) =>
    replicasOf(scope)
      .filter((follower) => follower !== leader)
      .map((follower) => actionOf(leader, follower)),
  );
