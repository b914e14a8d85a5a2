import { namesGeneration } from '../../named-generation.ts';
import type { World } from '../../world.ts';

/** Which requests of a world can arrive after what they were sent for: a connection breaks, and they are sent once more. */

/** Whether a marker can come when the next transaction is open, and end it. */
export const markersComeLate = (world: World): boolean =>
  world.setup.faults['connection.lost'] > 0 &&
  world.transactional &&
  !world.protocol.lateMarkersRefused &&
  beginsAgain(world);

/** Whether TxnOffsetCommit can come after its transaction and be taken: every one of version 2 has an epoch of its own. */
export const offsetsComeLate = (world: World): boolean =>
  world.setup.faults['connection.lost'] > 0 &&
  world.transform &&
  world.commit === 'transaction' &&
  world.protocol.transactionVersion === 1;

/** Whether OffsetCommit can come after the next one, and take the offset of its group back. */
export const commitsComeLate = (world: World): boolean =>
  world.setup.faults['connection.lost'] > 0 &&
  world.commit !== 'transaction' &&
  !world.ownsOffsets &&
  world.protocol.generationFencing &&
  // Where commits overtake each other anyway, each is on its way by itself.
  world.client.commitsInOrder &&
  startsAtCommitted(world);

/**
 * Whether JoinGroup, or a first heartbeat of KIP-848, can come behind the one sent in its place, and that make a difference: a
 * member that is stalled is put out of its group as well, what a crash leaves processed and not committed is processed again
 * too, and offsets in a transaction that say which generation they are of are refused, and the transaction aborted.
 */
export const joinsComeLate = (world: World): boolean => {
  const { faults } = world.setup;
  if (faults['connection.lost'] === 0 || world.assigns || faults['consumer.stall'] > 0) return false;
  if (world.commit === 'transaction') return !namesGeneration(world);
  return faults['consumer.crash'] === 0 || world.ownsOffsets || world.commit === 'before-processing';
};

/** Whether anybody starts where its group has committed once it has committed anything. */
const startsAtCommitted = (world: World): boolean =>
  world.transform || world.assigns || world.losesInternal || STARTS.some((kind) => world.setup.faults[kind] > 0);

/** What has somebody start anew. */
const STARTS = ['consumer.crash', 'consumer.stall', 'consumer.close', 'processing.failed', 'rebalance'] as const;

/** Whether somebody asks what the newest epoch of a producer in `__consumer_offsets` is: nobody else verifies late offsets. */
export const asksOffsetsEpoch = (world: World): boolean =>
  offsetsComeLate(world) && !world.protocol.transactionalOffsetsVerified;

/** Whether a transactional id can have a transaction after its first. */
const beginsAgain = (world: World): boolean =>
  world.transform ||
  world.recordsPerProducer > 1 ||
  world.resends ||
  world.ids === 'shared' ||
  !world.client.abortsOnOutOfOrder;

/** How often an application hands a record over at most. */
const ATTEMPTS_MAX = 5;

/** How many requests a producer can have in flight at most, those included that it waits for no more. */
const inFlightMax = ({ maxInFlight, brokers, recordsPerProducer }: World): number =>
  brokers * Math.min(maxInFlight, recordsPerProducer * ATTEMPTS_MAX);

/** How many requests can be on their way at most that nobody waits for. */
export function orphanedRequestsMax(world: World): number {
  const { faults } = world.setup;
  // A connection or a process leaves at most one request for each of its records, or where batches expire what is in flight.
  const broken = faults['connection.lost'] + faults['producer.crash'] + faults['consumer.crash'];
  const left = broken * (world.expiresInFlight ? inFlightMax(world) : world.recordsPerProducer);
  if (world.client.commitsInOrder) return left;
  // A commit for every batch; and a group begins again only when a fault has made it.
  const faultsMax = Object.values(faults).reduce((sum, budget) => sum + budget, 0);
  return left + world.members * world.records * (1 + faultsMax);
}
