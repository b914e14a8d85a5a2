import { consume, trialOf } from './consumer.ts';

/** Whichever comes first of an order and its payment waits for the other in the process alone, and its offset is committed meanwhile. */
export default trialOf(
  ({ insert }) => {
    const waiting = new Map<string, string>();
    return consume(
      {
        eachMessage: async ({ message: { key, value } }) => {
          const other = waiting.get(String(key));
          if (other === undefined) waiting.set(String(key), String(value));
          else await insert(`${other} and ${String(value)}`);
        },
      },
      ['orders', 'payments'],
    );
  },
  {
    topics: { orders: {}, payments: {} },
    input: ['orders', 'payments'].map((topic) => ({ topic, records: 1, key: () => 'order-1' })),
  },
);
