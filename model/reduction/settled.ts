import { isBetweenPolls } from '../application/loop.ts';
import { agree } from '../broker/log.ts';
import type { Leading, Replica } from '../broker/replica.ts';
import { fetchTarget } from '../consumer/reading.ts';
import type { Producer } from '../producer/producer.ts';
import { add, EMPTY, elementsOf, has, range, type SmallSet } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { affords, coordinatorAnswers, replicaOf } from '../update.ts';
import type { World } from '../world.ts';
import { autoCommitIsDue, mayReset } from './reading-ahead.ts';

/**
 * Whether the consumers can do here, with the same result, all that they could do in any later state of the cluster
 * before they have done anything.
 *
 * What they do needs the coordinator, which answers here. What depends on more is a poll, and a start at the end of the
 * partition: these may only be possible where everything is `settled`.
 */
export function offersEverything(world: World, state: ClusterState, settled: boolean): boolean {
  if (!coordinatorAnswers(world, state)) return false;
  if (settled) return true;
  const mayPoll = state.members.some(
    ({ owned, generation }, member) => owned !== EMPTY && generation >= 0 && isBetweenPolls(world, state, member),
  );
  return !mayPoll && !range(world.inputs).some((partition) => mayReset(world, state, partition));
}

/**
 * Whether all that will ever be in the partitions can be read, and goes on being readable whatever happens to brokers,
 * but for times in which nobody serves it. Then the consumers' steps of a run can be made when the cluster has come to
 * rest: they find what they found.
 *
 * 1. No log loses records: no fault that does so is left, and every broker that may lead has the leader's whole log.
 * 2. No log gets more records: every send has been made, and what is still on its way is there already.
 * 3. The high watermark of whoever may lead is at the end, or below everything that members would read: a poll gives all
 *    or nothing, and the same records each time.
 * 4. No poll commits first if the coordinator answers, and only reads if it does not.
 */
export function isSettled(world: World, state: ClusterState): boolean {
  if (affords(state, 'broker.power-loss') || affords(state, 'broker.disk-loss')) return false;
  if (state.strays.length > 0) return false;
  for (let partition = 0; partition < world.inputs; partition += 1) {
    const leader = fetchTarget(world, state, partition);
    if (leader === null || !isPartitionSettled(world, state, partition, leader)) return false;
  }
  return !affords(state, 'producer.crash') && state.producers.every((client) => hasFinished(world, state, client));
}

function isPartitionSettled(world: World, state: ClusterState, partition: number, leader: Replica): boolean {
  const end = leader.log.length;
  if (leader.highWatermark !== end) return false;
  const lowest = mayReset(world, state, partition) ? -1 : lowestStart(state, partition);
  const mayLead = electable(world, state, partition, leader);
  for (const broker of elementsOf(world.hosts[partition])) {
    const replica = replicaOf(world, state, broker, partition);
    // A leader of a former epoch serves its own log as soon as the newest is gone.
    if (replica.leading !== null && replica !== leader) return false;
    if (has(mayLead, broker) && !(replica.log.length === end && agree(leader.log, replica.log, end))) return false;
    if (replica.highWatermark < end && replica.highWatermark > lowest) return false;
  }
  if (!world.autoCommit) return true;
  const reads = state.members.some(({ positions }) => positions[partition] >= 0 && positions[partition] < end);
  return end - lowest <= world.maxPollRecords && !(reads && autoCommitIsDue(world, state, partition));
}

/** The lowest offset at which a member is, or would start if it became the owner. */
function lowestStart(state: ClusterState, partition: number): number {
  let lowest = Number.MAX_SAFE_INTEGER;
  for (const { committed } of state.groups) lowest = Math.min(lowest, Math.max(committed[partition], 0));
  for (const { positions } of state.members) {
    if (positions[partition] >= 0) lowest = Math.min(lowest, positions[partition]);
  }
  return lowest;
}

/**
 * Brokers that may lead before they have the leader's whole log. A clean election takes a member of the ISR, an eligible
 * replica or the last leader; the ISR lets nobody in that has not reached the high watermark, which is the end, or the
 * start of a later epoch, which is no earlier (KAFKA-7128); and fetches that are fenced by epoch (KIP-320) leave what a
 * follower has in common with the leader.
 */
function electable(world: World, state: ClusterState, partition: number, leader: Replica): SmallSet {
  const { protocol, setup } = world;
  const clean = !setup.broker['unclean.leader.election.enable'];
  if (!clean || protocol.truncation !== 'kip-320' || !protocol.isrExpandWaitsForEpochStart) {
    return world.hosts[partition];
  }
  const { isr, elr, lastKnownLeader } = state.controller.partitions[partition];
  const { isr: believed, proposedIsr } = leader.leading as Leading;
  const known = isr | elr | believed | proposedIsr;
  return lastKnownLeader < 0 ? known : add(known, lastKnownLeader);
}

/** Whether a producer will append nothing any more: at most one batch is on its way, and it is in the log already. */
function hasFinished(world: World, state: ClusterState, client: Producer): boolean {
  const { up, handedOver, queue, inFlight, resend } = client;
  if (!up || handedOver < world.recordsPerProducer || resend.length > 0) return false;
  const onTheWay = [...queue, ...inFlight.map(({ batch }) => batch)];
  if (onTheWay.length === 0) return true;
  if (onTheWay.length > 1 || world.resends || !world.idempotent || !world.protocol.sequenceDeduplication) return false;
  const [{ partition, producerId, epoch, sequence }] = onTheWay;
  const last = fetchTarget(world, state, partition)?.log.findLast((record) => record.producerId === producerId);
  return last?.producerEpoch === epoch && last.sequence === sequence;
}
