import { allows, isPlain, type Relation } from './relation.ts';

/** How a record that was stored is lost: what replicas, acks and elections decide. */
const KEPT_BY_BROKERS = { 'no-loss': ['lost by the brokers'], 'committed-is-durable': 'any' } as const;

/** Settings of brokers and producers that take ways to go wrong away, and bring none. */
export const STRONGER: readonly Relation[] = [
  {
    id: 'acks=all',
    because: 'what the whole ISR has is acknowledged no sooner than what the leader has',
    demand: { kind: 'stronger', of: { 'no-loss': ['lost by the brokers', 'lost on its way to the brokers'] } },
    twins: ({ producer }) => (producer.acks === 'all' ? [] : [{ producer: { acks: 'all' } }]),
  },
  {
    id: 'one more of min.insync.replicas',
    because: 'what more replicas have is lost with more of them',
    demand: { kind: 'stronger', of: KEPT_BY_BROKERS },
    twins: ({ producer, topic }) =>
      producer.acks === 'all' && topic['min.insync.replicas'] < topic['replication.factor']
        ? [{ topic: { 'min.insync.replicas': topic['min.insync.replicas'] + 1 } }]
        : [],
  },
  {
    id: 'one more replica',
    because: 'a clean election among logs none of which is lost loses nothing that the ISR had',
    demand: { kind: 'stronger', of: KEPT_BY_BROKERS },
    twins: (setup) => {
      const { cluster, producer, topic, broker } = setup;
      const factor = topic['replication.factor'] + 1;
      const isClean =
        producer.acks === 'all' &&
        !broker['unclean.leader.election.enable'] &&
        !allows(setup, 'broker.power-loss', 'broker.disk-loss');
      return isClean && factor <= 3
        ? [{ cluster: { brokers: Math.max(cluster.brokers, factor) }, topic: { 'replication.factor': factor } }]
        : [];
    },
  },
  {
    id: 'eligible leader replicas',
    because: 'KIP-966 elects, of those that left the ISR, whoever had what was committed',
    demand: { kind: 'stronger', of: KEPT_BY_BROKERS },
    twins: ({ broker }) =>
      broker['eligible.leader.replicas.version'] === 0
        ? [
            {
              broker: { 'eligible.leader.replicas.version': 1 },
              protocol: { eligibleLeaderReplicas: true, highWatermarkWaitsForMinIsr: true },
            },
          ]
        : [],
  },
  {
    id: 'idempotence',
    because: 'a broker takes no batch of a producer twice, and none before the one before it',
    demand: { kind: 'stronger', of: { 'no-duplicates': ['two log entries for one send'], 'partition-order': 'any' } },
    twins: ({ producer }) =>
      producer.acks === 'all' &&
      !producer['enable.idempotence'] &&
      producer['max.in.flight.requests.per.connection'] <= 5 &&
      producer.retries > 0
        ? [{ producer: { 'enable.idempotence': true } }]
        : [],
  },
  {
    id: 'a transactional.id of each process’s own',
    because: 'nobody but the next incarnation of the process fences it, and that one does',
    demand: { kind: 'stronger', of: 'every guarantee' },
    twins: (setup) =>
      !isPlain(setup) && setup.application['transactional.ids'] === 'shared'
        ? [{ application: { 'transactional.ids': 'per-member' } }]
        : [],
  },
  {
    id: 'read_committed',
    because: 'a reader is given less: what is open or aborted is left out',
    demand: { kind: 'stronger', of: { 'read-committed-visibility': 'any', 'atomic-transaction': 'any' } },
    twins: () =>
      (['consumer', 'downstream'] as const).map((reader) => ({ [reader]: { 'isolation.level': 'read_committed' } })),
  },
  {
    id: 'read_uncommitted',
    because: 'a reader waits for no transaction',
    demand: { kind: 'stronger', of: { 'no-loss': 'any', progress: 'any' } },
    twins: ({ consumer }) =>
      consumer['isolation.level'] === 'read_committed' ? [{ consumer: { 'isolation.level': 'read_uncommitted' } }] : [],
  },
  {
    id: 'earliest',
    because: 'a group that begins at the beginning skips nothing',
    demand: { kind: 'stronger', of: { 'no-loss': 'any' } },
    twins: () => [{ consumer: { 'auto.offset.reset': 'earliest' } }],
  },
  {
    id: 'auto.offset.reset=none',
    because: 'a group that stops processes nothing again',
    demand: { kind: 'stronger', of: { 'no-duplicates': ['one log entry delivered twice'] } },
    twins: () => [{ consumer: { 'auto.offset.reset': 'none' } }],
  },
];
