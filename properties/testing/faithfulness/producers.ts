import { replicated, small } from '../../../model/testing/story.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import { TWO_ENTRIES } from '../../guarantees/no-duplicates.ts';
import type { Entries, Entry } from './entry.ts';

const unnumbered = { acks: 'all', 'enable.idempotence': false };
const resends = { application: { 'on.send.failure': 'resend' } };

/** r0 is stored on one partition and not answered, r1 refused for good on the other: a new epoch begins. */
const refusedElsewhere: SetupDraft = small({
  topic: { partitions: 2 },
  faults: { 'request.refused': 1, 'response.lost': 1 },
  scope: { records: 2 },
});

const KEPT_NUMBERS: Entry = {
  title: 'a record refused on one partition leaves the numbers of the other alone, whose retry is deduplicated',
  setup: refusedElsewhere,
  guarantee: 'no-duplicates',
  cause: TWO_ENTRIES,
  verdict: 'holds',
  decided: '3.9.2, 4.1.2 and 4.3.1: the retry keeps its epoch and sequence, in 3 of 3 runs each, in flight or queued',
};

const KAFKA_14034: Entry = {
  title: 'an earlier record of the same partition is numbered anew, and stored again (KAFKA-14034)',
  setup: replicated(2, 1, { faults: { 'request.refused': 1 }, scope: { records: 2, lags: 1 } }),
  guarantee: 'no-duplicates',
  cause: TWO_ENTRIES,
  verdict: 'violated',
  decided: 'TransactionManager.bumpIdempotentProducerEpoch rewrites partitionsToRewriteSequences, 2.5.0 to 4.3.1',
};

const slowFollower = (minIsr: number, draft: SetupDraft): SetupDraft =>
  replicated(2, minIsr, { ...draft, scope: { lags: 1, ...draft.scope } });

/** No fault: a follower is slow, and request.timeout.ms passes first. */
const TIMED_OUT: Record<'5a' | '5b' | '5c', readonly Entry[]> = {
  '5a': [
    {
      title: 'the leader answers REQUEST_TIMED_OUT, and a retry without idempotence is stored again',
      setup: slowFollower(2, { producer: unnumbered }),
      guarantee: 'no-duplicates',
      cause: TWO_ENTRIES,
      verdict: 'violated',
      decided: '3.9.2, 4.1.2 and 4.3.1: r0 r0 on both replicas, 3 of 3 runs each; default time-outs, 4.3.1: 1 of 1',
    },
    {
      title: 'with idempotence the retry is known for what it is',
      setup: slowFollower(2, { producer: { acks: 'all' } }),
      guarantee: 'no-duplicates',
      verdict: 'holds',
      decided:
        'ProducerStateEntry.findDuplicateBatch; 3.9.2 to 4.3.1 keep one copy until the application sends again (5c)',
    },
    {
      title: 'no follower is slow',
      setup: slowFollower(2, { producer: unnumbered, scope: { lags: 0 } }),
      guarantee: 'no-duplicates',
      verdict: 'holds',
      decided: 'DelayedProduce is completed by the fetch that raises the high watermark',
    },
    {
      title: 'acks=1 waits for nobody',
      setup: slowFollower(2, { producer: { acks: '1', 'enable.idempotence': false } }),
      guarantee: 'no-duplicates',
      verdict: 'holds',
      decided: 'ReplicaManager.delayedProduceRequestRequired asks for acks=-1',
    },
  ],
  '5b': [
    {
      title: 'with min.insync.replicas=1 and two records in flight the first is in the log again, after the second',
      setup: slowFollower(1, { producer: unnumbered, scope: { records: 2 } }),
      guarantee: 'no-duplicates',
      cause: TWO_ENTRIES,
      verdict: 'violated',
      decided: '3.9.2, 4.1.2 and 4.3.1: r0 r1 r0 or r0 r1 r1 r0, 3 of 3 runs each',
    },
    {
      title: 'each record is there for a first time in the order sent: what comes late is a copy',
      setup: slowFollower(1, { producer: unnumbered, scope: { records: 2 } }),
      guarantee: 'partition-order',
      verdict: 'holds',
      decided: '3.9.2, 4.1.2 and 4.3.1: r0 r1 r0 or r0 r1 r1 r0, never r1 before r0',
    },
  ],
  '5c': [
    {
      title: 'delivery.timeout.ms passes for a record that is stored later, and the application sends it again',
      setup: slowFollower(2, resends),
      guarantee: 'no-duplicates',
      cause: TWO_ENTRIES,
      verdict: 'violated',
      decided: '3.9.2, 4.1.2 and 4.3.1: r0 of epoch 0 and r0 of epoch 1, 3 of 3 runs each',
    },
    {
      title: 'an application that does not send again',
      setup: slowFollower(2, {}),
      guarantee: 'no-duplicates',
      verdict: 'holds',
      decided: 'Sender.failExpiredBatches: the client itself sends an expired batch no more',
    },
  ],
};

/** A record that is invalid is so on every try. */
const REFUSED: readonly Entry[] = [
  {
    title: 'a record refused in a transform without transactions is missing',
    setup: small({
      kafka: '4.1',
      producer: { acks: 'all' },
      application: { shape: 'transform', commit: 'after-processing', processing: 'async' },
      faults: { 'request.refused': 1 },
      scope: { records: 2 },
    }),
    guarantee: 'no-loss',
    verdict: 'violated',
    decided: 'LogValidator refuses it for what it is, and Sender.failBatch tries no more',
  },
  {
    title: 'a refusal whose answer is lost is repeated, so that no record is overtaken',
    setup: small({ faults: { 'request.refused': 1, 'response.lost': 1 }, scope: { records: 2 } }),
    guarantee: 'partition-order',
    verdict: 'holds',
    decided: 'LogValidator, before ProducerStateManager: the same record is invalid on the next try',
  },
  {
    title: 'a record that is refused is not stored when the application sends it once more',
    setup: small({ kafka: '4.5', faults: { 'request.refused': 1 }, scope: { records: 2 }, ...resends }),
    guarantee: 'partition-order',
    verdict: 'holds',
    decided: 'LogValidator: the same record is invalid on the next try',
  },
];

/** What producers make of errors, time-outs and their own numbers. */
export const PRODUCERS: Entries = {
  ...TIMED_OUT,
  P3: [KEPT_NUMBERS, KAFKA_14034],
  '7': [{ ...KEPT_NUMBERS, setup: { ...refusedElsewhere, kafka: '3.9' } }],
  G1: REFUSED,
};
