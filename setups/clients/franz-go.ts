import { INT_MAX } from '../kinds.ts';
import { namesIn } from '../names-in.ts';
import type { ClientLibrary } from './client-library.ts';
import { as, isolationLevel, not, words } from './spelling.ts';

/** franz-go. Files are those of its repository at 1.21.5. */
export const FRANZ_GO: ClientLibrary = {
  title: 'franz-go',
  releases: { oldest: '0.8.0', newest: '1.21.5' },
  client: {
    autoCommitsPreviousPoll: [[false], [true, '0.10.2']],
    burnsIndefiniteSequences: [[false], [true, '1.20.7']],
    // pkg/kgo/config.go, BlockRebalanceOnPoll: without it a rebalance may come at any moment.
    dropsBatchOnRebalance: [[false]],
    // pkg/kgo/txn.go, EndTransaction: a record that has failed is the caller's to look at (FirstErrPromise).
    failsTransactionOnRefusal: [[false]],
    // pkg/kgo/consumer_group.go, defaultRevoke: the head of what is not committed, which moves on with the next poll.
    commitsInHand: [[false]],
    // pkg/kgo/config.go, defaultCfg: there is no RecordDeliveryTimeout, and RecordRetries has no bound.
    givesUpOnTime: [[false]],
  },
  protocol: {
    // pkg/kgo/consumer_group.go: RequireStable follows an option until 1.21.0.
    offsetFetchRequiresStable: [[false], [true, '1.21.0']],
    // pkg/kgo/client.go, supportsKIP890p2.
    transactionVersion: [[1], [2, '1.19.2']],
    batchesExpireInFlight: [[false]],
    expiredBufferStaysTaken: [[true]],
  },
  // pkg/kgo/config.go, defaultCfg.
  producer: {
    acks: [['all']],
    'enable.idempotence': [[true]],
    retries: [[INT_MAX]],
    'max.in.flight.requests.per.connection': [[1]],
  },
  // pkg/kgo/sink.go: 1, and 4 where the broker takes Produce of version 4.
  idempotent: { retries: INT_MAX, inFlight: [[4]], fixed: true, strict: true },
  consumer: {
    'isolation.level': [['read_uncommitted']],
    'enable.auto.commit': [[true]],
    'auto.offset.reset': [['earliest']],
    'partition.assignment.strategy': [['cooperative']],
  },
  cooperates: [[true]],
  kip848: [[false]],
  autoCommit: 'polled',
  spellings: {
    producer: {
      RequiredAcks: as('acks', words({ AllISRAcks: 'all', LeaderAck: '1', NoAck: '0' })),
      DisableIdempotentWrite: as('enable.idempotence', not),
      RecordRetries: as('retries'),
      MaxProduceRequestsInflightPerBroker: as('max.in.flight.requests.per.connection'),
      TransactionalID: as('transactional.id'),
      RecordDeliveryTimeout: {
        section: 'client',
        key: 'givesUpOnTime',
        read: (value) => !/^0[a-z]*$/.test(String(value)),
      },
    },
    consumer: {
      DisableAutoCommit: as('enable.auto.commit', not),
      ConsumeResetOffset: as(
        'auto.offset.reset',
        words({ AtStart: 'earliest', AtEnd: 'latest', NoResetOffset: 'none' }),
      ),
      FetchIsolationLevel: isolationLevel(['ReadUncommitted', 'ReadCommitted']),
      Balancers: as(
        'partition.assignment.strategy',
        words({
          CooperativeStickyBalancer: 'cooperative',
          StickyBalancer: 'eager',
          RangeBalancer: 'eager',
          RoundRobinBalancer: 'eager',
        }),
      ),
      BlockRebalanceOnPoll: { section: 'client', key: 'dropsBatchOnRebalance' },
      GreedyAutoCommit: { section: 'client', key: 'autoCommitsPreviousPoll', read: not },
      AutoCommitMarks: { section: 'application', key: 'commit', read: words({ true: 'after-processing' }) },
      MaxPollRecords: as('max.poll.records'),
    },
    inert: namesIn(`
      SeedBrokers ClientID ConsumerGroup ConsumeTopics AutoCommitInterval SessionTimeout RebalanceTimeout
      HeartbeatInterval ProducerLinger ProducerBatchCompression RequireStableFetchOffsets RequestRetries
      TransactionTimeout FetchMaxWait FetchMaxBytes`),
    says: {
      'enable.idempotence=true (with acks=all)': 'no DisableIdempotentWrite(), and RequiredAcks(AllISRAcks())',
      'max.in.flight.requests.per.connection=1': 'MaxProduceRequestsInflightPerBroker(1)',
      'partition.assignment.strategy: CooperativeStickyAssignor': 'Balancers(CooperativeStickyBalancer())',
      'partition.assignment.strategy: RangeAssignor': 'Balancers(RangeBalancer())',
      'enable.auto.commit=false': 'DisableAutoCommit()',
      'auto.offset.reset=earliest': 'ConsumeResetOffset(NewOffset().AtStart())',
      'isolation.level=read_committed': 'FetchIsolationLevel(ReadCommitted())',
      'acks=all': 'RequiredAcks(AllISRAcks())',
      'transactional.id': 'TransactionalID',
    },
  },
  gaps: [
    'franz-go has the consumer protocol of KIP-848 behind a context value alone, and it is not in the machine',
    'RecordDeliveryTimeout of franz-go waits for a record that may be stored, unless idempotence is off or AllowIdempotentProduceCancellation is given: here it does not wait',
    'a record of franz-go that the broker refuses fails whatever waits behind it in its partition: here it fails alone',
    'a new epoch of franz-go renumbers every partition (resetAllProducerSequences), one with a lost response as well, which is then stored twice: here only the one that it is about',
  ],
  sources: [
    'https://github.com/twmb/franz-go/blob/v1.21.5/pkg/kgo/config.go',
    'https://github.com/twmb/franz-go/blob/v1.21.5/pkg/kgo/sink.go',
    'https://github.com/twmb/franz-go/blob/v1.21.5/CHANGELOG.md',
  ],
};
