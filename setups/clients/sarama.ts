import { namesIn } from '../names-in.ts';
import type { ClientLibrary } from './client-library.ts';
import { as, isolationLevel, words } from './spelling.ts';

const EAGER = (): string => 'eager';

/** Sarama. Files are those of its repository at 1.60.1. */
export const SARAMA: ClientLibrary = {
  title: 'Sarama',
  releases: { oldest: '1.6.0', newest: '1.60.1' },
  client: {
    commitsNextOffset: [[false], [true, '1.10.0']],
    commitsInOrder: [[false], [true, '1.43.3']],
    numbersBufferedRecords: [[false], [true, '1.46.3']],
    mutesPartitionOnRetry: [[true], [false, '1.31.0'], [true, '1.48.0']],
    sendsGenerationWithOffsets: [[false], [true, '1.50.2']],
    // config.go: Producer.Retry.Max ends a record; nothing goes by the time that it has waited.
    givesUpOnTime: [[false]],
  },
  plainProducer: { mutesPartitionOnRetry: [[true], [false, '1.31.0'], [true, '1.60.0']] },
  protocol: {
    transactionalOffsetsFencedByGeneration: [[false], [true, '1.50.2']],
    // offset_fetch_request.go: RequireStable is set nowhere.
    offsetFetchRequiresStable: [[false]],
    // There is no OffsetForLeaderEpoch.
    consumerValidatesEpoch: [[false]],
    // end_txn_request.go: versions 0 to 3.
    transactionVersion: [[1]],
    batchesExpireInFlight: [[false]],
    expiredBufferStaysTaken: [[true]],
  },
  // config.go, NewConfig.
  producer: {
    acks: [['1']],
    'enable.idempotence': [[false]],
    retries: [[3]],
    'max.in.flight.requests.per.connection': [[5]],
  },
  // config.go, Validate: Net.MaxOpenRequests has to be 1.
  idempotent: { retries: 3, inFlight: [[1]], fixed: true },
  consumer: {
    'isolation.level': [['read_uncommitted']],
    'enable.auto.commit': [[true]],
    'auto.offset.reset': [['latest']],
  },
  cooperates: [[false]],
  kip848: [[false]],
  // consumer_group.go: what was marked is committed, and once more before claims are released.
  autoCommit: 'processed',
  spellings: {
    producer: {
      'Producer.RequiredAcks': as('acks', words({ WaitForLocal: '1', WaitForAll: 'all', NoResponse: '0' })),
      'Producer.Idempotent': as('enable.idempotence'),
      'Producer.Retry.Max': as('retries'),
      'Producer.Transaction.ID': as('transactional.id'),
      'Net.MaxOpenRequests': as('max.in.flight.requests.per.connection'),
    },
    consumer: {
      'Consumer.Offsets.AutoCommit.Enable': as('enable.auto.commit'),
      'Consumer.Offsets.Initial': as(
        'auto.offset.reset',
        words({ OffsetNewest: 'latest', OffsetOldest: 'earliest', '-1': 'latest', '-2': 'earliest' }),
      ),
      'Consumer.IsolationLevel': isolationLevel(['ReadUncommitted', 'ReadCommitted'], ['0', '1']),
      'Consumer.Group.Rebalance.GroupStrategies': as('partition.assignment.strategy', EAGER),
      'Consumer.Group.Rebalance.Strategy': as('partition.assignment.strategy', EAGER),
    },
    inert: namesIn(`
      Version ClientID ChannelBufferSize Consumer.Offsets.AutoCommit.Interval Consumer.Offsets.Retry.Max
      Consumer.Return.Errors Producer.Return.Successes Producer.Return.Errors Producer.Timeout Producer.Compression
      Producer.Retry.Backoff Consumer.Group.Session.Timeout Consumer.Group.Heartbeat.Interval
      Consumer.Group.Rebalance.Timeout`),
    says: {
      'enable.idempotence=true (with acks=all)':
        'Producer.Idempotent=true, with Producer.RequiredAcks=WaitForAll and Net.MaxOpenRequests=1',
      'max.in.flight.requests.per.connection=1': 'Net.MaxOpenRequests=1',
      'enable.auto.commit=false': 'Consumer.Offsets.AutoCommit.Enable=false',
      'auto.offset.reset=earliest': 'Consumer.Offsets.Initial=OffsetOldest',
      'isolation.level=read_committed': 'Consumer.IsolationLevel=ReadCommitted',
      'acks=all': 'Producer.RequiredAcks=WaitForAll',
      'transactional.id': 'Producer.Transaction.ID',
    },
  },
  gaps: [
    {
      said: 'a record of Sarama without idempotence whose request the broker has refused may still be overtaken (PR #3693 is not merged): that is not in the machine since 1.60.0',
      since: '1.60.0',
    },
    'the handler is taken to mark a message (MarkMessage) after it has processed it; a mark covers what is before it, so that with several workers commit.covers is highest',
    'a new epoch of Sarama begins every partition at sequence 0 (bumpEpoch), and what waits for its retry keeps the old one, for which it fails: here only the partition that it is about begins anew',
  ],
  sources: [
    'https://github.com/IBM/sarama/blob/v1.60.1/config.go',
    'https://github.com/IBM/sarama/blob/v1.60.1/consumer_group.go',
    'https://github.com/IBM/sarama/blob/v1.60.1/CHANGELOG.md',
  ],
};
