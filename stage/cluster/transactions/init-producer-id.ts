import { withNewProducerId } from '../../../model/ports/open-world.ts';
import { initProducerId as initialise } from '../../../model/ports/transaction.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { initProducerIdApi } from '../../../wire/messages/init-producer-id.ts';
import type { Cluster } from '../cluster.ts';
import { refusalAt } from '../coordinated.ts';
import { answered, type Handled, handler } from '../handler.ts';
import { producerNamed, transactionCode, withDecision, withEpoch } from './identified.ts';

type Initialised = Handled<ReturnType<typeof initProducerIdApi.readResponse>>;

/** transaction.max.timeout.ms. */
const TIMEOUT_MS_MAX = 900_000;

/** InitProducerId: a new id from any broker, or that of a transactional id from its coordinator. */
export const initProducerId = handler(initProducerIdApi, (cluster, { broker, version, body }): Initialised => {
  const { transactionalId, transactionTimeoutMs, producerId: known, producerEpoch: epoch } = body;
  if (known < 0 !== epoch < 0) return refused(cluster, ERROR_CODES.INVALID_REQUEST);
  // Whatever a producer without transactional id says that it has, it gets a new id.
  if (transactionalId === null) return begun(withProducerId(cluster, null, 0), cluster.producers.length, -1, version);
  const elsewhere = refusalAt(cluster, broker, 'transaction');
  if (elsewhere !== 0) return refused(cluster, elsewhere);
  if (transactionalId === '') return refused(cluster, ERROR_CODES.INVALID_REQUEST);
  if (transactionTimeoutMs <= 0 || transactionTimeoutMs > TIMEOUT_MS_MAX)
    return refused(cluster, ERROR_CODES.INVALID_TRANSACTION_TIMEOUT);
  const producerId = producerNamed(cluster, transactionalId);
  if (producerId < 0)
    return begun(
      withProducerId(cluster, transactionalId, transactionTimeoutMs),
      cluster.producers.length,
      epoch,
      version,
    );
  if (known >= 0 && known !== producerId) return refused(cluster, transactionCode('producer-fenced', version >= 4));
  const identity = { ...cluster.producers[producerId], transactionTimeoutMs };
  return begun({ ...cluster, producers: cluster.producers.with(producerId, identity) }, producerId, epoch, version);
});

const refused = (cluster: Cluster, code: number): Initialised =>
  answered(cluster, { errorCode: code, producerId: -1, producerEpoch: -1 });

/** The cluster with another producer id. */
function withProducerId(cluster: Cluster, transactionalId: string | null, transactionTimeoutMs: number): Cluster {
  const { world, state } = withNewProducerId({ world: cluster.world, state: cluster.machine });
  const producers = [...cluster.producers, { transactionalId, transactionTimeoutMs, lastEpoch: -1 }];
  return { ...cluster, world, machine: state, producers };
}

function begun(cluster: Cluster, producerId: number, epoch: number, version: number): Initialised {
  const { world, machine, producers } = cluster;
  const { state, error } = initialise(world, machine, { producerId, epoch }, producers[producerId].lastEpoch);
  if (error !== 'none') return refused(withDecision(cluster, state, producerId), transactionCode(error, version >= 4));
  return answered(withEpoch(cluster, state, producerId, epoch >= 0), {
    errorCode: 0,
    producerId,
    producerEpoch: state.transactions[producerId].epoch,
  });
}
