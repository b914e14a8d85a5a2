import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import { append } from '../../wire/admin/append.ts';
import { endOffsets } from '../../wire/admin/end-offsets.ts';
import { writeBatch } from '../../wire/write-batch.ts';
import { textOf } from '../names.ts';
import type { Testbed } from '../testbed/testbed.ts';

/** The input of a transform is there before its story begins, on every replica: written by nobody in particular. */
export async function writeInputs(testbed: Testbed, state: ClusterState): Promise<void> {
  const { world, names } = testbed;
  for (let partition = 0; partition < world.inputs; partition += 1) {
    const brokers = world.placement[partition];
    const { log } = replicaOf(world, state, brokers[0], partition);
    if (log.length === 0) continue;
    const { topic, partition: index } = names.partition(partition);
    const leader = await testbed.connection(brokers[0]);
    for (const { value } of log) {
      const record = {
        offset: 0,
        timestamp: Date.now(),
        key: Buffer.from(textOf(value)),
        value: Buffer.from(textOf(value)),
      };
      await append(leader, topic, index, writeBatch({ records: [record] }));
    }
    for (const broker of brokers) {
      await testbed.poll(`broker ${broker} to have the input`, async () => {
        const { highWatermark } = await endOffsets(await testbed.connection(broker), topic, index);
        return highWatermark === log.length;
      });
    }
  }
}
