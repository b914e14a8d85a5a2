import { small } from '../../../model/testing/story.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import type { Entries, Entry } from './entry.ts';

/** r0 is stored on one partition and not answered, r1 refused for good on the other: a new epoch begins. */
const refusedElsewhere: SetupDraft = small({
  topic: { partitions: 2 },
  faults: { 'request.refused': 1, 'response.lost': 1 },
  scope: { records: 2 },
});

/** The epoch is bumped for the partition that asks for it (KAFKA-8805). */
const EPOCHS: readonly Entry[] = [
  {
    title: 'a record refused on one partition leaves the numbers of the other alone, whose retry is deduplicated',
    setup: refusedElsewhere,
    guarantee: 'no-duplicates',
    cause: 'two log entries for one send',
    verdict: 'holds',
    decided: '3.9.2, 4.1.2 and 4.3.1: the retry keeps its epoch and sequence, in 3 of 3 runs each, in flight or queued',
  },
  {
    title: 'the same of an earlier record of the partition itself is stored again (KAFKA-14034)',
    setup: small({
      faults: { 'request.refused': 1, 'leader.moved': 1 },
      cluster: { brokers: 2 },
      topic: { 'replication.factor': 2 },
      scope: { records: 2 },
    }),
    guarantee: 'no-duplicates',
    cause: 'two log entries for one send',
    verdict: 'violated',
    decided: 'TransactionManager.bumpIdempotentProducerEpoch rewrites partitionsToRewriteSequences, 2.5.0 to 4.3.1',
  },
];

/** What producers make of errors, time-outs and their own numbers. */
export const PRODUCERS: Entries = {
  P3: EPOCHS,
  '7': EPOCHS.slice(0, 1),
};
