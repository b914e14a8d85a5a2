import { replicated } from '../../../model/testing/story.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import type { Entries } from './entry.ts';

/** A power failure takes from the last member of the ISR what it had not flushed. */
const lastReplica: SetupDraft = replicated(2, 1, {
  consumer: { 'auto.offset.reset': 'none' },
  faults: { 'broker.power-loss': 1 },
  scope: { lags: 1 },
});

/** Elections, truncation, the logs of brokers that went down. */
export const REPLICATION: Entries = {
  '12b': [
    {
      title: 'the last member of the ISR comes back without what it had not flushed, and leads: no ELR',
      setup: { ...lastReplica, kafka: '3.9' },
      guarantee: 'committed-is-durable',
      verdict: 'violated',
      decided: '3.9.2: lost in 3 of 3 runs',
    },
    {
      title: 'with ELR the other replica is elected',
      setup: { ...lastReplica, kafka: '4.1', topic: { ...lastReplica.topic, 'min.insync.replicas': 2 } },
      guarantee: 'committed-is-durable',
      verdict: 'holds',
      decided: '4.1.2: kept in 3 of 3 runs',
    },
  ],
};
