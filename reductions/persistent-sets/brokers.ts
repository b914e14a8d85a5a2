import type { Action } from '../../model/action.ts';
import { agree } from '../../model/broker/log/log.ts';
import { isMarkerReplicated } from '../../model/broker/markers.ts';
import { isDecided } from '../../model/broker/transaction-coordinator.ts';
import type { Ask, Query } from '../../model/query.ts';
import { EMPTY, has, range, sizeOf } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { left } from '../../model/faults/budget.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { brokersAreSafe } from '../quiescence.ts';
import { worldQuery } from '../world-query.ts';
import { inputsAreComplete, isDurable, isEverywhere } from './replicas.ts';

/**
 * A step of the brokers that may be taken before anything else; null when there is none.
 *
 * Once no fault can hit a broker any more, recovery is a matter of time alone: whoever waits for it can do afterwards
 * all that it can do before, and nothing is enabled only while a leader, a coordinator or a follower is missing (a
 * client may give up on a batch as long as that is queued). So runs in which clients act during the recovery lead to
 * the same verdicts as those in which they act after it. The conditions make sure of that:
 *
 * 1. Every partition keeps its leader or has a new one that is alive, and every ISR is at least min.insync.replicas, so
 *    that no request is refused now that would be taken later.
 * 2. What is below any high watermark is on every member of the ISR: with KIP-320 a follower truncates only what it has
 *    not in common with the leader, so that committed-is-durable holds in whatever order the recovery goes on.
 * 3. No request is on its way to a broker that does not lead yet and will: it would be refused or taken by the order.
 */
export function recoveryStep(world: World, ask: Ask<ClusterState>, all: readonly Action[]): Action | null {
  if (!ask(brokersAreSafe)) return null;
  let final: boolean | undefined;
  for (const action of all) {
    if (action.type === 'controller.fence-broker') {
      if (isUntouched(world, ask, action.broker)) return action;
    } else if (ofRecovery.has(action.type)) {
      final ??= leadersAreFinal(world, ask);
      if (final) return action;
    }
  }
  return null;
}

const ofRecovery: ReadonlySet<Action['type']> = new Set([
  'broker.restart',
  'broker.update-metadata',
  'replica.fetch',
  'controller.alter-partition',
] as const);

/**
 * Before the controller has noticed the only crash there is: every ISR is still complete and nobody has asked for
 * another, so that whom the controller elects does not depend on what happens meanwhile. A transaction whose marker is
 * replicated on the broker that is down could be completed before the controller notices, and only much later afterwards; one
 * whose marker is not has to wait for the next leader in any case.
 */
const isUntouched = (world: World, ask: Ask<ClusterState>, down: number): boolean =>
  ask(othersAreUp, down) &&
  range(world.partitions).every((partition) => ask(isPartitionUntouched(world), partition, down));

const othersAreUp: Query<ClusterState, boolean> = {
  name: 'whether all other brokers are up',
  of: ({ controller, brokers }, down) =>
    controller.fenced === EMPTY && brokers.every(({ up }, broker) => broker === down || up),
};

const isPartitionUntouched = worldQuery('whether a crash is all that happened', (world, state, partition, down) => {
  const { isr, leader, leaderEpoch, partitionEpoch } = state.controller.partitions[partition];
  if (isr !== world.hosts[partition] || sizeOf(isr) <= world.minIsr) return false;
  if (
    leader === down &&
    state.transactions.some(
      (entry, id) =>
        isDecided(entry) && has(entry.partitions, partition) && isMarkerReplicated(world, state, id, partition),
    )
  ) {
    return false;
  }
  for (const broker of world.placement[partition]) {
    if (broker === down) continue;
    const { leading, leaderEpoch: known } = replicaOf(world, state, broker, partition);
    if (known !== leaderEpoch || (leading === null) !== (broker !== leader)) return false;
    if (leading !== null && (leading.proposedIsr !== EMPTY || leading.partitionEpoch !== partitionEpoch)) return false;
  }
  return isDurable(world, state, partition, leader);
});

/**
 * Whether the last crash that the budget pays for changes nothing when it hits this broker now. All that a crash takes
 * away are connections with requests on them and records that the next leader lacks. Without any of these the brokers
 * are soon where they were, under another leader at most, and clients have waited: the run without this crash, which
 * begins with a smaller budget, comes to the same verdicts.
 */
export const crashTakesNothing = (world: World, ask: Ask<ClusterState>, broker: number): boolean =>
  ask(isLastCrash) &&
  isUntouched(world, ask, -1) &&
  inputsAreComplete(world, ask) &&
  !ask(isAsked, broker) &&
  range(world.partitions).every((partition) => ask(hasNothingAlone(world), broker, partition));

export const isAsked: Query<ClusterState, boolean> = {
  name: 'whether a produce request is on its way to a broker, or its response from there',
  of: ({ producers, orphanedRequests }, broker) =>
    producers.some(({ inFlight }) => inFlight.some((request) => request.broker === broker)) ||
    orphanedRequests.some((orphan) => orphan.kind === 'produce' && orphan.broker === broker),
};

const hasNothingAlone = worldQuery('whether a leader has nothing alone', (world, state, broker, partition) => {
  if (state.controller.partitions[partition].leader !== broker) return true;
  return isEverywhere(world, state, partition, replicaOf(world, state, broker, partition).log.length);
});

/**
 * A fetch that may be taken first although a broker can still crash; null when there is none. Only the crash of a leader
 * can tell how far a follower is, and only by what its successor has: the log of any other follower is cut or extended
 * to that. Once the successor has the whole log, the acknowledgement that waits for the next fetches is as good as lost
 * when the leader crashes before the client reads it.
 */
export function harmlessFetch(world: World, ask: Ask<ClusterState>, all: readonly Action[]): Action | null {
  if (!ask(isLastCrash)) return null;
  const harmless = all.find(
    (action) => action.type === 'replica.fetch' && ask(tellsNothing(world), action.partition, action.broker),
  );
  return harmless !== undefined && isUntouched(world, ask, -1) ? harmless : null;
}

/** The follower is no successor, or the successor has the whole log. */
const tellsNothing = worldQuery('whether a fetch tells nothing', (world, state, partition, follower) => {
  const { leader } = state.controller.partitions[partition];
  const [first, second] = world.placement[partition];
  const successor = first === leader ? second : first;
  const { log } = replicaOf(world, state, leader, partition);
  return follower !== successor || agree(replicaOf(world, state, successor, partition).log, log, log.length);
});

const isLastCrash: Query<ClusterState, boolean> = {
  name: 'whether the last crash is left',
  of: (state) => state.slowness.lags === 0 && left(state, 'broker.crash') === 1,
};

const leadersAreFinal = (world: World, ask: Ask<ClusterState>): boolean =>
  ask(downAreFenced) &&
  range(world.partitions).every(
    (partition) =>
      ask(isLeaderFinal(world), partition) &&
      world.placement[partition].every((broker) => !ask(isToLead(world), broker, partition)),
  );

const downAreFenced: Query<ClusterState, boolean> = {
  name: 'whether whoever is down is fenced, and nobody else',
  of: ({ controller, brokers }) => brokers.every(({ up }, broker) => up !== has(controller.fenced, broker)),
};

const isLeaderFinal = worldQuery('whether a leader is final', (world, state, partition) => {
  const { isr, leader, leaderEpoch } = state.controller.partitions[partition];
  if (leader < 0 || !state.brokers[leader].up || !has(isr, leader) || sizeOf(isr) < world.minIsr) return false;
  for (const broker of world.placement[partition]) {
    const { leading, leaderEpoch: known } = replicaOf(world, state, broker, partition);
    if (leading !== null && (broker !== leader || known !== leaderEpoch || sizeOf(leading.isr) < world.minIsr)) {
      return false;
    }
  }
  return isDurable(world, state, partition, leader);
});

/** Whether a produce request for the partition is on its way to a broker that does not lead it. */
const isToLead = worldQuery('whether a broker is expected to lead', (world, state, broker, partition) => {
  if (replicaOf(world, state, broker, partition).leading !== null) return false;
  return (
    state.producers.some(({ inFlight }) =>
      inFlight.some(
        (request) => request.stage === 'wire' && request.broker === broker && request.batch.partition === partition,
      ),
    ) ||
    state.orphanedRequests.some(
      (orphan) => orphan.kind === 'produce' && orphan.broker === broker && orphan.batch.partition === partition,
    )
  );
});
