import { ACKS_0, ACKS_1, ACKS_ALL, COMMIT_AFTER, faults, merged, replicated, small } from '../claims/setups.ts';
import { DELIVERED_TWICE } from '../guarantees/no-duplicates.ts';
import type { Hazard } from './hazard.ts';

const KAFKA_DESIGN = 'Kafka documentation, Design: Replication';
const UNCLEAN_ELECTION = 'Kafka documentation, Design: Unclean leader election';
const ACKS = 'Kafka documentation, ProducerConfig: acks';

const ONE_CRASH = merged(COMMIT_AFTER, faults('broker.crash'));
/** A follower may fall out of the ISR once. */
const ONE_LAG = { scope: { lags: 1 } };
const LEADER_CRASHES = replicated(2, merged({ kafka: '2.8' }, ONE_CRASH));
const LEADER_STOPS = replicated(2, merged({ kafka: '2.8' }, COMMIT_AFTER, faults('broker.shutdown')));
const LEADER_STALLS = replicated(2, merged({ kafka: '2.8' }, COMMIT_AFTER, faults('broker.stall')));
const REQUEST_LOST = small(merged(COMMIT_AFTER, faults('request.lost')));
const ALONE_IN_THE_ISR = merged(COMMIT_AFTER, ACKS_ALL, ONE_LAG, faults('broker.power-loss'));
const OUTSIDER_ALIVE = replicated(1, merged(ONE_CRASH, ONE_LAG));
/** The topic is on brokers 0 and 1, which lose nothing of it, and the offsets are on broker 2 alone. */
const OFFSETS_ALONE = small(
  merged(COMMIT_AFTER, faults('broker.disk-loss'), {
    cluster: { brokers: 3 },
    topic: { 'replication.factor': 2, 'min.insync.replicas': 2 },
    broker: { 'offsets.topic.replication.factor': 1 },
  }),
);
/** The topic is on broker 0, and a disk of another one fails. */
const IDS_ALONE = small(
  merged(COMMIT_AFTER, faults('broker.disk-loss'), {
    cluster: { brokers: 3 },
    broker: { 'transaction.state.log.replication.factor': 1, 'transaction.state.log.min.isr': 1 },
    producer: { 'transactional.id': 'orders' },
    consumer: { 'isolation.level': 'read_committed' },
  }),
);
const POWER_FAILURE = replicated(2, merged(COMMIT_AFTER, { faults: { 'broker.power-loss': 2 } }));

/** What the broker's and the topic's settings, and acks, do to records that were acknowledged. */
export const FAMILY_A_REPLICATION: readonly Hazard[] = [
  {
    id: 'A01',
    title: 'acks=1: the leader acknowledges alone, and dies',
    sources: [KAFKA_DESIGN, ACKS, 'KIP-679'],
    status: 'configuration',
    affected: 'all versions; acks=1 is the default until 2.8, acks=all since 3.0 (KIP-679)',
    story:
      'The leader answers before any follower has fetched the record. When it crashes, a follower of the ISR becomes leader by a clean election, and the old leader truncates its log to what the new one has. With acks=all the answer waits for every member of the ISR.',
    guarantee: 'no-loss',
    setup: merged(LEADER_CRASHES, ACKS_1),
    control: merged(LEADER_CRASHES, ACKS_ALL),
    steps: 13,
  },
  {
    id: 'A02',
    title: 'acks=0: success is reported for a record that never reached the leader',
    sources: [ACKS],
    status: 'configuration',
    affected: 'all versions, with acks=0',
    story:
      'The client counts a record as sent once it is on the socket. What the connection loses is neither reported nor retried. With acks=1 a request without a response is sent again.',
    guarantee: 'no-loss',
    setup: merged(REQUEST_LOST, ACKS_0),
    control: merged(REQUEST_LOST, ACKS_1),
    steps: 4,
  },
  {
    id: 'A03',
    title: 'acks=all with min.insync.replicas=1: the ISR shrinks to the leader, and the leader loses its log',
    sources: ['Kafka documentation, Design: Availability and Durability Guarantees'],
    status: 'configuration',
    affected: 'all versions; 1 is the default of min.insync.replicas',
    story:
      'acks=all waits for the replicas that are in sync. Once the follower has fallen out of the ISR that is the leader alone, and what it acknowledges stands on one disk, not yet flushed. With min.insync.replicas=2 the leader answers NOT_ENOUGH_REPLICAS instead.',
    guarantee: 'no-loss',
    setup: replicated(1, ALONE_IN_THE_ISR),
    control: replicated(2, ALONE_IN_THE_ISR),
    steps: 14,
  },
  {
    id: 'A04',
    title: 'unclean.leader.election.enable=true: a committed record is lost, and its offset used again',
    sources: [UNCLEAN_ELECTION, 'KIP-106', 'KAFKA-4623'],
    status: 'configuration',
    affected: 'all versions; the default until 0.10, off since 0.11 (KIP-106)',
    story:
      'A follower falls out of the ISR, a record is committed without it, and the leader crashes. The follower is alive, so it leads; the old leader comes back and truncates to it. A clean election waits for a member of the ISR.',
    guarantee: 'no-loss',
    setup: merged(OUTSIDER_ALIVE, { broker: { 'unclean.leader.election.enable': true } }),
    control: merged(OUTSIDER_ALIVE, { broker: { 'unclean.leader.election.enable': false } }),
    steps: 16,
  },
  {
    id: 'A05',
    title: 'Nothing is flushed before it is acknowledged: power fails on every member of the ISR',
    sources: [KAFKA_DESIGN, 'Kafka documentation, flush.messages'],
    status: 'configuration',
    affected: 'all versions, by design: replicas stand in for fsync',
    story:
      'acks=all and min.insync.replicas=2 put a record into the page caches of two brokers. When the power of both fails before either has flushed, no copy is left. Replicas that do not share a power supply prevent it, or a flush for every record (flush.messages=1).',
    guarantee: 'no-loss',
    setup: POWER_FAILURE,
    control: merged(POWER_FAILURE, { topic: { 'flush.messages': 1 } }),
    steps: 17,
  },
  {
    id: 'A27',
    title: 'acks=1: an orderly restart loses what the old leader took while leadership moved',
    sources: [ACKS, 'Kafka documentation, Operations: Graceful shutdown', 'KafkaConfig: controlled.shutdown.enable'],
    status: 'configuration',
    affected: 'all versions; acks=1 is the default until 2.8, acks=all since 3.0 (KIP-679)',
    story:
      'A broker that is told to stop has its leaderships moved first, so that nothing fails. Between the controller’s decision and the moment in which the old leader hears of it, that goes on to take records, and with acks=1 acknowledges them. The new leader does not have them, and the old one truncates to it when it is back. With acks=all the answer waits for the ISR, which follows the new leader by then.',
    guarantee: 'no-loss',
    setup: merged(LEADER_STOPS, ACKS_1),
    control: merged(LEADER_STOPS, ACKS_ALL),
    steps: 13,
  },
  {
    id: 'A28',
    title: 'acks=1: a leader that is fenced while it lives acknowledges what nobody else will have',
    sources: [ACKS, 'Kafka documentation, broker.session.timeout.ms', 'KIP-631'],
    status: 'configuration',
    affected: 'all versions; acks=1 is the default until 2.8, acks=all since 3.0 (KIP-679)',
    story:
      'A pause or a lost link to the controller makes a leader miss its heartbeats; others are elected, and it does not know. It serves whoever finds it, and with acks=1 says that records are stored which it throws away once it follows its successor. No process has died, and no log was lost.',
    guarantee: 'no-loss',
    setup: merged(LEADER_STALLS, ACKS_1),
    control: merged(LEADER_STALLS, ACKS_ALL),
    steps: 12,
  },
  {
    id: 'A31',
    title: 'offsets.topic.replication.factor=1: a disk fails, and a group has committed nothing any more',
    sources: [
      'Kafka documentation, broker: offsets.topic.replication.factor',
      'KAFKA-3959',
      'config/server.properties',
    ],
    status: 'configuration',
    affected: 'all versions; the default is 3, and the server.properties that Kafka comes with has 1',
    story:
      'Committed offsets are records of a topic like any other. With one replica the disk of its broker is all there is of them, whatever the topics that the group reads are like. The coordinator that comes back on an empty disk does not know the group: its members join anew, and begin where auto.offset.reset says, so that earliest repeats and latest skips.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: OFFSETS_ALONE,
    control: merged(OFFSETS_ALONE, { broker: { 'offsets.topic.replication.factor': 3 } }),
    steps: 18,
  },
  {
    id: 'A32',
    title: 'transaction.state.log.replication.factor=1: a disk fails, and a transaction hangs for good',
    sources: [
      'Kafka documentation, broker: transaction.state.log.replication.factor',
      'KIP-664',
      'config/server.properties',
    ],
    status: 'configuration',
    affected:
      'all versions; the default is 3 with min.isr 2, and the server.properties that Kafka comes with has 1 for both',
    story:
      'Which partitions a transaction has touched, and what was decided on it, is in __transaction_state alone. A coordinator that comes back on an empty disk does not know the transactional id, gives it another producer id, and writes no marker for what was sent under the old one. read_committed readers stop below it until somebody aborts it by hand (kafka-transactions.sh).',
    guarantee: 'progress',
    setup: IDS_ALONE,
    control: merged(IDS_ALONE, {
      broker: { 'transaction.state.log.replication.factor': 3, 'transaction.state.log.min.isr': 2 },
    }),
    steps: 10,
  },
];
