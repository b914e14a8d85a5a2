import type { Protocol } from '../protocol.ts';
import type { OrphanedOffsets } from '../network/requests/request.ts';
import { Incident } from '../observer/ledger.ts';
import { isReplaced } from '../observer/zombies.ts';
import type { ClusterState } from '../state.ts';
import { withIncident } from '../update.ts';
import { memberOf, transactionalIdOf } from '../transactional-ids.ts';
import { groupOf, type World } from '../world.ts';
import { mergeOffsets } from './group-offsets.ts';
import type { TransactionEntry } from './transaction-coordinator.ts';
import { namesGeneration } from '../named-generation.ts';
import { addPending, isCurrentAs } from './offset-commits.ts';

/**
 * A TxnOffsetCommit that its member has sent once more since arrives. Before KAFKA-15449 (3.7) nobody asked whether its transaction
 * is still ongoing, and only the log of `__consumer_offsets` compared epochs; with transaction.version 1 the next
 * transaction, of the same epoch, is as good as its own.
 */
export function arriveTransactionOffsets(world: World, state: ClusterState, late: OrphanedOffsets): ClusterState {
  const { producer, epoch, transaction, incarnation, generation, offsets } = late;
  const member = memberOf(world, producer);
  const producerId = transactionalIdOf(world, producer, incarnation);
  const zombie = isReplaced(world, state, producer, incarnation) || isLeftBehind(world, state, member, generation);
  const arrived = withIncident(state, Incident.commitArrived);
  const observed = zombie ? withIncident(arrived, Incident.zombieArrived) : arrived;
  if (refusalOfLateOffsets(world, state, late) !== null) return observed;
  const taken = zombie ? withIncident(observed, Incident.zombieOffsets) : observed;
  const before = taken.groups[groupOf(world, member)].pending.find((other) => other.producer === producerId);
  const pending =
    before === undefined
      ? { producer: producerId, epoch, transaction, marked: 'nothing' as const, offsets }
      : { ...before, offsets: mergeOffsets(before.offsets, offsets) };
  return addPending(world, taken, member, pending, generation);
}

/** Whether the group goes on without the member; with an id for each input partition that is the id's matter alone. */
const isLeftBehind = (world: World, state: ClusterState, member: number, generation: number): boolean =>
  world.ids !== 'per-partition' && !isCurrentAs(world, state, member, generation);

/** Why a TxnOffsetCommit that comes late is not taken; null where it is. */
export function refusalOfLateOffsets(
  world: World,
  state: ClusterState,
  { producer, epoch, incarnation, generation }: OrphanedOffsets,
): 'no transaction' | 'epoch' | 'generation' | null {
  const { protocol } = world;
  const entry = state.transactions[transactionalIdOf(world, producer, incarnation)];
  const member = memberOf(world, producer);
  const refusal = refusalByEntry(protocol, entry, epoch);
  if (refusal !== null) return refusal;
  if (!namesGeneration(world) || !protocol.generationFencing) return null;
  // KIP-848: an epoch of the member that it had then. A process that was started again is another member.
  const same =
    world.rebalance !== 'kip-848' ||
    (generation === state.members[member].generation && incarnation === state.producers[producer].incarnation);
  return same && isCurrentAs(world, state, member, generation) ? null : 'generation';
}

/** Why the group coordinator takes no offsets of a transaction with this entry, which it asks the transaction coordinator for. */
export function refusalByEntry(
  protocol: Protocol,
  entry: TransactionEntry,
  epoch: number,
): 'no transaction' | 'epoch' | null {
  const newest = protocol.transactionalOffsetsVerified ? entry.epoch : entry.offsetsEpoch;
  if (protocol.producerEpochFencing && epoch < newest) return 'epoch';
  return protocol.transactionalOffsetsVerified && !(entry.status === 'ongoing' && entry.offsets)
    ? 'no transaction'
    : null;
}
