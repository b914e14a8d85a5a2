import type { ActionOf } from '../action.ts';
import { addOffsetsToTransaction, isFenced, maySendOffsets } from '../application/transaction-offsets.ts';
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
    affords(state, 'connection.lost') && maySendOffsets(world, state, member) && !isFenced(world, state, member),
  next(_world, state, { member }) {
    const { epoch, transaction, incarnation } = state.producers[member];
    const { generation, positions } = state.members[member];
    const orphan: OrphanedOffsets = {
      kind: 'transaction-offsets',
      producer: member,
      epoch,
      transaction,
      incarnation,
      generation,
      offsets: positions,
    };
    const after = addOffsetsToTransaction(spend(state, 'connection.lost'), member);
    return { ...after, orphanedRequests: [...after.orphanedRequests, orphan] };
  },
};
