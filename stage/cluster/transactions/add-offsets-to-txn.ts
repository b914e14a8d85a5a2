import { addOffsets } from '../../../model/ports/transaction.ts';
import { addOffsetsToTxnApi } from '../../../wire/messages/add-offsets-to-txn.ts';
import { answered, handler } from '../handler.ts';
import { refusalOf, transactionCode, withTransactionState } from './identified.ts';

/** AddOffsetsToTxn: `__consumer_offsets` belongs to the transaction, whichever group's offsets come. */
export const addOffsetsToTxn = handler(addOffsetsToTxnApi, (cluster, { broker, version, body }) => {
  const refusal = refusalOf(cluster, broker, body);
  if (refusal !== 0) return answered(cluster, { errorCode: refusal });
  const asked = { producerId: body.producerId, epoch: body.producerEpoch };
  const added = addOffsets(cluster.world, cluster.machine, asked, cluster.transactions);
  return answered(withTransactionState(cluster, added), { errorCode: transactionCode(added.error, version >= 2) });
});
