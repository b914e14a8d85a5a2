import { HOME, processOf, producerId } from './names.ts';
import type { Testbed } from './testbed.ts';

/**
 * A producer's client learns who leads a partition, if it does not know: its requests for metadata are answered by that
 * broker, which in its own eyes leads, as they can be in Kafka, where any broker answers them.
 */
export async function knowLeader(testbed: Testbed, producer: number, partition: number, leader: number): Promise<void> {
  const name = producerId(producer);
  testbed.answersMetadata(name, leader < 0 ? HOME : leader);
  await testbed.client(processOf(testbed.world, producer)).call('producer.leader', {
    name,
    ...testbed.names.partition(partition),
    leader,
    timeoutMs: 15_000,
  });
}
