import type { Setup } from '../../model/setup.ts';
import { TRANSACTIONS } from '../../model/switches/transactions.ts';
import { INT_MAX } from '../../setups/kinds.ts';
import { allows, BROKER_FAULTS, CONSUMER_FAULTS, isPlain, otherwise, type Relation } from './relation.ts';

const ISOLATION = ['read_committed', 'read_uncommitted'] as const;
const WHENEVER = 1_000_000;

/** Settings that nothing reads in such a setup. */
export const WITHOUT_EFFECT: readonly Relation[] = [
  {
    id: 'transaction.timeout.ms without transactions',
    because: 'the coordinator times out transactions alone',
    demand: { kind: 'same' },
    twins: (setup) => (isPlain(setup) ? [{ producer: { 'transaction.timeout.ms': INT_MAX } }] : []),
  },
  {
    id: 'isolation.level without transactions',
    because: 'the last stable offset is the high watermark then',
    demand: { kind: 'same' },
    twins: (setup) => (isPlain(setup) ? otherwise(setup, 'consumer', 'isolation.level', ISOLATION) : []),
  },
  {
    id: 'the isolation.level of no reader',
    because: 'there is nobody behind a loop that writes nothing',
    demand: { kind: 'same' },
    twins: (setup) =>
      setup.application.shape === 'consume' ? otherwise(setup, 'downstream', 'isolation.level', ISOLATION) : [],
  },
  {
    id: 'min.insync.replicas where acks is not all',
    because: 'it is asked as acks=all is answered, as markers are written, and by KIP-966 for ELR and high watermark',
    demand: { kind: 'same' },
    twins: (setup) => {
      const { producer, protocol } = setup;
      const { eligibleLeaderReplicas, highWatermarkWaitsForMinIsr } = protocol;
      if (producer.acks === 'all' || !isPlain(setup) || eligibleLeaderReplicas || highWatermarkWaitsForMinIsr)
        return [];
      return otherwise(setup, 'topic', 'min.insync.replicas', [1, 2, 3]);
    },
  },
  {
    id: 'flush.messages without a power failure',
    because: 'a process that dies leaves the page cache as it is',
    demand: { kind: 'same' },
    twins: (setup) => {
      const isFlushed = setup.topic['flush.messages'] === 1;
      return allows(setup, 'broker.power-loss') ? [] : [{ topic: { 'flush.messages': isFlushed ? WHENEVER : 1 } }];
    },
  },
  {
    id: 'unclean.leader.election.enable where no broker fails',
    because: 'where no leader is missing nobody is elected',
    demand: { kind: 'same' },
    twins: (setup) => {
      const isOn = setup.broker['unclean.leader.election.enable'];
      return allows(setup, ...BROKER_FAULTS) ? [] : [{ broker: { 'unclean.leader.election.enable': !isOn } }];
    },
  },
  {
    id: 'replicas of the internal topics where no broker fails',
    because: 'a coordinator that stays has what it has written',
    demand: { kind: 'same' },
    twins: (setup) =>
      allows(setup, ...BROKER_FAULTS)
        ? []
        : ['offsets.topic.replication.factor', 'transaction.state.log.replication.factor'].flatMap((key) =>
            [1, setup.cluster.brokers].map((factor) => ({ broker: { [key]: factor } })),
          ),
  },
  {
    id: 'a broker that has no replica',
    because: 'it leads nothing and follows nobody',
    demand: { kind: 'same-steps' },
    // Coordinators would be on it, and fail with it alone.
    twins: (setup) =>
      setup.topic.partitions === 1 &&
      setup.application.shape === 'consume' &&
      setup.cluster.brokers < 4 &&
      !allows(setup, ...BROKER_FAULTS)
        ? [{ cluster: { brokers: setup.cluster.brokers + 1 } }]
        : [],
  },
  {
    id: 'max.in.flight.requests.per.connection of one record',
    because: 'there is one request',
    demand: { kind: 'same-steps' },
    twins: (setup) =>
      setup.scope.records === 1 && setup.application.shape === 'consume' && isPlain(setup)
        ? otherwise(setup, 'producer', 'max.in.flight.requests.per.connection', [1, 2, 5])
        : [],
  },
  {
    id: 'how much is polled, and committed, of one entry',
    because: 'one entry is a poll and a batch',
    demand: { kind: 'same-steps' },
    twins: (setup) => {
      const every = setup.application['commit.every'];
      if (!hasOneEntry(setup) || typeof every === 'number') return [];
      return [
        ...[1, 500].map((most) => ({ consumer: { 'max.poll.records': most } })),
        ...otherwise(setup, 'application', 'commit.every', ['batch', 'record']),
      ];
    },
  },
  {
    id: 'switches of transactions of version 2 without transactions',
    because: 'they are between a transactional producer, its coordinator and the logs that it writes',
    demand: { kind: 'same' },
    twins: (setup) => {
      const { protocol } = setup;
      const names = Object.keys(TRANSACTIONS) as (keyof typeof TRANSACTIONS)[];
      const ofTwo = names.filter((name) => 'needs' in TRANSACTIONS[name] && typeof protocol[name] === 'boolean');
      return isPlain(setup) ? ofTwo.map((name) => ({ protocol: { [name]: protocol[name] === false } })) : [];
    },
  },
  {
    id: 'the group protocol of one member that stays',
    because: 'it owns everything from its first assignment to the end',
    demand: { kind: 'same-causes' },
    twins: (setup) =>
      isAlone(setup) && setup.application.subscription === 'subscribe'
        ? [
            { consumer: { 'group.protocol': 'classic', 'partition.assignment.strategy': 'eager' } },
            { consumer: { 'group.protocol': 'classic', 'partition.assignment.strategy': 'cooperative' } },
            { consumer: { 'group.protocol': 'consumer' } },
          ]
        : [],
  },
  {
    id: 'assign() of one member that stays',
    because: 'it owns everything, as with subscribe()',
    demand: { kind: 'same-causes' },
    // A coordinator that fails over has its group join anew.
    twins: (setup) =>
      isAlone(setup) && setup.application.subscription === 'subscribe' && !allows(setup, ...BROKER_FAULTS)
        ? [{ application: { subscription: 'assign' } }]
        : [],
  },
];

/** Whether its group never rebalances but for its coordinator: a JoinGroup that outlives its connection begins a rebalance as well. */
const isAlone = (setup: Setup): boolean =>
  setup.scope.members === 1 && !allows(setup, ...CONSUMER_FAULTS, 'connection.lost');

/** Whether one record is sent, and once. */
const hasOneEntry = (setup: Setup): boolean =>
  setup.application.shape === 'consume' &&
  setup.scope.records * setup.scope.producers === 1 &&
  setup.scope.lags === 0 &&
  !allows(
    setup,
    ...BROKER_FAULTS,
    'request.lost',
    'response.lost',
    'connection.lost',
    'request.refused',
    'producer.crash',
    'producer.stall',
  );
