import type { ClientProcess } from '../clients/client-process.ts';
import type { ClientConfig } from '../clients/protocol.ts';
import { letterConfig, producerConfig } from './client-config.ts';
import { HarnessError } from '../harness-error.ts';
import { HOME } from '../lab/listeners.ts';
import { letterId, memberId, processOf, producerId } from '../names.ts';
import { DELIVERY_TIMEOUT_MS, NEVER_MS } from '../testbed/client-clocks.ts';
import type { Testbed } from '../testbed/testbed.ts';

/** What the record is called that a producer sends to the home node. */
export const CONNECTING = 'connecting';

/** How often a producer is started that gets no metadata, and how long it is waited for. */
const STARTS_MAX = 3;
const METADATA_MS = 12_000;

/**
 * Starts a producer: its process, unless it lives in a member's, and the client in it. On a cluster that has just begun, one
 * start of some hundred comes to nothing: its client waits for an answer that does not come, and is started again.
 *
 * @param incarnation how many times it has been started before.
 */
export async function startProducer(testbed: Testbed, producer: number, incarnation: number): Promise<void> {
  const process = processOf(testbed.world, producer);
  for (let starts = 1; ; starts += 1) {
    if (!testbed.world.transform) await startProcess(testbed, process);
    try {
      await createProducer(testbed, process, producer, incarnation);
      return;
    } catch (error) {
      if (!(error instanceof HarnessError) || testbed.world.transform || starts === STARTS_MAX) throw error;
      await testbed.client(process).kill();
    }
  }
}

async function createProducer(testbed: Testbed, process: string, producer: number, incarnation: number): Promise<void> {
  const name = producerId(producer);
  await createIn(testbed, process, name, producerConfig(testbed, producer, incarnation));
  if (!testbed.world.transactional) await connectHome(testbed, process, name);
}

/** Starts the producer of a member's dead letters, in the member's process. */
export async function startLetters(testbed: Testbed, member: number): Promise<void> {
  const [process, name] = [memberId(member), letterId(member)];
  await createIn(testbed, process, name, letterConfig(testbed, member));
  await connectHome(testbed, process, name);
}

async function createIn(testbed: Testbed, process: string, name: string, config: ClientConfig): Promise<void> {
  await testbed.client(process).call('producer.create', {
    name,
    config,
    padded: true,
    requestBackoffMs: 50,
    deliveryTimeoutMs: DELIVERY_TIMEOUT_MS,
  });
  await testbed.client(process).call('producer.backoff', { name, ms: NEVER_MS });
}

/**
 * Has a producer connect to the home node, where it then asks for metadata: a client asks whom it has nothing under way with,
 * and what is under way with other brokers is held. One with a transactional id has its coordinator there.
 */
async function connectHome(testbed: Testbed, process: string, name: string): Promise<void> {
  const client = testbed.client(process);
  const told = hears(client, CONNECTING);
  const partition = { topic: testbed.names.home, partition: 0 };
  // Its first metadata, which has no topic, may come after it has asked for this one: it would wait for its back-off then.
  await client.call('producer.leader', { name, ...partition, leader: HOME, timeoutMs: METADATA_MS });
  await client.call('producer.send', {
    name,
    tag: CONNECTING,
    ...partition,
    key: null,
    value: CONNECTING,
  });
  await testbed.within(`${name} to connect to the home node`, told);
}

/** Resolves when a client's user hears how a send with this tag has ended. */
export const hears = (client: ClientProcess, tag: string): Promise<void> =>
  new Promise((resolve) => {
    client.on('event', (event) => {
      if ('tag' in event && event.tag === tag) resolve();
    });
  });

/** Starts the process of an actor, and hears what it tells its user. */
export async function startProcess(testbed: Testbed, id: string): Promise<ClientProcess> {
  const client = await testbed.startClient(id);
  testbed.clients.set(id, client);
  // What has become of a transaction's records its application hears from commitTransaction() and abortTransaction().
  if (testbed.world.transactional) return client;
  client.on('event', (event) => {
    const value = 'tag' in event ? Number(event.tag) : NaN;
    // Others are none of the application's records.
    if (Number.isNaN(value)) return;
    if (event.event === 'sent') testbed.told.note(value, 'acknowledged');
    if (event.event === 'failed') testbed.told.note(value, 'failed');
  });
  return client;
}
