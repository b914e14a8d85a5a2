import { Kafka } from 'kafkajs';
import { upsert } from '../db.ts';

export async function main(): Promise<void> {
  const kafka = new Kafka({ clientId: 'shop', brokers: ['kafka:9092'] });
  const consumer = kafka.consumer({ groupId: 'shop' });
  await consumer.connect();
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message: { key, value } }) => {
      await upsert(String(key), String(value));
    },
  });
}
