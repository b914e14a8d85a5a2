import { elementsOf, range, singleton, type SmallSet } from '../../sets.ts';
import { NONE, packLeaderAndIsr } from './replica.ts';
import type { Scope } from './scope.ts';

/**
 * A renaming of the replicas.
 *
 * Why one state may stand for all its renamings: the replicas are interchangeable.
 *
 * 1. The initial state is its own renaming: all replicas have the same log and the same beliefs, and all are in sync.
 * 2. Every rule treats replicas alike. Its bindings are all replicas or all pairs; guard and effect use the numbers of
 *    replicas for equality, membership and look-up alone. So if an action leads from s to t, the renamed action leads
 *    from the renamed s to the renamed t.
 * 3. The properties quantify over all replicas: they judge a state as they judge its renamings.
 *
 * By 1 and 2 a renaming of a reachable state is reachable in as many steps; a search that goes on from the first state
 * that it meets of each class therefore meets every class, at its depth. By 3 it misses no violation, and no shorter
 * one. The counterexample is a run of the machine as it is, not of a quotient.
 *
 * A rule that prefers some replica by its number, as Kafka prefers the first of an assignment, would break 2.
 */
export interface Relabelling {
  /** The replica that gets each name. */
  readonly order: readonly number[];
  /** Every `LeaderAndIsr` of the scope, renamed. */
  readonly renamed: Uint16Array;
}

/** Every replica keeps its name. */
export const identity = (scope: Scope): Relabelling => relabelling(range(scope.replicas));

/** All renamings, the identity among them. */
export const relabellings = (scope: Scope): Relabelling[] => permutations(range(scope.replicas)).map(relabelling);

function relabelling(order: readonly number[]): Relabelling {
  const isrs = range(1 << order.length);
  const renamed = new Uint16Array(packLeaderAndIsr(order.length - 1, isrs.length - 1) + 1);
  const nameOf = (replica: number): number => (replica === NONE ? NONE : order.indexOf(replica));
  for (const leader of [NONE, ...order]) {
    for (const isr of isrs) {
      renamed[packLeaderAndIsr(leader, isr)] = packLeaderAndIsr(nameOf(leader), renamedSet(isr, nameOf));
    }
  }
  return { order, renamed };
}

const renamedSet = (set: SmallSet, nameOf: (replica: number) => number): SmallSet =>
  elementsOf(set).reduce((renamed, element) => renamed | singleton(nameOf(element)), 0);

function permutations(elements: readonly number[]): number[][] {
  if (elements.length === 0) return [[]];
  return elements.flatMap((first) =>
    permutations(elements.filter((element) => element !== first)).map((rest) => [first].concat(rest)),
  );
}
