import type { ActionOf } from '../action.ts';
import {
  addOffsetsToTransaction,
  isFenced,
  maySendOffsets,
  offsetsInTransaction,
  producerInTransaction,
} from '../application/transaction-offsets.ts';
import { affords, spend } from './budget.ts';
import { perMember } from '../instances.ts';
import { offsetsComeLate } from '../network/requests/late-requests.ts';
import type { OrphanedOffsets } from '../network/requests/request.ts';
import type { Rule } from '../rule.ts';

/**
 * AddOffsetsToTxn was answered, and the connection to the group coordinator breaks under TxnOffsetCommit. The client will
 * send it once more (`TransactionManager.TxnOffsetCommitHandler`), and what is on the wire goes on by itself.
 */
export const transactionOffsetsDelayed: Rule<ActionOf<'transaction-offsets.delayed'>> = {
  instances: (world) => (offsetsComeLate(world) ? perMember('transaction-offsets.delayed')(world) : []),
  idle: (_world, state) => !affords(state, 'connection.lost'),
  enabled: (world, state, { member }) =>
    affords(state, 'connection.lost') &&
    maySendOffsets(world, state, member) &&
    !isFenced(world, state, producerInTransaction(world, state, member)),
  next(world, state, { member }) {
    const producer = producerInTransaction(world, state, member);
    const { epoch, transaction, incarnation } = state.producers[producer];
    const { generation } = state.members[member];
    const orphan: OrphanedOffsets = {
      kind: 'transaction-offsets',
      producer,
      epoch,
      transaction,
      incarnation,
      generation,
      offsets: offsetsInTransaction(world, state, member),
    };
    const after = addOffsetsToTransaction(spend(state, 'connection.lost'), producer);
    return { ...after, orphanedRequests: [...after.orphanedRequests, orphan] };
  },
};
