import { small, transforming } from '../../../model/testing/story.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import { merged } from '../../claims/setups.ts';
import { OFFSET_WITHOUT_RECORD } from '../../guarantees/offsets-with-records.ts';
import { SKIPPED_BY_GROUP } from '../../guarantees/no-loss.ts';
import type { Entries, Entry } from './entry.ts';

/** poll() returns two records, and the handler throws for one of them. */
const fails: SetupDraft = small({ faults: { 'processing.failed': 1 }, scope: { records: 2 } });
const automatic: SetupDraft = { consumer: { 'enable.auto.commit': true } };
const kip848: SetupDraft = { consumer: { 'group.protocol': 'consumer' } };

const committedOnClose = (title: string, draft: SetupDraft, decided: string): Entry => ({
  title,
  setup: merged(fails, automatic, draft),
  guarantee: 'no-loss',
  cause: SKIPPED_BY_GROUP,
  verdict: 'violated',
  decided,
});

/** Two transactions of a transform, the first of which ends late; version 1 of transactions. */
const late: SetupDraft = transforming({
  kafka: '3.9',
  application: { processing: 'async' },
  faults: { 'connection.lost': 1 },
  scope: { records: 2 },
});
const singly: SetupDraft = { consumer: { 'max.poll.records': 1 } };

/** An abort after which the loop reads on where it was. */
const aborted: SetupDraft = transforming({
  application: { 'rewind.on.abort': false },
  faults: { 'request.refused': 1 },
  scope: { records: 2 },
});

const split = (title: string, guarantee: string, setup: SetupDraft, verdict: Entry['verdict'] = 'violated'): Entry => ({
  title,
  setup,
  guarantee,
  verdict,
  decided:
    'FetchCollector.collectFetch (3.9.0, 4.1.0): poll() returns what the fetches have brought by then; 3.9.2 and 4.3.1: 1, then 1, of two stored records, 3 of 3 each',
});

/** Nothing is committed of what is written from now on, and a reset goes to the end. */
const latest: SetupDraft = small({ consumer: { 'auto.offset.reset': 'latest' } });
const established: SetupDraft = { application: { group: 'established' } };
const away: SetupDraft = { faults: { 'consumer.close': 1 } };
const expired: SetupDraft = { faults: { 'consumer.close': 1, 'offsets.expired': 1 } };

const resumed = (title: string, verdict: Entry['verdict'], ...drafts: readonly SetupDraft[]): Entry => ({
  title,
  setup: merged(latest, ...drafts),
  guarantee: 'no-loss',
  verdict,
  decided:
    'ConsumerCoordinator.refreshCommittedOffsetsIfNeeded and KIP-211: a committed offset goes before auto.offset.reset, as long as it is there (3.9.0)',
});

/** The user's loop: how it ends, and how much one turn of it takes. */
export const LOOP: Entries = {
  P1: [
    split('a poll returns one of two records, and the end of its transaction comes in the next one', 'no-loss', late),
    split('the same, as its readers see it', 'read-committed-visibility', late),
    split('the same, with its offsets', 'offsets-with-records', late),
    split('the same with max.poll.records=1', 'no-loss', merged(late, singly)),
    split('transactions of version 2 refuse it', 'no-loss', merged(late, { kafka: '4.5' }), 'holds'),
    split('one record is one transaction', 'no-loss', merged(late, { scope: { records: 1 } }), 'holds'),
  ],
  A20: [
    {
      ...split('the second of two records is polled after the abort of the first', 'offsets-with-records', aborted),
      cause: OFFSET_WITHOUT_RECORD,
    },
    split(
      'with a seek back after the abort',
      'offsets-with-records',
      merged(aborted, { application: { 'rewind.on.abort': true } }),
      'holds',
    ),
  ],
  '6': [
    split('a poll may return one of two records, whatever max.poll.records says', 'read-committed-visibility', late),
  ],
  G10: [
    resumed('a new group starts at the end', 'violated'),
    resumed('a group that has committed starts there', 'holds', established),
    resumed('it comes back after an orderly close', 'holds', established, away),
    resumed('its offsets expire while nobody is there', 'violated', established, expired),
    resumed('a transform that has committed', 'holds', established, {
      application: { shape: 'transform', commit: 'after-processing', group: 'established' },
    }),
  ],
  G4: [
    {
      title: 'the handler fails, auto-commit, an effect with a key, a crash and a rebalance',
      setup: merged(fails, automatic, {
        application: { 'idempotency.key': true },
        faults: { 'processing.failed': 1, 'consumer.crash': 1, rebalance: 1 },
      }),
      guarantee: 'no-loss',
      cause: SKIPPED_BY_GROUP,
      verdict: 'violated',
      decided: 'ConsumerCoordinator.close: maybeAutoCommitOffsetsSync; entry 4',
    },
  ],
  '4': [
    committedOnClose(
      '3.5, auto-commit, the handler throws and the consumer is closed',
      { kafka: '3.5' },
      '3.5.2: 3 of 3',
    ),
    committedOnClose('the same on 3.9', { kafka: '3.9' }, '3.9.2: 3 of 3'),
    committedOnClose('the same on 4.1', { kafka: '4.1' }, '4.1.2: 3 of 3'),
    committedOnClose('the same on 4.3', { kafka: '4.3' }, '4.3.1: 3 of 3'),
    committedOnClose('KIP-848 on 4.1', merged(kip848, { kafka: '4.1' }), '4.1.2: 3 of 3'),
    committedOnClose('KIP-848 on 4.3', merged(kip848, { kafka: '4.3' }), '4.3.1: 3 of 3'),
    {
      title: 'the application commits, the handler throws and the consumer is closed',
      setup: merged(fails, { kafka: '4.3' }),
      guarantee: 'no-loss',
      verdict: 'holds',
      decided: '4.3.1: nothing committed in 3 of 3 runs',
    },
    {
      title: 'the same under KIP-848',
      setup: merged(fails, kip848, { kafka: '4.3' }),
      guarantee: 'no-loss',
      verdict: 'holds',
      decided: 'AsyncKafkaConsumer.close: commits on close only with enable.auto.commit (4.1.0)',
    },
  ],
};
