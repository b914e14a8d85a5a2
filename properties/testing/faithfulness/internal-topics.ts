import { small, transactional, transforming } from '../../../model/testing/story.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import type { Entries, Entry } from './entry.ts';

/** The topic on trial begins with broker 0, `__consumer_offsets` is on the last broker or, with three replicas, on all. */
const offsetsOn = (replicas: number, draft: SetupDraft): SetupDraft => ({
  ...draft,
  cluster: { brokers: 3 },
  broker: { 'offsets.topic.replication.factor': replicas, ...draft.broker },
});

const diskLost: SetupDraft = small({ faults: { 'broker.disk-loss': 1 } });

/** Each record is committed before it is processed, so that no crash of a consumer makes it come twice. */
const powerLost: SetupDraft = small({
  application: { commit: 'before-processing' },
  faults: { 'broker.power-loss': 1, 'consumer.crash': 1 },
});

const fromTheEnd: SetupDraft = small({
  consumer: { 'auto.offset.reset': 'latest' },
  faults: { 'broker.disk-loss': 1 },
  scope: { records: 2 },
});

/** `__transaction_state` is on the last broker alone. */
const stateOn = (replicas: number, draft: SetupDraft): SetupDraft => ({
  ...transactional(draft),
  cluster: { brokers: 3 },
  broker: {
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': Math.min(replicas, 2),
  },
});

/** Power fails, and the topic on trial loses nothing of what it has acknowledged. */
const flushedTopic: SetupDraft = { topic: { 'flush.messages': 1 }, faults: { 'broker.power-loss': 1 } };

const UNKNOWN_ID =
  'TransactionCoordinator at 3.9 and 4.1: an id without metadata gets a new producer id from handleInitProducerId, and handleEndTransaction answers INVALID_PRODUCER_ID_MAPPING; nobody writes a marker for the old one';

/** The group has read everything before, and the topic on trial survives a disk. */
const established: SetupDraft = small({
  topic: { 'replication.factor': 2 },
  consumer: { 'auto.offset.reset': 'latest' },
  application: { group: 'established' },
  faults: { 'broker.disk-loss': 1 },
});

const ONE_REPLICA =
  'with one replica the leader’s own append is all that a commit waits for (Partition.maybeIncrementLeaderHW); a coordinator knows what it loads (GroupMetadataManager.doLoadGroupsAndOffsets at 3.9, CoordinatorLoaderImpl at 4.1), and a group that it does not find begins by auto.offset.reset';
const IN_SYNC =
  'offsets.commit.required.acks is -1 (GroupCoordinatorConfig): a commit is answered when every member of the ISR has it, and the next leader is one of them';

const twice = (title: string, setup: SetupDraft, verdict: Entry['verdict'], decided: string): Entry => ({
  title,
  setup,
  guarantee: 'no-duplicates',
  cause: 'one log entry delivered twice',
  verdict,
  decided,
});

/** How durable the topics of the coordinators are. */
export const INTERNAL_TOPICS: Entries = {
  'P10, __consumer_offsets': [
    twice('one replica, its disk lost, and earliest repeats', offsetsOn(1, diskLost), 'violated', ONE_REPLICA),
    twice('three replicas, the same', offsetsOn(3, diskLost), 'holds', IN_SYNC),
    twice('two replicas, the same', offsetsOn(2, diskLost), 'holds', IN_SYNC),
    {
      title: 'one replica, its disk lost, and latest skips',
      setup: offsetsOn(1, fromTheEnd),
      guarantee: 'resume-from-committed',
      verdict: 'violated',
      decided: ONE_REPLICA,
    },
    {
      title: 'three replicas, the same',
      setup: offsetsOn(3, fromTheEnd),
      guarantee: 'resume-from-committed',
      verdict: 'holds',
      decided: IN_SYNC,
    },
    {
      title: 'one replica, its disk lost, and latest skips what was written meanwhile',
      setup: offsetsOn(1, established),
      guarantee: 'no-loss',
      cause: 'skipped by the group',
      verdict: 'violated',
      decided: ONE_REPLICA,
    },
    {
      title: 'three replicas, the same group',
      setup: offsetsOn(3, established),
      guarantee: 'no-loss',
      cause: 'skipped by the group',
      verdict: 'holds',
      decided: IN_SYNC,
    },
    twice('one replica, a power failure', offsetsOn(1, powerLost), 'violated', ONE_REPLICA),
    twice('three replicas, the same', offsetsOn(3, powerLost), 'holds', IN_SYNC),
    twice(
      'one replica, a power failure, log.flush.interval.messages=1',
      offsetsOn(1, { ...powerLost, broker: { 'log.flush.interval.messages': 1 } }),
      'holds',
      'UnifiedLog.append flushes before it returns, and so before the commit is answered',
    ),
    twice(
      'one replica, its broker killed, which loses nothing',
      offsetsOn(1, { ...powerLost, faults: { 'broker.crash': 1, 'consumer.crash': 1 } }),
      'holds',
      'what was written is in the page cache, and the coordinator is back with its broker',
    ),
    twice(
      'three replicas with ZooKeeper: the leader is back before its session has expired, and leads on',
      offsetsOn(3, { ...diskLost, kafka: '3.2' }),
      'violated',
      'KafkaController.onBrokerStartup at 3.2 elects nobody while the session lasts, and followers truncate to the leader (KIP-101)',
    ),
    twice(
      'members of KIP-848',
      offsetsOn(1, { ...diskLost, consumer: { ...diskLost.consumer, 'group.protocol': 'consumer' } }),
      'violated',
      ONE_REPLICA,
    ),
    {
      title: 'a transform in transactions',
      setup: offsetsOn(1, transforming({ faults: { 'broker.disk-loss': 1 } })),
      guarantee: 'no-duplicates',
      verdict: 'violated',
      decided: ONE_REPLICA,
    },
    {
      title: 'a transform in transactions, three replicas',
      setup: offsetsOn(3, transforming({ faults: { 'broker.disk-loss': 1 } })),
      guarantee: 'resume-from-committed',
      verdict: 'holds',
      decided: IN_SYNC,
    },
  ],
  'P10, __transaction_state': [
    {
      title: 'one replica, its disk lost in the middle of a transaction, which hangs',
      setup: stateOn(1, { faults: { 'broker.disk-loss': 1 } }),
      guarantee: 'progress',
      verdict: 'violated',
      decided: UNKNOWN_ID,
    },
    {
      title: 'three replicas, the same',
      setup: stateOn(3, { faults: { 'broker.disk-loss': 1 } }),
      guarantee: 'progress',
      verdict: 'holds',
      decided: IN_SYNC,
    },
    {
      title: 'one replica, a power failure takes the decision to commit back',
      setup: stateOn(1, flushedTopic),
      guarantee: 'no-loss',
      verdict: 'violated',
      decided: ONE_REPLICA,
    },
    {
      title: 'three replicas, the same power failure',
      setup: stateOn(3, flushedTopic),
      guarantee: 'no-loss',
      verdict: 'holds',
      decided: IN_SYNC,
    },
    {
      title: 'one replica, its broker killed, which loses nothing',
      setup: stateOn(1, { faults: { 'broker.crash': 1 } }),
      guarantee: 'progress',
      verdict: 'holds',
      decided: 'what was written is in the page cache, and the coordinator is back with its broker',
    },
  ],
};
