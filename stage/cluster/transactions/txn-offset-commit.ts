import { withOlderTransactions } from '../../../model/ports/open-world.ts';
import { sendOffsets } from '../../../model/ports/transaction.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { txnOffsetCommitApi } from '../../../wire/messages/txn-offset-commit.ts';
import { refusalAt, withGroupNamed } from '../coordinated.ts';
import { errorCode } from '../error-code.ts';
import { namedOffsets, offsetAnswers } from '../groups/named-offsets.ts';
import { slotNamed, slotOfInstance } from '../group-members.ts';
import { answered, type Handled, handler } from '../handler.ts';
import { producerNamed, withTransactionState } from './identified.ts';

type Sent = Handled<ReturnType<typeof txnOffsetCommitApi.readResponse>>;

/** The first version in which it adds the offsets to the transaction by itself (transaction.version 2). */
const ADDS = 5;

/** TxnOffsetCommit, at the coordinator of the group. */
export const txnOffsetCommit = handler(txnOffsetCommitApi, (cluster, { broker, version, body }): Sent => {
  const told = (after: typeof cluster, code: number): Sent =>
    answered(after, { topics: offsetAnswers(cluster, body.topics, code, ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION) });
  const elsewhere = refusalAt(cluster, broker, 'group');
  if (elsewhere !== 0) return told(cluster, elsewhere);
  const { producerId, producerEpoch: epoch, generationId: generation, memberId, transactionalId } = body;
  if (producerNamed(cluster, transactionalId) !== producerId)
    return told(cluster, ERROR_CODES.INVALID_PRODUCER_ID_MAPPING);
  const { cluster: known, group } = withGroupNamed(cluster, body.groupId);
  const slot = slotNamed(known.groups[group], memberId);
  const instance = slotOfInstance(known.groups[group], body.groupInstanceId);
  if (instance >= 0 && instance !== slot) return told(cluster, ERROR_CODES.FENCED_INSTANCE_ID);
  const world = version < ADDS ? withOlderTransactions(known.world) : known.world;
  const offsets = namedOffsets(known, body.topics);
  const namesMember = generation >= 0 || memberId !== '';
  const asked = { producerId, epoch, group, slot, generation, offsets, namesMember };
  const sent = sendOffsets(world, known.machine, asked, known.transactions);
  const code = sent.error === 'producer-fenced' ? ERROR_CODES.INVALID_PRODUCER_EPOCH : errorCode(sent.error);
  return told(withTransactionState(known, sent), code);
});
