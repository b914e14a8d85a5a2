import { consume, trialOf } from './consumer.ts';

/** The insert is begun and not waited for: offsets may be committed before the row is there. */
export default trialOf(({ insert }) =>
  consume({
    eachMessage: ({ message }) => {
      void insert(String(message.value));
      return Promise.resolve();
    },
  }),
);
