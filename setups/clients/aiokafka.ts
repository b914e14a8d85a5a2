import { INT_MAX } from '../kinds.ts';
import type { ClientLibrary } from './client-library.ts';
import { PYTHON_SPELLINGS } from './python-spellings.ts';

/** aiokafka. Files are those of its repository at 0.14.0. */
export const AIOKAFKA: ClientLibrary = {
  title: 'aiokafka',
  releases: { oldest: '0.5.0', newest: '0.14.0' },
  client: {
    // aiokafka/consumer/group_coordinator.py: a background task commits, by time, what was handed over.
    autoCommitsPreviousPoll: [[false]],
    // aiokafka/producer/sender.py: OutOfOrderSequenceNumber is not retried, and ends the sender.
    mendsSequences: [[false]],
    // aiokafka/producer/message_accumulator.py, failure(): the futures of a batch, and not its transaction.
    failsTransactionOnRefusal: [[false]],
    // aiokafka/producer/sender.py, _can_retry: an idempotent producer never expires a batch.
    givesUpOnTime: [[false]],
    // aiokafka/protocol/transaction.py: version 0 of every request.
    sendsGenerationWithOffsets: [[false]],
    // aiokafka/consumer/group_coordinator.py, _coordination_routine: a background task rejoins, whatever the loop is doing.
    dropsBatchOnRebalance: [[false]],
    // aiokafka/consumer/consumer.py, commit: IllegalStateError for what is not assigned.
    commitsUnassigned: [[false]],
  },
  // aiokafka/producer/message_accumulator.py: one without idempotence gives a batch up after request_timeout_ms.
  plainProducer: { givesUpOnTime: [[true]] },
  protocol: {
    clientBumpsEpoch: [[false]],
    transactionalOffsetsFencedByGeneration: [[false]],
    offsetFetchRequiresStable: [[false]],
    // There are no leader epochs in aiokafka/consumer.
    consumerValidatesEpoch: [[false]],
    transactionVersion: [[1]],
    batchesExpireInFlight: [[false]],
    expiredBufferStaysTaken: [[true]],
  },
  // aiokafka/producer/producer.py and aiokafka/consumer/consumer.py.
  producer: {
    acks: [['1']],
    'enable.idempotence': [[false]],
    // aiokafka/producer/sender.py: until request_timeout_ms is over; a partition has one batch under way.
    retries: [[INT_MAX]],
    'max.in.flight.requests.per.connection': [[1]],
  },
  idempotent: { retries: INT_MAX, inFlight: [[1]], fixed: true },
  consumer: {
    'isolation.level': [['read_uncommitted']],
    'enable.auto.commit': [[true]],
    'auto.offset.reset': [['latest']],
    // One record by getone() and in the asynchronous loop; getmany() takes max_poll_records.
    'max.poll.records': [[1]],
    'partition.assignment.strategy': [['eager']],
  },
  cooperates: [[false]],
  kip848: [[false]],
  autoCommit: 'polled',
  spellings: PYTHON_SPELLINGS,
  gaps: [
    'a transaction of aiokafka that has its offsets is no rebalance’s here before it has ended, as in the Java client: aiokafka joins at any moment, so that the group of its input may give a record to another member while it is being written',
    'an idempotent producer of aiokafka whose record the broker refuses has a gap in its sequence numbers for good: what it sends next to that partition is refused as well',
  ],
  sources: [
    'https://github.com/aio-libs/aiokafka/blob/v0.14.0/aiokafka/producer/producer.py',
    'https://github.com/aio-libs/aiokafka/blob/v0.14.0/aiokafka/consumer/group_coordinator.py',
    'https://aiokafka.readthedocs.io/en/stable/consumer.html',
  ],
};
