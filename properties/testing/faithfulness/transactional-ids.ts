import { small, transactional, transforming } from '../../../model/testing/story.ts';
import type { Setup } from '../../../model/setup.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import type { Entries } from './entry.ts';

const ids = (value: Setup['application']['transactional.ids'], draft: SetupDraft): SetupDraft => ({
  ...draft,
  application: { ...draft.application, 'transactional.ids': value },
});

const twoPods = transforming({ producer: { 'transactional.id': 'billing' }, scope: { members: 2, attempts: 1 } });
const twoProducers = transactional({ scope: { producers: 2, attempts: 1 } });

/** A member dies after the end of its transaction is decided, and before the markers are written. */
const dies = (kafka: string): SetupDraft =>
  transforming({ kafka, faults: { 'consumer.crash': 1 }, scope: { members: 2 } });

const stalls = (onFailure: 'drop' | 'resend'): SetupDraft =>
  small({ application: { 'on.send.failure': onFailure }, faults: { 'producer.stall': 1 } });

const EXPIRES =
  'Sender.sendProducerData fails the batches of getExpiredInflightBatches before the answers are read (client.poll), at 2.1 to 4.1';
const FENCED = '3.9.2, 4.1.2, 4.3.1: 25 to 31 fencings and 0 to 3 commits per producer in 5 s, 3 of 3 runs each';
const LATE_OFFSETS =
  'GroupMetadataManager.scheduleHandleTxnCompletion is asynchronous from 0.11.0.3 to 3.9.0 (KAFKA-17507): WriteTxnMarkers is answered before the offsets are applied, so that InitProducerId of the next owner returns before OffsetFetch has them';
const INIT_WAITS =
  'TransactionCoordinator.handleInitProducerId answers CONCURRENT_TRANSACTIONS until the markers of the former owner are written; at 1.1.0 KafkaApis answers WriteTxnMarkers once the offsets are applied';

/** Whose transactional ids there are. */
export const TRANSACTIONAL_IDS: Entries = {
  '8': [
    {
      title: 'two live producers of one transactional id fence each other',
      setup: ids('shared', twoProducers),
      guarantee: 'progress',
      verdict: 'violated',
      decided: FENCED,
    },
    {
      title: 'with an id of its own for each they do not',
      setup: twoProducers,
      guarantee: 'progress',
      verdict: 'holds',
      decided: 'TransactionCoordinator.handleInitProducerId goes by the transactional id, at 3.9 and 4.1',
    },
  ],
  P7: [
    {
      title: 'two pods with one transactional id fence each other',
      setup: ids('shared', twoPods),
      guarantee: 'progress',
      verdict: 'violated',
      decided: FENCED,
    },
    {
      title: 'what they write is fenced, and each input has one output all the same',
      setup: ids('shared', twoPods),
      guarantee: 'no-duplicates',
      verdict: 'holds',
      decided:
        'handleInitProducerId aborts what is ongoing under a new epoch, and ProducerAppendInfo, AddPartitionsToTxn and EndTxn refuse the old one',
    },
    {
      title: 'no zombie of a shared id is heard of, with transactions of version 1',
      setup: ids('shared', { ...twoProducers, kafka: '3.9' }),
      guarantee: 'zombie-fencing',
      verdict: 'holds',
      decided: 'TransactionCoordinator.handleInitProducerId and ProducerAppendInfo.checkProducerEpoch at 3.9',
    },
    {
      title: 'a producer that stalls past its time-outs is fenced, and stores nothing twice',
      setup: transactional({ faults: { 'producer.stall': 1 }, scope: { records: 2 } }),
      guarantee: 'no-duplicates',
      verdict: 'holds',
      decided: 'TransactionCoordinator.abortTimedOutTransactions bumps the epoch (prepareFenceProducerEpoch)',
    },
  ],
  'P7, a stall': [
    {
      title: 'longer than delivery.timeout.ms: answers that wait are not read, and the application sends again',
      setup: stalls('resend'),
      guarantee: 'no-duplicates',
      verdict: 'violated',
      decided: `${EXPIRES}; 5c has the same where the answer is late`,
    },
    {
      title: 'an application that does not send again has each record once',
      setup: stalls('drop'),
      guarantee: 'no-duplicates',
      verdict: 'holds',
      decided: EXPIRES,
    },
  ],
  P9: [
    {
      title: 'before KIP-447 an id for each member does not fence a partition’s former owner',
      setup: dies('1.1.0'),
      guarantee: 'resume-from-committed',
      verdict: 'violated',
      decided: 'KIP-447, motivation: OffsetFetch does not wait for pending offsets before 2.5',
    },
    {
      title: 'an id for each input partition does',
      setup: ids('per-partition', dies('1.1.0')),
      guarantee: 'no-duplicates',
      verdict: 'holds',
      decided: INIT_WAITS,
    },
    {
      title: 'an abort in one partition repeats nothing of another, whose markers the loop waits for',
      setup: ids(
        'per-partition',
        transforming({ topic: { partitions: 2 }, faults: { 'request.refused': 1 }, scope: { records: 2 } }),
      ),
      guarantee: 'no-duplicates',
      verdict: 'holds',
      decided: 'KafkaConsumer.committed() fetches stable offsets since KIP-447 (2.5), and waits for pending ones',
    },
    {
      title: 'an id that is made up at every start does not',
      setup: ids('per-start', dies('1.1.0')),
      guarantee: 'resume-from-committed',
      verdict: 'violated',
      decided: 'KIP-447, motivation, as above: InitProducerId of another id waits for nothing',
    },
    {
      title: 'from 0.11.0.3 to 3.9.0 an id for each input partition is not enough: the next owner starts too early',
      setup: ids('per-partition', dies('2.4')),
      guarantee: 'resume-from-committed',
      verdict: 'violated',
      decided: LATE_OFFSETS,
    },
  ],
};
