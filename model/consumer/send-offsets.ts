import type { ActionOf } from '../action.ts';
import { exitProcess } from '../application/process-death.ts';
import {
  addOffsetsToTransaction,
  isFenced,
  maySendOffsets,
  offsetsInTransaction,
  producerInTransaction,
} from '../application/transaction-offsets.ts';
import { namesGeneration } from '../named-generation.ts';
import { acceptsCommit, addPending, isCurrent } from '../broker/offset-commits.ts';
import { perMember } from '../instances.ts';
import { Incident } from '../observer/ledger.ts';
import { noteOffsets } from '../observer/transaction-facts.ts';
import { isReplaced } from '../observer/zombies.ts';
import type { Rule } from '../rule.ts';
import type { ClusterState } from '../state.ts';
import { withIncident, withMember, withProducer } from '../update.ts';
import type { World } from '../world.ts';

/**
 * sendOffsetsToTransaction(): AddOffsetsToTxn at one coordinator and TxnOffsetCommit at the other; with transaction.version 2
 * the second adds by itself, before it asks the group. So also offsets that the group refuses get a marker.
 */
export const sendOffsets: Rule<ActionOf<'consumer.send-offsets'>> = {
  instances: (world) =>
    world.transform && world.commit === 'transaction' ? perMember('consumer.send-offsets')(world) : [],
  enabled: (world, state, { member }) => maySendOffsets(world, state, member),
  next(world, state, { member }) {
    const producer = producerInTransaction(world, state, member);
    const client = state.producers[producer];
    let after = withIncident(state, Incident.commitArrived);
    const zombie = isZombie(world, state, member, producer);
    if (zombie) after = withIncident(after, Incident.zombieArrived);
    if (isFenced(world, state, producer)) return exitProcess(world, after, producer);
    after = addOffsetsToTransaction(after, producer);
    if (namesGeneration(world) && !acceptsCommit(world, after, member)) {
      // ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID: abortable.
      return withProducer(after, producer, { ...client, transactionState: 'must-abort' });
    }
    if (zombie) after = withIncident(after, Incident.zombieOffsets);
    const offsets = offsetsInTransaction(world, state, member);
    const pending = {
      producer: client.producerId,
      epoch: client.epoch,
      transaction: client.transaction,
      marked: 'nothing' as const,
      offsets,
    };
    after = noteOffsets(after, client.transaction, offsets);
    const { members } = after;
    return addPending(world, withMember(after, member, { ...members[member], step: 'end' }), member, pending);
  },
};

/**
 * For the observer: whether others go on without the member. With an id for each input partition that is so once the
 * partition's next owner has begun, and starts from what the member has committed until then.
 */
const isZombie = (world: World, state: ClusterState, member: number, producer: number): boolean =>
  world.ids === 'per-partition'
    ? isReplaced(world, state, producer, state.producers[producer].incarnation)
    : !isCurrent(world, state, member);
