import { Consumer, type MessagesStream, stringDeserializers } from '@platformatic/kafka';
import { tryCode } from '../../../try-code.ts';
import type { CodeTrial, Env } from '../../../trial.ts';

type Insert = ReturnType<Env['effect']>;
type Orders = MessagesStream<string, string, string, string>;

/** The trial of a program that reads orders by @platformatic/kafka: two orders, one partition, one process. */
export const trialOf = (
  main: (orders: Orders, insert: Insert) => Promise<void>,
  how: { readonly autocommit?: boolean } = {},
): CodeTrial =>
  tryCode({
    start: async ({ effect }: Env) => {
      const consumer = new Consumer({
        clientId: 'shop',
        groupId: 'shop',
        bootstrapBrokers: ['kafka:9092'],
        deserializers: stringDeserializers,
      });
      const orders = await consumer.consume({
        topics: ['orders'],
        mode: 'committed',
        fallbackMode: 'earliest',
        ...how,
      });
      await main(orders, effect('insert'));
    },
    topics: { orders: {} },
    input: { topic: 'orders' },
  });
