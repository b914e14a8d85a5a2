import { broker, consume, trialOf } from './consumer.ts';

/** A transform whose send is not waited for: with two brokers the commit has another way than the record. */
export default trialOf(
  async () => {
    const producer = broker.producer();
    await producer.connect();
    await consume({
      eachMessage: ({ message: { key, value } }) => {
        producer.send({ topic: 'invoices', messages: [{ key, value }] }).catch(() => undefined);
        return Promise.resolve();
      },
    });
  },
  { cluster: { brokers: 2 } },
);
