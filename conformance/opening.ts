import type { ClusterState } from '../model/state.ts';
import { createTopic } from '../wire/admin/topics.ts';
import { API } from '../wire/api-keys.ts';
import type { Matcher } from '../wire/frame.ts';
import { knowsMetadata } from './broker-knowledge.ts';
import { startProducer } from './start-clients.ts';
import { HELD_OF_TRANSACTIONS } from './moves/transaction-frames.ts';
import { fetcherId, HOME, processOf, producerId } from './names.ts';
import { startKip848Groups } from './kip-848-members.ts';
import { startGroups } from './start-members.ts';
import type { Testbed } from './testbed.ts';

/** Fetches of data brokers from each other. */
const REPLICATION: Matcher = { api: API.Fetch, clientId: /^broker-\d+-fetcher-/, listener: /^internal-\d{1,2}$/ };

/**
 * Brings a cluster into the machine's initial state, and shuts the gate: from then on nothing happens that no move brings
 * about.
 */
export async function open(testbed: Testbed, state: ClusterState): Promise<void> {
  const { world, gate } = testbed;
  await createTopics(testbed);
  for (let broker = 0; broker < world.brokers; broker += 1) {
    await testbed.poll(`broker ${broker} to know the topics`, () => knowsMetadata(testbed, state, broker));
  }
  for (const hold of ALWAYS_HELD) gate.hold(hold);
  await stopReplication(testbed);
  if (world.rebalance === 'kip-848') await startKip848Groups(testbed);
  else await startGroups(testbed);
  for (let producer = 0; producer < world.producers; producer += 1) await startProducer(testbed, producer, 0);
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
}

/** What never goes on but in a move. */
const ALWAYS_HELD: readonly Matcher[] = [
  { api: API.Produce, clientId: /^p\d+$/, listener: /^external-\d{1,2}$/ },
  { api: API.AlterPartition, direction: 'request', listener: 'controller' },
];

async function createTopics(testbed: Testbed): Promise<void> {
  const { world, names } = testbed;
  const { topic } = world.setup;
  const home = await testbed.connection(HOME);
  await createTopic(home, names.home, [[HOME]]);
  const configs = {
    'min.insync.replicas': String(topic['min.insync.replicas']),
    'unclean.leader.election.enable': 'false',
    ...(testbed.refusedRecords.size > 0 ? { 'cleanup.policy': 'compact' } : {}),
  };
  for (const [name, first, count] of [
    [names.input, 0, world.inputs],
    [names.output, world.inputs, world.outputs],
  ] as const) {
    if (count === 0) continue;
    testbed.topicIds.set(name, await createTopic(home, name, world.placement.slice(first, first + count), configs));
  }
}

/** Followers have what there is, and their next fetches wait at the gate, as their fetches of metadata do. */
async function stopReplication(testbed: Testbed): Promise<void> {
  const { world, gate } = testbed;
  gate.hold({ ...REPLICATION, direction: 'request' });
  for (let partition = 0; partition < world.partitions; partition += 1) {
    const [leader, ...followers] = world.placement[partition];
    for (const broker of followers) {
      const clientId = fetcherId(broker, testbed.names.partition(partition));
      const fetch = { ...REPLICATION, direction: 'request' as const, clientId, listener: `internal-${leader}` };
      await testbed.held(`broker ${broker} to fetch`, fetch);
    }
  }
  await testbed.until('fetches to end', () => gate.unanswered(REPLICATION).length === 0);
  gate.hold({ ...REPLICATION, direction: 'response' });
  for (let broker = 0; broker < world.brokers; broker += 1) await testbed.raft.quieten(testbed, broker);
}
