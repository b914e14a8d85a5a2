import { consume, trialOf } from './consumer.ts';

/** An order waits for its payment in the process alone, and its offset is committed meanwhile. */
export default trialOf(
  ({ insert }) => {
    const orders = new Map<string, string>();
    return consume(
      {
        eachMessage: async ({ topic, message: { key, value } }) => {
          if (topic === 'orders') orders.set(String(key), String(value));
          else await insert(`${orders.get(String(key))} is paid by ${String(value)}`);
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
