import { small } from '../../../model/testing/story.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import { merged } from '../../claims/setups.ts';
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

/** The user's loop: how it ends, and how much one turn of it takes. */
export const LOOP: Entries = {
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
