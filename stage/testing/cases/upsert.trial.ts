import { consume, trialOf } from './consumer.ts';

/** Right: waited for, and written once per key. */
export default trialOf(({ upsert }) =>
  consume({
    eachMessage: async ({ message }) => {
      await upsert(String(message.key), String(message.value));
    },
  }),
);
