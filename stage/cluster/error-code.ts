import type { ProduceError } from '../../model/network/requests/request.ts';
import type { coordinatorError } from '../../model/ports/cluster-metadata.ts';
import type { FetchAnswer } from '../../model/ports/fetch.ts';
import type { MembershipError } from '../../model/ports/group.ts';
import type { TransactionAnswer } from '../../model/ports/transaction.ts';
import { ERROR_CODES } from '../../wire/error-codes.ts';

type MachineError =
  | ProduceError
  | FetchAnswer['error']
  | MembershipError
  | TransactionAnswer['error']
  | ReturnType<typeof coordinatorError>;

const CODES: Readonly<Record<MachineError, number>> = {
  none: ERROR_CODES.NONE,
  'not-leader': ERROR_CODES.NOT_LEADER_OR_FOLLOWER,
  'not-enough-replicas': ERROR_CODES.NOT_ENOUGH_REPLICAS,
  'request-timed-out': ERROR_CODES.REQUEST_TIMED_OUT,
  'concurrent-transactions': ERROR_CODES.CONCURRENT_TRANSACTIONS,
  'out-of-order-sequence': ERROR_CODES.OUT_OF_ORDER_SEQUENCE_NUMBER,
  'invalid-producer-epoch': ERROR_CODES.INVALID_PRODUCER_EPOCH,
  'invalid-transaction-state': ERROR_CODES.INVALID_TXN_STATE,
  'unknown-producer-id': ERROR_CODES.UNKNOWN_PRODUCER_ID,
  'invalid-record': ERROR_CODES.INVALID_RECORD,
  'offset-out-of-range': ERROR_CODES.OFFSET_OUT_OF_RANGE,
  'fenced-leader-epoch': ERROR_CODES.FENCED_LEADER_EPOCH,
  'unknown-leader-epoch': ERROR_CODES.UNKNOWN_LEADER_EPOCH,
  'unknown-member': ERROR_CODES.UNKNOWN_MEMBER_ID,
  'illegal-generation': ERROR_CODES.ILLEGAL_GENERATION,
  'rebalance-in-progress': ERROR_CODES.REBALANCE_IN_PROGRESS,
  'producer-fenced': ERROR_CODES.PRODUCER_FENCED,
  'not-coordinator': ERROR_CODES.NOT_COORDINATOR,
  'coordinator-not-available': ERROR_CODES.COORDINATOR_NOT_AVAILABLE,
};

/** The code of Kafka's protocol for what the machine calls an error. */
export const errorCode = (error: MachineError): number => CODES[error];
