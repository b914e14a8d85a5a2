import { presumedLeader } from '../../model/broker/reachability.ts';
import { HOME } from '../lab/listeners.ts';
import { processOf, producerId } from '../names.ts';
import type { Testbed } from '../testbed/testbed.ts';

/**
 * A producer's client learns who leads a partition, if it does not know: its requests for metadata are answered by that
 * broker, where it leads in its own eyes, as they can be in Kafka, where any broker answers them. A new topic's leader is
 * named by the home node alone.
 */
export async function knowLeader(testbed: Testbed, producer: number, partition: number, leader: number): Promise<void> {
  const name = producerId(producer);
  const leads = leader >= 0 && presumedLeader(testbed.world, testbed.state, partition) === leader;
  testbed.answersMetadata(name, leads ? leader : HOME);
  await testbed.client(processOf(testbed.world, producer)).call('producer.leader', {
    name,
    ...testbed.names.partition(partition),
    leader,
    timeoutMs: 15_000,
  });
}
