import { broker, consume, trialOf } from './consumer.ts';

/** The output is in a transaction, and the offset is committed beside it. */
export default trialOf(async ({ slot }) => {
  const producer = broker.producer({ transactionalId: `shop-${slot}`, idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  await consume({
    eachMessage: async ({ message: { key, value } }) => {
      const transaction = await producer.transaction();
      await transaction.send({ topic: 'invoices', messages: [{ key, value }] });
      await transaction.commit();
    },
  });
});
