import { withOlderTransactions } from '../../../model/ports/open-world.ts';
import { endTransaction } from '../../../model/ports/transaction.ts';
import { endTxnApi } from '../../../wire/messages/end-txn.ts';
import { answered, handler } from '../handler.ts';
import { refusalOf, transactionCode, withDecision } from './identified.ts';

/** The first version in which the epoch is bumped with every end (transaction.version 2). */
const BUMPS = 5;

/** EndTxn: answered as soon as it is decided; the markers come after. */
export const endTxn = handler(endTxnApi, (cluster, { broker, version, body }) => {
  const refusal = refusalOf(cluster, broker, body);
  if (refusal !== 0) return answered(cluster, { errorCode: refusal });
  const { producerId, producerEpoch: epoch } = body;
  const world = version < BUMPS ? withOlderTransactions(cluster.world) : cluster.world;
  const { state, error } = endTransaction(world, cluster.machine, { producerId, epoch }, body.committed);
  const bumped = error === 'none' && version >= BUMPS;
  return answered(withDecision(cluster, state, producerId), {
    errorCode: transactionCode(error, version >= 2),
    ...(bumped ? { producerId, producerEpoch: state.transactions[producerId].epoch } : {}),
  });
});
