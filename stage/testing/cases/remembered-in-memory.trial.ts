import { consume, trialOf } from './consumer.ts';

/** What is done is remembered by the process alone. */
export default trialOf(({ insert }) => {
  const done = new Set<string>();
  return consume({
    eachMessage: async ({ message }) => {
      const key = String(message.key);
      if (done.has(key)) return;
      await insert(String(message.value));
      done.add(key);
    },
  });
});
