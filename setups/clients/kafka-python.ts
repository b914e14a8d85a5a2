import { INT_MAX } from '../kinds.ts';
import type { ClientLibrary } from './client-library.ts';
import { PYTHON_SPELLINGS } from './python-spellings.ts';
import { as, words } from './spelling.ts';

/** kafka-python. Files are those of its repository at 3.0.11. */
export const KAFKA_PYTHON: ClientLibrary = {
  title: 'kafka-python',
  releases: { oldest: '1.4.0', newest: '3.0.11' },
  // CHANGES.md, 2.2.0: KIP-98 (#2569, #2587).
  since: { idempotence: '2.2.0', transactions: '2.2.0' },
  client: {
    // kafka/producer/transaction_manager.py of 2.2.0: TxnOffsetCommit up to version 2; 3.0.0: version 3.
    sendsGenerationWithOffsets: [[false], [true, '3.0.0']],
    // kafka/producer/sender.py of 3.0.0, _dispatch_error: KafkaTimeoutError is a RetriableError, for which it does nothing.
    failsTransactionOnTimeout: [[true], [false, '3.0.0']],
    // kafka/consumer/subscription_state.py of 3.0.0, all_consumed_offsets(): every position.
    holdsBackUnvalidated: [[false]],
    // kafka/coordinator/consumer.py of 3.0.0, refresh_committed_offsets_if_needed(): seek() to the offset alone.
    startsAtCommittedEpoch: [[false]],
  },
  protocol: {
    // kafka/producer/transaction_manager.py: InitProducerId of version 3 since 3.0.0 (KIP-360).
    clientBumpsEpoch: [[false], [true, '3.0.0']],
    transactionalOffsetsFencedByGeneration: [[false], [true, '3.0.0']],
    // kafka/coordinator/consumer.py: require_stable since 3.0.0; kafka/consumer/fetcher.py: OffsetForLeaderEpoch as well.
    offsetFetchRequiresStable: [[false], [true, '3.0.0']],
    consumerValidatesEpoch: [[false], [true, '3.0.0']],
    // kafka/producer/transaction_manager.py: EndTxn up to version 3.
    transactionVersion: [[1]],
    expiredBufferStaysTaken: [[true]],
  },
  // kafka/producer/kafka.py and kafka/consumer/group.py, DEFAULT_CONFIG of each release.
  producer: {
    acks: [['1'], ['all', '3.0.0']],
    'enable.idempotence': [[false], [true, '3.0.0']],
    retries: [[0], [INT_MAX, '2.2.0']],
    'max.in.flight.requests.per.connection': [[5]],
  },
  // kafka/producer/kafka.py: one request in flight in 2.x; from 3.0.0 on guarantee_message_order mutes a partition with any.
  idempotent: { retries: INT_MAX, inFlight: [[1]], fixed: true },
  consumer: {
    'isolation.level': [['read_uncommitted']],
    'enable.auto.commit': [[true]],
    'auto.offset.reset': [['latest']],
    'max.poll.records': [[500]],
    'partition.assignment.strategy': [['eager']],
  },
  // CHANGES.md, 3.0.0: CooperativeStickyAssignor.
  cooperates: [[false], [true, '3.0.0']],
  kip848: [[false]],
  // kafka/coordinator/consumer.py: poll() commits, when the iterator has nothing left of what it returned before.
  autoCommit: 'polled',
  spellings: {
    ...PYTHON_SPELLINGS,
    consumer: {
      ...PYTHON_SPELLINGS.consumer,
      // kafka/consumer/group.py: names of the old consumer's, which it warns of.
      auto_offset_reset: as('auto.offset.reset', words({ smallest: 'earliest', largest: 'latest' })),
    },
  },
  gaps: [
    '#2575 of kafka-python, a consumer that stands still, is not in the machine: it takes fetch sessions that are evicted',
  ],
  sources: [
    'https://github.com/dpkp/kafka-python/blob/3.0.11/kafka/producer/kafka.py',
    'https://github.com/dpkp/kafka-python/blob/3.0.11/kafka/consumer/group.py',
    'https://github.com/dpkp/kafka-python/blob/3.0.11/kafka/coordinator/consumer.py',
  ],
};
