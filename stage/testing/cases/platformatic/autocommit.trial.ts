import { trialOf } from './consumer.ts';

/** Waited for, under the library's default: what has been fetched is committed as it is handed over. */
export default trialOf(async (orders, insert) => {
  for await (const { value } of orders) {
    await insert(value);
  }
});
