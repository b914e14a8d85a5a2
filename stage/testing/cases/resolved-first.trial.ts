import { consume, trialOf } from './consumer.ts';

/** Says that a record is done, and commits that, before anything is done. */
export default trialOf(({ insert }) =>
  consume({
    autoCommitThreshold: 1,
    eachBatch: async (given) => {
      for (const { offset, value } of given.batch.messages) {
        given.resolveOffset(offset);
        await given.commitOffsetsIfNecessary();
        await insert(String(value));
      }
    },
  }),
);
