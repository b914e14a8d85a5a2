import { isKafkajs } from '../../clients/is-kafkajs.ts';
import type { ClusterState } from '../../../model/state.ts';
import { memberOf } from '../../../model/transactional-ids.ts';
import { processOf, producerId } from '../../names.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { UnplayableError } from '../../testbed/unplayable-error.ts';
import { killProcess } from './client-faults.ts';
import { killMember } from './consumer-faults.ts';

/** The state of a Java client that takes no more calls (`TransactionManager.State`). */
const FATAL = 'FATAL_ERROR';

/**
 * An application whose producer has been fenced ends, as Kafka's documentation has it. One whose client goes on does not: then
 * machine and Kafka differ, and it shows.
 */
export async function exitIfFenced(testbed: Testbed, producer: number, after: ClusterState): Promise<void> {
  if (after.producers[producer].up) return;
  const name = producerId(producer);
  const process = processOf(testbed.world, producer);
  // KafkaJS has no such state: what its application was told is reason enough.
  if (!isKafkajs(testbed.world)) {
    const { state } = await testbed.client(process).call('producer.state', { name });
    if (state !== FATAL) return;
  }
  testbed.calls.forget(name);
  if (testbed.world.transform && testbed.world.autoCommit) {
    throw new UnplayableError(
      'the application closes its consumer, which commits and leaves its group at once: in the machine its member is there until its session is over',
    );
  }
  if (testbed.world.transform) await killMember(testbed, memberOf(testbed.world, producer), false);
  else await killProcess(testbed, process, [name], false);
}
