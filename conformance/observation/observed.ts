import { presumedLeader } from '../../model/broker/reachability.ts';
import type { ClusterState } from '../../model/state.ts';
import { hasReplica, replicaOf } from '../../model/update.ts';
import { endOffsets } from '../../wire/admin/end-offsets.ts';
import { type ClusterMetadata, metadata, type PartitionMetadata } from '../../wire/admin/metadata.ts';
import { HOME } from '../lab/listeners.ts';
import { labelOf, textOf } from '../names.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { nameOfProducerId } from '../testbed/producer-ids.ts';
import { seeRequests } from './requests.ts';
import type { RealRecord } from '../brokers/segments.ts';
import { seeTransactions } from './transactions.ts';
import { seeDownstream } from './downstream.ts';
import { seeLetters } from './letters.ts';
import { seeMembers } from './members.ts';
import type { View } from './view.ts';
import { leadershipWords, logWords, type SeenLeadership, type SeenRecord, WHAT } from './words.ts';

/**
 * What can be seen of the cluster now.
 *
 * @param state the machine's: it says what is worth asking for, and who leads in its own eyes; what is seen is Kafka's.
 * @param hasGroups whether anybody has been started for groups.
 */
export async function observedView(testbed: Testbed, state: ClusterState, hasGroups: boolean): Promise<View> {
  const { world, told } = testbed;
  const view = new Map<string, string>();
  // First, since it tells which producer id is whose.
  await seeTransactions(testbed, state, view);
  const { topics } = await metadata(await testbed.connection(HOME), [...testbed.topicIds.keys()]);
  for (let partition = 0; partition < world.partitions; partition += 1) {
    await seePartition(testbed, state, topics, partition, view);
  }
  if (hasGroups) await seeMembers(testbed, state, view);
  await seeLetters(testbed, view);
  seeDownstream(testbed, view);
  seeRequests(testbed, view);
  if (!world.transform && world.acks !== '0') {
    state.ledger.sends.forEach((_, value) => view.set(WHAT.told(textOf(value)), told.outcomeOf(value)));
  }
  return view;
}

async function seePartition(
  testbed: Testbed,
  state: ClusterState,
  topics: ClusterMetadata['topics'],
  partition: number,
  view: Map<string, string>,
): Promise<void> {
  const { world, names, brokers } = testbed;
  const { topic, partition: index } = names.partition(partition);
  const name = labelOf(world, partition);
  const leadership = topics.get(topic)?.partitions[index];
  if (leadership !== undefined) view.set(WHAT.leadership(name), leadershipWords(inNodes(testbed, leadership)));
  for (let broker = 0; broker < world.brokers; broker += 1) {
    if (!hasReplica(world, broker, partition)) continue;
    const log = await brokers.readLog(broker, topic, index);
    const machine = replicaOf(world, state, broker, partition).log;
    log.forEach(({ offset, producerId }) => {
      const same = machine[offset]?.producerId ?? -1;
      if (producerId >= 0 && same >= 0) testbed.producerIds.learn(producerId, nameOfProducerId(same));
    });
    const kept = log.filter(({ offset }) => offset >= state.logStarts[partition]);
    view.set(WHAT.log(name, broker), logWords(kept.map((record) => seen(testbed, record))));
  }
  const leading = presumedLeader(world, state, partition);
  if (leading < 0) return;
  const { error, highWatermark, lastStableOffset } = await endOffsets(await testbed.connection(leading), topic, index);
  view.set(WHAT.highWatermark(name), error === 'NONE' ? String(highWatermark) : error);
  view.set(WHAT.lastStableOffset(name), error === 'NONE' ? String(lastStableOffset) : error);
}

/** With the machine's numbers of brokers. */
const inNodes = ({ brokers }: Testbed, { leader, leaderEpoch, isr }: PartitionMetadata): SeenLeadership => ({
  leader: brokers.nodeOf(leader),
  leaderEpoch,
  isr: isr.map((id) => brokers.nodeOf(id)),
});

const seen = (testbed: Testbed, record: RealRecord): SeenRecord => ({
  kind: record.control ?? 'data',
  value: record.value ?? 'null',
  leaderEpoch: record.leaderEpoch,
  producer: record.producerId < 0 ? null : testbed.producerIds.nameOf(record.producerId),
  producerEpoch: record.producerEpoch,
  sequence: record.sequence,
  transactional: record.transactional,
});
