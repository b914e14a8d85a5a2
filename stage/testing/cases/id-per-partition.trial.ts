import type { Producer } from 'kafkajs';
import { broker, trialOf } from './consumer.ts';

async function open(partition: number): Promise<Producer> {
  const id = `shop-orders-${partition}`;
  const producer = broker.producer({ transactionalId: id, idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  return producer;
}

/**
 * A transactional id for each input partition, as was advised before KIP-447, so that its new owner fences the old one. A
 * member that was replaced may ask for the producer id last, and fences the owner.
 */
export default trialOf(
  async () => {
    const producers = new Map<number, Promise<Producer>>();
    const consumer = broker.consumer({ groupId: 'shop' });
    consumer.on('consumer.group_join', () => producers.clear());
    consumer.on('consumer.crash', ({ payload: { restart, error } }) => {
      if (restart) return;
      setTimeout(() => {
        throw error;
      }, 1);
    });
    await consumer.connect();
    await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ topic, partition, message: { offset, key, value } }) => {
        const producer = producers.get(partition) ?? open(partition);
        producers.set(partition, producer);
        const transaction = await (await producer).transaction();
        try {
          await transaction.send({ topic: 'invoices', messages: [{ key, value }] });
          const next = { partition, offset: String(Number(offset) + 1) };
          await transaction.sendOffsets({ consumerGroupId: 'shop', topics: [{ topic, partitions: [next] }] });
          await transaction.commit();
        } catch (error) {
          await transaction.abort();
          throw error;
        }
      },
    });
  },
  { processes: 2 },
);
