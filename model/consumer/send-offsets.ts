import type { ActionOf } from '../action.ts';
import { offsetsReached } from '../application/offsets.ts';
import { exitProcess } from '../application/process.ts';
import { addOffsetsToTransaction, isFenced, maySendOffsets } from '../application/transaction-offsets.ts';
import { acceptsCommit, addPending, isCurrent, namesGeneration } from '../broker/offset-commits.ts';
import { perMember } from '../instances.ts';
import { Incident } from '../observer/ledger.ts';
import { noteOffsets } from '../observer/transaction-facts.ts';
import type { Rule } from '../rule.ts';
import { withIncident, withMember, withProducer } from '../update.ts';

/**
 * sendOffsetsToTransaction(): AddOffsetsToTxn at one coordinator and TxnOffsetCommit at the other. Between the two
 * nothing can be seen: offsets that were added and not sent only get a marker.
 */
export const sendOffsets: Rule<ActionOf<'consumer.send-offsets'>> = {
  instances: (world) =>
    world.transform && world.commit === 'transaction' ? perMember('consumer.send-offsets')(world) : [],
  enabled: (world, state, { member }) => maySendOffsets(world, state, member),
  next(world, state, { member }) {
    const client = state.producers[member];
    let after = withIncident(state, Incident.commitArrived);
    const zombie = !isCurrent(world, state, member);
    if (zombie) after = withIncident(after, Incident.zombieArrived);
    if (isFenced(world, state, member)) return exitProcess(world, after, member);
    if (namesGeneration(world) && !acceptsCommit(world, after, member)) {
      // ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID: abortable; nothing was added.
      return withProducer(after, member, { ...client, transactionState: 'must-abort' });
    }
    if (zombie) after = withIncident(after, Incident.zombieOffsets);
    after = addOffsetsToTransaction(after, member);
    const before = after.members[member];
    const pending = {
      producer: member,
      epoch: client.epoch,
      transaction: client.transaction,
      marked: 'nothing' as const,
      offsets: offsetsReached(world, before),
    };
    after = noteOffsets(after, client.transaction, before.positions);
    return addPending(world, withMember(after, member, { ...before, step: 'end' }), member, pending);
  },
};
