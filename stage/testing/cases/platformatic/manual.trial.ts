import { trialOf } from './consumer.ts';

/** Waited for, and committed after that, each by itself. */
export default trialOf(
  async (orders, insert) => {
    for await (const message of orders) {
      await insert(message.value);
      await message.commit();
    }
  },
  { autocommit: false },
);
