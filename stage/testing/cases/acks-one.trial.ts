import { broker, consume, trialOf } from './consumer.ts';

/** A transform that waits for the leader alone: with three brokers the group's offsets, what is read and what is written are each another's. */
export default trialOf(
  async () => {
    const producer = broker.producer();
    await producer.connect();
    await consume({
      eachMessage: async ({ message: { key, value } }) => {
        await producer.send({ topic: 'invoices', acks: 1, messages: [{ key, value }] });
      },
    });
  },
  { cluster: { brokers: 3 } },
);
