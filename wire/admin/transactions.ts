import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { ERROR_CODES } from '../error-codes.ts';
import type { Partitions } from '../messages/consumer-protocol.ts';
import { describeTransactionsApi } from '../messages/describe-transactions.ts';
import { initProducerIdApi } from '../messages/init-producer-id.ts';

const INIT_VERSION = 4;
const DESCRIBE_VERSION = 0;
/** transaction.timeout.ms, of an id that is asked for here and used for nothing. */
const TRANSACTION_TIMEOUT_MS = 60_000;

export interface ProducerIdentity {
  readonly producerId: number;
  readonly producerEpoch: number;
}

export interface TransactionDescription extends ProducerIdentity {
  /** Empty, Ongoing, PrepareCommit, PrepareAbort, CompleteCommit, CompleteAbort, PrepareEpochFence. */
  readonly state: string;
  readonly timeoutMs: number;
  /** In ms since 1970; -1 where none is ongoing. */
  readonly startedAt: number;
  /** Partitions that it has written to and that have no marker yet; `__consumer_offsets` among them. */
  readonly partitions: Partitions;
}

/**
 * Asks for a producer id. With a transactional id, the coordinator fences who had it before and aborts its transaction.
 *
 * @throws {BrokerError} CONCURRENT_TRANSACTIONS while the abort is under way; NOT_COORDINATOR …
 */
export async function initProducerId(
  coordinator: Connection,
  transactionalId: string | null,
): Promise<ProducerIdentity> {
  const body = { transactionalId, transactionTimeoutMs: TRANSACTION_TIMEOUT_MS };
  const { errorCode, producerId, producerEpoch } = await coordinator.call(initProducerIdApi, INIT_VERSION, body);
  expectSuccess(`initialise ${transactionalId ?? 'a producer'}`, errorCode);
  return { producerId, producerEpoch };
}

/**
 * What the coordinator has of a transactional id; null where it has none.
 *
 * @throws {BrokerError} NOT_COORDINATOR, COORDINATOR_LOAD_IN_PROGRESS …
 */
export async function describeTransactions(
  coordinator: Connection,
  transactionalId: string,
): Promise<TransactionDescription | null> {
  const body = { transactionalIds: [transactionalId] };
  const { transactionStates } = await coordinator.call(describeTransactionsApi, DESCRIBE_VERSION, body);
  const [told] = transactionStates;
  if (told.errorCode === ERROR_CODES.TRANSACTIONAL_ID_NOT_FOUND) return null;
  expectSuccess(`describe the transaction of ${transactionalId}`, told.errorCode);
  return {
    producerId: told.producerId,
    producerEpoch: told.producerEpoch,
    state: told.transactionState,
    timeoutMs: told.transactionTimeoutMs,
    startedAt: told.transactionStartTimeMs,
    partitions: Object.fromEntries(told.topics.map(({ topic, partitions }) => [topic, partitions])),
  };
}
