import { withNewProducerId } from '../../../model/ports/open-world.ts';
import { initProducerId as initialise } from '../../../model/ports/transaction.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { initProducerIdApi } from '../../../wire/messages/init-producer-id.ts';
import type { Cluster } from '../cluster.ts';
import { refusalAt } from '../coordinated.ts';
import { answered, type Handled, handler } from '../handler.ts';
import { producerNamed, transactionCode } from './identified.ts';

type Initialised = Handled<ReturnType<typeof initProducerIdApi.readResponse>>;

/** transaction.max.timeout.ms. */
const TIMEOUT_MS_MAX = 900_000;

/** InitProducerId: a new id from any broker, or that of a transactional id from its coordinator. */
export const initProducerId = handler(initProducerIdApi, (cluster, { broker, version, body }): Initialised => {
  const { transactionalId, transactionTimeoutMs, producerId: known, producerEpoch } = body;
  if (transactionalId === null) {
    const { cluster: after, producerId } = withProducer(cluster, null, 0);
    return begun(after, producerId, -1, version);
  }
  const elsewhere = refusalAt(cluster, broker, 'transaction');
  if (elsewhere !== 0) return refused(cluster, elsewhere);
  if (transactionalId === '') return refused(cluster, ERROR_CODES.INVALID_REQUEST);
  if (transactionTimeoutMs <= 0 || transactionTimeoutMs > TIMEOUT_MS_MAX)
    return refused(cluster, ERROR_CODES.INVALID_TRANSACTION_TIMEOUT);
  const { cluster: after, producerId } = withProducer(cluster, transactionalId, transactionTimeoutMs);
  if (known >= 0 && known !== producerId) return refused(cluster, transactionCode('producer-fenced', version >= 4));
  return begun(after, producerId, producerEpoch, version);
});

const refused = (cluster: Cluster, code: number): Initialised =>
  answered(cluster, { errorCode: code, producerId: -1, producerEpoch: -1 });

/** The cluster with a producer of this transactional id, or another one without, and its producer id. */
function withProducer(cluster: Cluster, transactionalId: string | null, transactionTimeoutMs: number) {
  const known = transactionalId === null ? -1 : producerNamed(cluster, transactionalId);
  const identity = { transactionalId, transactionTimeoutMs };
  if (known >= 0)
    return { cluster: { ...cluster, producers: cluster.producers.with(known, identity) }, producerId: known };
  const { world, state } = withNewProducerId({ world: cluster.world, state: cluster.machine });
  const producers = [...cluster.producers, identity];
  return { cluster: { ...cluster, world, machine: state, producers }, producerId: producers.length - 1 };
}

function begun(cluster: Cluster, producerId: number, epoch: number, version: number): Initialised {
  const { state, error } = initialise(cluster.world, cluster.machine, { producerId, epoch });
  const after = { ...cluster, machine: state };
  if (error !== 'none') return refused(after, transactionCode(error, version >= 4));
  return answered(after, { errorCode: 0, producerId, producerEpoch: state.transactions[producerId].epoch });
}
