import { broker, trialOf } from './consumer.ts';

/** Commits the offset of the record that is done, not of the one that comes next. */
export default trialOf(async ({ insert }) => {
  const consumer = broker.consumer({ groupId: 'shop' });
  await consumer.connect();
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message: { offset, value } }) => {
      await insert(String(value));
      await consumer.commitOffsets([{ topic, partition, offset }]);
    },
  });
});
