import { allows, isPlain, type Relation } from './relation.ts';

/** Changes that give something up, and bring nothing: what goes wrong without them goes wrong with them. */
export const LOOSER: readonly Relation[] = [
  {
    id: 'one of min.insync.replicas less',
    because: 'what is refused for want of replicas need never be sent',
    demand: { kind: 'kept' },
    twins: ({ topic }) =>
      topic['min.insync.replicas'] > 1 ? [{ topic: { 'min.insync.replicas': topic['min.insync.replicas'] - 1 } }] : [],
  },
  {
    id: 'one more partition, which stays empty',
    because: 'one record is in one partition',
    demand: { kind: 'kept' },
    // Of fewer replicas the brokers would be others.
    twins: ({ application, cluster, scope, topic }) =>
      application.shape === 'consume' &&
      scope.records * scope.producers === 1 &&
      topic['replication.factor'] === cluster.brokers
        ? [{ topic: { partitions: topic.partitions + 1 } }]
        : [],
  },
  {
    id: 'larger polls',
    because: 'poll() may return one record, whatever max.poll.records is',
    demand: { kind: 'kept' },
    twins: ({ consumer }) => (consumer['max.poll.records'] === 1 ? [{ consumer: { 'max.poll.records': 500 } }] : []),
  },
  {
    id: 'a commit for each batch',
    because: 'a batch may be one record',
    demand: { kind: 'kept' },
    twins: ({ application }) =>
      application['commit.every'] === 'record' ? [{ application: { 'commit.every': 'batch' } }] : [],
  },
  {
    id: 'a worker',
    because: 'a worker may be done before poll() is called again',
    demand: { kind: 'kept' },
    twins: ({ application: { offsets, processing, shape } }) =>
      shape === 'consume' && processing === 'sync' && offsets === 'kafka'
        ? [{ application: { processing: 'async' } }]
        : [],
  },
  {
    id: 'one more worker',
    because: 'a worker may have nothing to do',
    demand: { kind: 'kept' },
    twins: ({ application: { order, processing, shape, workers } }) =>
      shape === 'consume' && processing === 'async' && order === 'none' && workers < 3
        ? [{ application: { workers: workers + 1 } }]
        : [],
  },
  {
    id: 'no rebalance listener',
    because: 'what is given up behind the loop may be given up in poll()',
    demand: { kind: 'kept' },
    twins: ({ application }) =>
      application['rebalance.listener'] && application['on.revoke'] === 'nothing'
        ? [{ application: { 'rebalance.listener': false } }]
        : [],
  },
  {
    id: 'a connection that breaks where a response was lost',
    because: 'what is lost on a connection that breaks may be an answer',
    demand: { kind: 'kept' },
    // Of a commit by hand, and of EndTxn, it is the answer alone that is lost.
    twins: (setup) =>
      allows(setup, 'response.lost') && isPlain(setup) && setup.application.commit === 'auto'
        ? [
            {
              faults: {
                'response.lost': 0,
                'connection.lost': setup.faults['response.lost'] + setup.faults['connection.lost'],
              },
            },
          ]
        : [],
  },
];
