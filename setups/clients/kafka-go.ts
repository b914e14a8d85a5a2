import { namesIn } from '../names-in.ts';
import type { ClientLibrary } from './client-library.ts';
import { as, isolationLevel, words } from './spelling.ts';

/** segmentio/kafka-go. Files are those of its repository at 0.4.50. */
export const KAFKA_GO: ClientLibrary = {
  title: 'kafka-go',
  releases: { oldest: '0.1.0', newest: '0.4.50' },
  client: {
    // reader.go, unsubscribe: the channel of messages is not drained.
    flushesQueueOnRebalance: [[false]],
    sendsOverOneConnection: [[true], [false, '0.4.0'], [true, '0.4.18']],
    // reader.go: the commits of a Reader are one channel for all generations, and its application goes on meanwhile.
    dropsBatchOnRebalance: [[false]],
    // writer.go: MaxAttempts ends a batch; nothing goes by the time that it has waited.
    givesUpOnTime: [[false]],
  },
  protocol: {
    // consumergroup.go: OffsetFetch of version 1; reader.go: no leader epochs.
    offsetFetchRequiresStable: [[false]],
    consumerValidatesEpoch: [[false]],
    transactionVersion: [[1]],
    batchesExpireInFlight: [[false]],
    expiredBufferStaysTaken: [[true]],
  },
  producer: {
    // writer.go: a Writer without RequiredAcks sends acks=0; what NewWriter made of WriterConfig, acks=-1.
    acks: [['all'], ['0', '0.4.0']],
    'enable.idempotence': [[false]],
    // writer.go: at most 10 attempts; one batch of a partition at a time, but for 0.4.0 to 0.4.17 (PR #716).
    retries: [[9]],
    'max.in.flight.requests.per.connection': [[1], [5, '0.4.0'], [1, '0.4.18']],
  },
  idempotent: null,
  consumer: {
    'isolation.level': [['read_uncommitted']],
    'enable.auto.commit': [[true]],
    // consumergroup.go: StartOffset is FirstOffset.
    'auto.offset.reset': [['earliest']],
    'max.poll.records': [[1]],
  },
  // consumergroup.go: RangeGroupBalancer and RoundRobinGroupBalancer.
  cooperates: [[false]],
  kip848: [[false]],
  // reader.go: ReadMessage commits before it returns; FetchMessage with CommitMessages is enable.auto.commit=false here.
  autoCommit: 'fetched',
  spellings: {
    producer: {
      RequiredAcks: as('acks', words({ RequireNone: '0', RequireOne: '1', RequireAll: 'all' })),
      MaxAttempts: as('retries', (value) => (Number.isInteger(Number(value)) ? Number(value) - 1 : value)),
    },
    consumer: {
      StartOffset: as(
        'auto.offset.reset',
        words({ FirstOffset: 'earliest', LastOffset: 'latest', '-2': 'earliest', '-1': 'latest' }),
      ),
      IsolationLevel: isolationLevel(['ReadUncommitted', 'ReadCommitted']),
    },
    inert: namesIn(`
      Brokers Addr Topic GroupID GroupTopics Balancer BatchSize BatchBytes BatchTimeout ReadTimeout WriteTimeout Async
      Compression MinBytes MaxBytes MaxWait CommitInterval HeartbeatInterval SessionTimeout RebalanceTimeout
      JoinGroupBackoff QueueCapacity ReadBackoffMin ReadBackoffMax WriteBackoffMin WriteBackoffMax`),
    says: {
      'commit after processing, by hand (enable.auto.commit=false)':
        'FetchMessage(), and CommitMessages() after processing, instead of ReadMessage()',
      'auto.offset.reset=earliest': 'StartOffset: kafka.FirstOffset',
      'isolation.level=read_committed': 'IsolationLevel: kafka.ReadCommitted',
      'acks=all': 'RequiredAcks: kafka.RequireAll',
    },
  },
  gaps: [
    'ReadMessage() is taken for automatic commits: with CommitInterval above 0 it commits later than here',
    'a Reader of kafka-go whose offset is gone goes on at the first one, and waits where it is past the last one, whatever StartOffset is: here StartOffset says where it goes on',
    'a commit of kafka-go is tried three times: here a lost one is tried as often as it takes',
  ],
  sources: [
    'https://github.com/segmentio/kafka-go/blob/v0.4.50/reader.go',
    'https://github.com/segmentio/kafka-go/blob/v0.4.50/writer.go',
    'https://github.com/segmentio/kafka-go/blob/v0.4.50/consumergroup.go',
  ],
};
