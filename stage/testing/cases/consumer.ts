import { type ConsumerRunConfig, Kafka } from 'kafkajs';
import { tryCode } from '../../try-code.ts';
import type { CodeTrial, Env } from '../../trial.ts';

/** What is outside of Kafka for the programs on trial. */
export interface Outside {
  readonly slot: number;
  readonly insert: (row: string) => Promise<unknown>;
  readonly upsert: (key: string, row: string) => Promise<unknown>;
}

export const broker = new Kafka({ clientId: 'shop', brokers: ['kafka:9092'] });

/** A consumer that runs what it is given. */
export async function consume(run: ConsumerRunConfig, topics = ['orders']): Promise<void> {
  const consumer = broker.consumer({ groupId: 'shop' });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await consumer.run(run);
}

/** The trial of a program: two orders, one partition, one process. */
export const trialOf = (main: (outside: Outside) => Promise<void>, more: Partial<CodeTrial> = {}): CodeTrial =>
  tryCode({
    start: ({ slot, effect }: Env) => main({ slot, insert: effect('insert'), upsert: effect('upsert', { key: 0 }) }),
    topics: { orders: {}, invoices: {} },
    input: { topic: 'orders' },
    ...more,
  });
