import { createTopic } from '../../wire/admin/topics.ts';
import { metadata } from '../../wire/admin/metadata.ts';
import type { Connection } from '../../wire/connection.ts';
import { HOME } from './listeners.ts';

/** The topics that the coordinators keep what they know in. They are led by the home node alone. */
const INTERNAL_TOPICS = ['__consumer_offsets', '__transaction_state'] as const;

/**
 * Creates the coordinators' topics, with one partition each, on the home node. It has to be done before any client
 * looks for a coordinator: then a broker would create them, on whichever broker it likes.
 */
export async function createInternalTopics(home: Connection): Promise<void> {
  for (const name of INTERNAL_TOPICS) await createTopic(home, name, [[HOME]], { 'cleanup.policy': 'compact' });
}

/** Whether the home node leads the coordinators' topics: from then on it answers who looks for a coordinator. */
export async function areInternalTopicsLed(home: Connection): Promise<boolean> {
  const { topics } = await metadata(home, INTERNAL_TOPICS);
  return INTERNAL_TOPICS.every((name) => topics.get(name)?.partitions[0]?.leader === HOME);
}

/** Whether these brokers are in the cluster, unfenced, as the home node's broker knows it. */
export async function areUnfenced(home: Connection, nodes: readonly number[]): Promise<boolean> {
  const { brokers } = await metadata(home, []);
  return nodes.every((node) => brokers.some(({ id }) => id === node));
}
