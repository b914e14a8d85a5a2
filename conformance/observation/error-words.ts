import type { ProduceError } from '../../model/network/requests/request.ts';

/** What Kafka's errors in answers to Produce are in the machine, which tells apart what makes a difference to the client. */
export const ERROR_WORDS: ReadonlyMap<string, ProduceError> = new Map([
  ['NONE', 'none'],
  ['NOT_LEADER_OR_FOLLOWER', 'not-leader'],
  ['UNKNOWN_TOPIC_OR_PARTITION', 'not-leader'],
  ['UNKNOWN_TOPIC_ID', 'not-leader'],
  ['NOT_ENOUGH_REPLICAS', 'not-enough-replicas'],
  ['NOT_ENOUGH_REPLICAS_AFTER_APPEND', 'not-enough-replicas'],
  ['REQUEST_TIMED_OUT', 'request-timed-out'],
  ['CONCURRENT_TRANSACTIONS', 'concurrent-transactions'],
  ['OUT_OF_ORDER_SEQUENCE_NUMBER', 'out-of-order-sequence'],
  ['INVALID_PRODUCER_EPOCH', 'invalid-producer-epoch'],
  ['PRODUCER_FENCED', 'invalid-producer-epoch'],
  ['INVALID_TXN_STATE', 'invalid-transaction-state'],
  ['INVALID_PRODUCER_ID_MAPPING', 'invalid-transaction-state'],
  ['TRANSACTION_ABORTABLE', 'invalid-transaction-state'],
  ['UNKNOWN_PRODUCER_ID', 'unknown-producer-id'],
  ['INVALID_RECORD', 'invalid-record'],
  ['MESSAGE_TOO_LARGE', 'invalid-record'],
]);
