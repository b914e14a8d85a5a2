import { metadata } from '../../wire/admin/metadata.ts';
import { deleteTopic } from '../../wire/admin/topics.ts';
import type { Connection } from '../../wire/connection.ts';
import { areUnfenced } from '../lab/internal-topics.ts';
import { until } from '../lab/until.ts';
import type { LiveCluster } from './live-cluster.ts';
import { HOME } from '../lab/listeners.ts';

/** How long brokers may take to come back, and to hear the news. */
const HEALING_MS = 60_000;

/**
 * Makes a cluster fit for the next schedule, whatever the last one has done to it: nothing is held any more, brokers that
 * have died are back, and the schedule's topics are gone. Its clients have to be dead.
 *
 * @throws {HarnessError} when it does not come about: the cluster is of no more use then.
 */
export async function heal(live: LiveCluster): Promise<void> {
  const { gate } = live;
  const brokers = Array.from({ length: live.size }, (_, broker) => broker);
  gate.reset();
  await Promise.all(brokers.map((broker) => revive(live, broker)));
  const home = await live.cluster.connect(HOME);
  try {
    await within('all brokers are unfenced', () => areUnfenced(home, brokers));
    for (const topic of await topicsAt(home)) await deleteTopic(home, topic);
  } finally {
    home.close();
  }
  await Promise.all(brokers.map((broker) => untilForgotten(live, broker)));
}

/** The broker runs, and its controller hears of it. */
async function revive({ cluster, heartbeats }: LiveCluster, broker: number): Promise<void> {
  if (cluster.isStopping(broker)) await cluster.kill(broker);
  if (!cluster.isUp(broker)) {
    // The controller takes a broker again once it has missed its former life.
    await heartbeats.fence(broker);
    heartbeats.forget(broker);
    await cluster.restart(broker);
  } else heartbeats.keep(broker);
  await cluster.listening(broker);
}

/** Waits until a broker knows no topic of the schedule's any more. */
async function untilForgotten(live: LiveCluster, broker: number): Promise<void> {
  const connection = await live.cluster.connect(broker);
  try {
    await within(`broker ${broker} has forgotten the topics`, async () => (await topicsAt(connection)).length === 0);
  } finally {
    connection.close();
  }
}

/** Topics but for those of the coordinators. */
const topicsAt = async (connection: Connection): Promise<readonly string[]> =>
  [...(await metadata(connection, null)).topics.keys()].filter((topic) => !topic.startsWith('__'));

const within = (what: string, isSo: () => Promise<boolean>): Promise<void> =>
  until(what, Date.now() + HEALING_MS, isSo);
