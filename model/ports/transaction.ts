import { withPending } from '../broker/group-offsets.ts';
import { refusalByEntry } from '../broker/late-offsets.ts';
import { isDecided, type TransactionEntry } from '../broker/transaction-coordinator.ts';
import {
  decided,
  ended,
  fencingEpoch,
  initialised,
  isOfAnotherEpoch,
  isPutOff,
  type Requested,
  timeOutEpoch,
  withOffsets,
  withPartitions,
} from '../broker/transaction-requests.ts';
import type { SmallSet } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withGroup, withTransaction } from '../update.ts';
import type { World } from '../world.ts';
import { commitError, type MemberRequest, type MembershipError } from './group.ts';

/** What the transaction coordinator makes of a request, and what it answers. */
export interface TransactionAnswer {
  readonly state: ClusterState;
  readonly error: Requested['error'];
}

/** Who asks: a producer id and the epoch that its client has. */
export interface ProducerRequest {
  readonly producerId: number;
  readonly epoch: number;
}

/**
 * InitProducerId of a transactional id. A client that has an epoch and asks for the next one says which (KIP-360): whoever has
 * lost the id is fenced, but that is compared only where nothing is open (`prepareInitProducerIdTransit`).
 *
 * @param request with epoch -1 where the client has none.
 * @param lastEpoch the epoch from which the entry's own was bumped at a client's request, or with transaction.version 2 by the end of its
 *   transaction; -1 for none. Who asks with it has lost the answer, and gets it again.
 */
export function initProducerId(
  { protocol }: World,
  state: ClusterState,
  { producerId, epoch }: ProducerRequest,
  lastEpoch = -1,
): TransactionAnswer {
  const entry = state.transactions[producerId];
  if (isDecided(entry)) return { state, error: 'concurrent-transactions' };
  if (entry.status === 'ongoing') {
    const aborted = decided(entry, false, fencingEpoch(entry));
    return { state: withTransaction(state, producerId, aborted), error: 'concurrent-transactions' };
  }
  if (epoch >= 0 && entry.epoch >= 0 && isOfAnotherEpoch(protocol, entry, epoch))
    return { state, error: epoch === lastEpoch ? 'none' : 'producer-fenced' };
  return { state: withTransaction(state, producerId, initialised(entry)), error: 'none' };
}

/** AddPartitionsToTxn. @param transaction the number of the transaction that begins with it, unless one is ongoing. */
export const addPartitions = (
  world: World,
  state: ClusterState,
  request: ProducerRequest,
  partitions: SmallSet,
  transaction: number,
): TransactionAnswer =>
  adding(world, state, request, (entry) => withPartitions(entry, partitions, ongoingOr(entry, transaction)));

/** AddOffsetsToTxn. @param transaction as for `addPartitions`. */
export const addOffsets = (
  world: World,
  state: ClusterState,
  request: ProducerRequest,
  transaction: number,
): TransactionAnswer => adding(world, state, request, (entry) => withOffsets(entry, ongoingOr(entry, transaction)));

const ongoingOr = (entry: TransactionEntry, transaction: number): number =>
  entry.status === 'ongoing' ? entry.transaction : transaction;

function adding(
  { protocol }: World,
  state: ClusterState,
  { producerId, epoch }: ProducerRequest,
  withMore: (entry: TransactionEntry) => TransactionEntry,
): TransactionAnswer {
  const entry = state.transactions[producerId];
  if (isOfAnotherEpoch(protocol, entry, epoch)) return { state, error: 'producer-fenced' };
  if (isDecided(entry)) return { state, error: 'concurrent-transactions' };
  return { state: withTransaction(state, producerId, withMore(entry)), error: 'none' };
}

/** TxnOffsetCommit, at the group's coordinator, which asks the other one whether the transaction is ongoing. */
export interface OffsetsRequest extends ProducerRequest, MemberRequest {
  /** Per partition, -1 for none. */
  readonly offsets: readonly number[];
  /** Whether the client says who it is in its group (KIP-447). */
  readonly namesMember: boolean;
}

/**
 * The offsets wait for the marker. With transaction.version 2 they begin the transaction, or join it, by themselves, before
 * the group is asked: so also offsets that the group refuses get a marker.
 */
export function sendOffsets(
  world: World,
  state: ClusterState,
  request: OffsetsRequest,
  transaction: number,
): { readonly state: ClusterState; readonly error: Requested['error'] | MembershipError } {
  const { protocol } = world;
  const added =
    protocol.transactionVersion === 2
      ? addOffsets(world, state, request, transaction)
      : { state, error: 'none' as const };
  if (added.error !== 'none') return added;
  const { producerId, epoch, group, offsets } = request;
  const entry = added.state.transactions[producerId];
  const refusal = refusalByEntry(protocol, entry, epoch);
  if (refusal !== null) {
    return { state: added.state, error: refusal === 'epoch' ? 'producer-fenced' : 'invalid-transaction-state' };
  }
  const before = added.state.groups[group];
  if (request.namesMember && protocol.transactionalOffsetsFencedByGeneration) {
    const error = commitError(world, before, request, true);
    if (error !== 'none') return { state: added.state, error };
  }
  const sent =
    before.pending.find((pending) => pending.producer === producerId && pending.transaction === entry.transaction)
      ?.offsets ?? [];
  const pending = {
    producer: producerId,
    epoch,
    transaction: entry.transaction,
    marked: 'nothing' as const,
    offsets: offsets.map((offset, partition) => (offset < 0 ? (sent[partition] ?? -1) : offset)),
  };
  const known = withTransaction(added.state, producerId, { ...entry, offsetsEpoch: epoch });
  return { state: withGroup(known, group, withPending(protocol, before, pending)), error: 'none' };
}

/** EndTxn. With transaction.version 2 the client hears the epoch of its next transaction. */
export function endTransaction(
  { protocol }: World,
  state: ClusterState,
  { producerId, epoch }: ProducerRequest,
  commit: boolean,
): TransactionAnswer {
  const before = state.transactions[producerId];
  if (isPutOff(protocol, before, epoch)) return { state, error: 'concurrent-transactions' };
  const { entry, error } = ended(protocol, before, epoch, commit);
  return { state: withTransaction(state, producerId, entry), error };
}

/** transaction.timeout.ms: the coordinator aborts what is open. */
export function timeOutTransaction({ protocol }: World, state: ClusterState, producerId: number): ClusterState {
  const entry = state.transactions[producerId];
  return withTransaction(state, producerId, decided(entry, false, timeOutEpoch(protocol, entry)));
}
