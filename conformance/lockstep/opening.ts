import type { ClusterState } from '../../model/state.ts';
import { metadata, type PartitionMetadata } from '../../wire/admin/metadata.ts';
import { createTopic as create } from '../../wire/admin/topics.ts';
import { API } from '../../wire/api-keys.ts';
import type { Matcher } from '../../wire/frame.ts';
import { knowsMetadata } from '../replication/broker-knowledge.ts';
import { LETTERS } from '../actors/letters.ts';
import { writeInputs } from './input-records.ts';
import { startProducer } from '../actors/start-clients.ts';
import { fetchOnce, REPLICATION } from '../replication/fetch-once.ts';
import { HELD_OF_TRANSACTIONS } from '../moves/transactions/transaction-frames.ts';
import { HOME } from '../lab/listeners.ts';
import { processOf, producerId } from '../names.ts';
import { OFFSET_FETCHES } from '../actors/partition-producers.ts';
import { startKip848Groups } from '../actors/kip-848-members.ts';
import { startGroups } from '../actors/start-members.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { createTopic } from '../testbed/topics.ts';
import { usesGroups } from '../schedules/uses-groups.ts';

/**
 * Brings a cluster into the machine's initial state, and shuts the gate: from then on nothing happens that no move brings
 * about.
 */
export async function open(testbed: Testbed, state: ClusterState): Promise<void> {
  const { world, gate } = testbed;
  // First of all: on a busy machine followers are slow enough to fall out of an ISR.
  for (const hold of ALWAYS_HELD) gate.hold(hold);
  await createTopics(testbed);
  for (let broker = 0; broker < world.brokers; broker += 1) {
    await testbed.poll(`broker ${broker} to know the topics`, () => knowsMetadata(testbed, state, broker));
  }
  await writeInputs(testbed, state);
  await stopReplication(testbed);
  if (usesGroups(world, testbed.schedule)) {
    if (world.rebalance === 'kip-848') await startKip848Groups(testbed);
    else await startGroups(testbed);
  }
  for (let producer = 0; producer < world.producers; producer += 1) {
    if (state.producers[producer].up) await startProducer(testbed, producer, 0);
  }
  if (world.transactional) await initialiseProducers(testbed, state);
}

/** Producers that are ready have called initTransactions(); from then on nothing about transactions goes on by itself. */
async function initialiseProducers(testbed: Testbed, state: ClusterState): Promise<void> {
  const { world, gate } = testbed;
  for (let producer = 0; producer < world.producers; producer += 1) {
    if (state.producers[producer].transactionState !== 'ready') continue;
    await testbed.client(processOf(world, producer)).call('producer.init', { name: producerId(producer) });
  }
  for (const hold of HELD_OF_TRANSACTIONS) gate.hold(hold);
  if (world.ids === 'per-partition') gate.hold(OFFSET_FETCHES);
}

/** What never goes on but in a move. */
const ALWAYS_HELD: readonly Matcher[] = [
  { api: API.Produce, clientId: /^p\d+$/, listener: /^external-\d{1,2}$/ },
  { api: API.AlterPartition, direction: 'request', listener: 'controller' },
  LETTERS,
];

async function createTopics(testbed: Testbed): Promise<void> {
  const { world, names, brokers } = testbed;
  const home = await testbed.connection(HOME);
  await create(home, names.home, [[brokers.idOf(HOME)]], brokers.topicConfig);
  if (world.inputs > 0) await createTopic(testbed, 'input');
  if (world.outputs > 0) await createTopic(testbed, 'output');
  await testbed.poll('the home node to know the topics', async () => {
    const { topics } = await metadata(home, [names.home, ...testbed.topicIds.keys()]);
    return [...topics.values()].every(({ partitions }) => partitions.length > 0 && partitions.every(isLed));
  });
}

const isLed = ({ leader }: PartitionMetadata): boolean => leader >= 0;

/**
 * Followers have what there is, and have told their leaders; their next fetches wait at the gate, as their fetches of metadata
 * do.
 */
async function stopReplication(testbed: Testbed): Promise<void> {
  const { world, gate } = testbed;
  gate.hold({ ...REPLICATION, direction: 'request' });
  await testbed.until('fetches to end', () => gate.unanswered(REPLICATION).length === 0);
  gate.hold({ ...REPLICATION, direction: 'response' });
  for (let partition = 0; partition < world.partitions; partition += 1) {
    const [leader, ...followers] = world.placement[partition];
    for (const broker of followers) await fetchOnce(testbed, partition, broker, leader, false);
  }
  for (let broker = 0; broker < world.brokers; broker += 1) await testbed.raft.quieten(testbed, broker);
}
