import type { ActionOf } from '../action.ts';
import { offsetsReached } from '../application/offsets.ts';
import { exitProcess } from '../application/process.ts';
import { acceptsCommit, addPending, isCurrent } from '../broker/offset-commits.ts';
import { groupCoordinatorAnswers, transactionCoordinatorAnswers } from '../broker/reachability.ts';
import { isDecided } from '../broker/transaction-coordinator.ts';
import { perMember } from '../instances.ts';
import { Incident } from '../observer/ledger.ts';
import type { Rule } from '../rule.ts';
import { withIncident, withMember, withProducer, withTransaction } from '../update.ts';

/**
 * sendOffsetsToTransaction(): AddOffsetsToTxn at one coordinator and TxnOffsetCommit at the other. Between the two
 * nothing can be seen: offsets that were added and not sent only get a marker.
 */
export const sendOffsets: Rule<ActionOf<'consumer.send-offsets'>> = {
  instances: (world) =>
    world.transform && world.commit === 'transaction' ? perMember('consumer.send-offsets')(world) : [],
  enabled(world, state, { member }) {
    const { status, step } = state.members[member];
    return (
      status === 'up' &&
      step === 'send-offsets' &&
      state.producers[member].transactionState === 'open' &&
      transactionCoordinatorAnswers(world, state) &&
      groupCoordinatorAnswers(world, state) &&
      !isDecided(state.transactions[member])
    );
  },
  next(world, state, { member }) {
    const { protocol } = world;
    const client = state.producers[member];
    const entry = state.transactions[member];
    let after = withIncident(state, Incident.commitArrived);
    const zombie = !isCurrent(world, state, member);
    if (zombie) after = withIncident(after, Incident.zombieArrived);
    if (protocol.producerEpochFencing && entry.epoch !== client.epoch) return exitProcess(world, after, member);
    const names = protocol.transactionalOffsetsFencedByGeneration && world.client.sendsGenerationWithOffsets;
    if (names && !acceptsCommit(world, after, member)) {
      // ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID: abortable; nothing was added.
      return withProducer(after, member, { ...client, transactionState: 'must-abort' });
    }
    if (zombie) after = withIncident(after, Incident.zombieOffsets);
    after = withTransaction(after, member, {
      ...entry,
      status: 'ongoing',
      offsets: true,
      transaction: client.transaction,
    });
    const before = after.members[member];
    const pending = {
      producer: member,
      epoch: client.epoch,
      transaction: client.transaction,
      marked: 'nothing' as const,
      offsets: offsetsReached(world, before),
    };
    return addPending(world, withMember(after, member, { ...before, step: 'end' }), member, pending);
  },
};
