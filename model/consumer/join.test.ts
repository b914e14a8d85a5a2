import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { committedOffset } from '../testing/looking.ts';
import { type Story, story } from '../testing/story.ts';

/** A member that commits by itself and has polled the only record. */
const polled = (draft: SetupDraft): Story =>
  story({ ...draft, consumer: { 'enable.auto.commit': true } })
    .does('producer.send')
    .does('broker.produce')
    .does('group.complete')
    .does('consumer.sync')
    .does('consumer.poll');

describe('who joins a rebalance', () => {
  it('commits what it gives up when it is between polls', () => {
    const told = polled({ faults: { rebalance: 1 } })
      .does('consumer.process')
      .does('rebalance')
      .does('consumer.join');
    expect(committedOffset(told)).toBe(1);
  });

  it('commits nothing of a batch that it keeps, and has not processed yet', () => {
    const told = polled({ client: { dropsBatchOnRebalance: false }, faults: { rebalance: 1 } })
      .does('rebalance')
      .does('consumer.join');
    expect(committedOffset(told)).toBe(-1);
  });

  it('commits nothing once it was evicted: what it owned is lost and not revoked, even where nobody would refuse it', () => {
    const told = polled({ faults: { 'consumer.stall': 1 }, protocol: { generationFencing: false } })
      .does('consumer.process')
      .does('consumer.stall')
      .does('group.evict')
      .does('consumer.resume')
      .does('consumer.join');
    expect(committedOffset(told)).toBe(-1);
  });
});
