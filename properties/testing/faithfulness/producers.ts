import { replicated, small, transactional, transforming } from '../../../model/testing/story.ts';
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

/** The request of a batch was lost, and delivery.timeout.ms passes while the next one is on its way. */
const EXPIRED_IN_FLIGHT: readonly Entry[] = [
  {
    title: 'a batch expires on its way, and is stored beside the record that the application sends again',
    setup: small({ faults: { 'request.lost': 1 }, ...resends }),
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    verdict: 'violated',
    decided: 'Sender.getExpiredInflightBatches, 2.1.0 to 4.3.1: the batch is failed and its request goes on',
  },
  {
    title: 'an application that does not send again has it once, and takes it for lost',
    setup: small({ faults: { 'request.lost': 1 } }),
    guarantee: 'no-duplicates',
    verdict: 'holds',
    decided: 'Sender.failExpiredBatches: the client itself sends an expired batch no more',
  },
  {
    title: 'a transform that sends its batch again has two outputs',
    setup: small({
      application: { shape: 'transform', commit: 'after-processing', effect: 'kafka' },
      faults: { 'request.lost': 1 },
    }),
    guarantee: 'no-duplicates',
    verdict: 'violated',
    decided: 'Sender.getExpiredInflightBatches, 2.1.0 to 4.3.1',
  },
  {
    title: 'in a transaction it arrives after the abort, before 3.6',
    setup: transactional({ kafka: '3.5', faults: { 'request.lost': 1 }, scope: { records: 2 } }),
    guarantee: 'read-committed-visibility',
    verdict: 'violated',
    decided: 'ProducerAppendInfo takes it for the first of a transaction at 3.5.2: KIP-890 is about this',
  },
  {
    title: 'since 3.6 the leader asks whether its transaction is open',
    setup: transactional({ kafka: '3.9', faults: { 'request.lost': 1 }, scope: { records: 2 } }),
    guarantee: 'read-committed-visibility',
    verdict: 'holds',
    decided: 'ReplicaManager.maybeStartTransactionVerificationForPartition, 3.6.0: the epoch is no longer the client’s',
  },
];

const lostWhileCommitting = { faults: { 'connection.lost': 1 } };

/** A batch expires on its first try while commitTransaction() waits for it: the client asks for no new epoch. */
const FLUSHED: readonly Entry[] = [
  {
    title: 'a batch that expires in commitTransaction() is in the next transaction, beside its successor',
    setup: transforming({ kafka: '3.9', ...lostWhileCommitting }),
    guarantee: 'no-duplicates',
    verdict: 'violated',
    decided: 'TransactionManager.maybeTransitionToErrorState at 2.5.0, 3.8.0 and 3.9.2: no bump while it is completing',
  },
  {
    title: 'with transaction.version 2 the abort begins an epoch',
    setup: transforming({ kafka: '4.1', ...lostWhileCommitting }),
    guarantee: 'no-duplicates',
    verdict: 'holds',
    decided: 'TransactionMetadata bumps the epoch with every end since 4.0.0',
  },
];

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
  P2: EXPIRED_IN_FLIGHT,
  P3: [KEPT_NUMBERS, KAFKA_14034],
  '7': [{ ...KEPT_NUMBERS, setup: { ...refusedElsewhere, kafka: '3.9' } }],
  P8: FLUSHED,
  G1: REFUSED,
};
