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
    // aiokafka/protocol/transaction.py: version 0 of every request.
    sendsGenerationWithOffsets: [[false]],
  },
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
    'a consumer of aiokafka rejoins its group in the background, whatever its application has in its hands: here it does so between two polls',
    'of aiokafka no published bug is in the machine',
  ],
  sources: [
    'https://github.com/aio-libs/aiokafka/blob/v0.14.0/aiokafka/producer/producer.py',
    'https://github.com/aio-libs/aiokafka/blob/v0.14.0/aiokafka/consumer/group_coordinator.py',
    'https://aiokafka.readthedocs.io/en/stable/consumer.html',
  ],
};
