import { withoutBroker } from '../../model/broker/control.ts';
import { groupCoordinatorAnswers } from '../../model/broker/reachability.ts';
import type { Leading, Replica } from '../../model/broker/replica.ts';
import { affords } from '../../model/faults/budget.ts';
import type { Query } from '../../model/query.ts';
import { add, has } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';

/**
 * Whether every partition has its leader for good, and all that it takes has been heard: no fault can hit a broker any
 * more, whoever is down is fenced, whoever leads is alive and knows it, and nobody else believes to lead. An election
 * needs a leader that is gone, and so there is none any more, whatever clients and followers do. A follower may still fall
 * out of the ISR.
 */
export const areSettled = worldQuery(
  'whether brokers are settled',
  (world, state) =>
    isLedForGood(world, state) && state.brokers.every(({ up }, broker) => up || has(state.controller.fenced, broker)),
);

/** The replica that leads a partition, among settled brokers. */
export const leaderOf = (
  world: World,
  state: ClusterState,
  partition: number,
): Replica & { readonly leading: Leading } =>
  replicaOf(world, state, state.controller.partitions[partition].leader, partition) as Replica & {
    readonly leading: Leading;
  };

export const leadsNothing: Query<ClusterState, boolean> = {
  name: 'whether a broker leads nothing',
  of: ({ controller }, broker) => controller.partitions.every(({ leader }) => leader !== broker),
};

/** As settled brokers, of which one that is down may still have to be fenced. */
export const isLedForGood = (world: World, state: ClusterState): boolean =>
  state.controller.partitions.every(({ leader, leaderEpoch }, partition) => {
    if (!isElectedForGood(state, partition)) return false;
    return world.placement[partition].every((broker) => {
      const { leading, leaderEpoch: known } = replicaOf(world, state, broker, partition);
      return broker === leader ? leading !== null && known === leaderEpoch : leading === null;
    });
  });

/** Whether the controller will never name another leader: it has one, which is alive, and no fault can hit that any more. */
export function isElectedForGood(state: ClusterState, partition: number): boolean {
  const { leader } = state.controller.partitions[partition];
  return (
    !affords(state, 'broker.crash') && leader >= 0 && state.brokers[leader].up && !has(state.controller.fenced, leader)
  );
}

/**
 * Who will lead a partition for good, whatever happens: its leader; or, where that has crashed and no other crash may come, whom the
 * controller will name in its place, as soon as it has missed it and before it comes back. -1 where nobody knows yet.
 */
export function leaderForGood(world: World, state: ClusterState, partition: number): number {
  if (isElectedForGood(state, partition)) return state.controller.partitions[partition].leader;
  const { leader } = state.controller.partitions[partition];
  if (affords(state, 'broker.crash') || leader < 0 || state.brokers[leader].up) return -1;
  if (has(state.controller.fenced, leader) || !world.protocol.registrationFencesOldIncarnation) return -1;
  const next = withoutBroker(world, state, leader).controller.partitions[partition].leader;
  return next >= 0 && state.brokers[next].up ? next : -1;
}

/** Whether the coordinator answers, and will once everybody is fenced who is down; that is for good where no broker crashes. */
export function answersForGood(world: World, state: ClusterState): boolean {
  const { controller, brokers } = state;
  const fenced = brokers.reduce((set, { up }, broker) => (up ? set : add(set, broker)), controller.fenced);
  return (
    groupCoordinatorAnswers(world, state) &&
    groupCoordinatorAnswers(world, { ...state, controller: { ...controller, fenced } })
  );
}
