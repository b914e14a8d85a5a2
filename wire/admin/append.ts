import type { Connection } from '../connection.ts';
import { produceApi } from '../messages/produce.ts';

/** A version that names topics. */
const PRODUCE_VERSION = 9;

const ALL_REPLICAS = -1;
const TIME_OUT_MS = 30_000;

/** Has a leader append a batch, of nobody in particular; resolves when every replica in the ISR has it. */
export async function append(leader: Connection, topic: string, partition: number, records: Buffer): Promise<void> {
  await leader.call(produceApi, PRODUCE_VERSION, {
    acks: ALL_REPLICAS,
    timeoutMs: TIME_OUT_MS,
    topicData: [{ name: topic, partitionData: [{ index: partition, records }] }],
  });
}
