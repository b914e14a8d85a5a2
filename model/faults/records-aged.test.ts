import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { logOf, processedBy } from '../testing/looking.ts';
import { replicated, type Story, story } from '../testing/story.ts';

const stored = (told: Story): Story => told.does('producer.send').does('broker.produce').does('producer.receive');

const byDuration = (draft: SetupDraft = {}): SetupDraft => ({
  consumer: { 'auto.offset.reset': 'by_duration:P1D' },
  scope: { records: 2 },
  ...draft,
  faults: { 'records.aged': 1, ...draft.faults },
});

describe('records that are older than auto.offset.reset=by_duration names (KIP-1106)', () => {
  it('are passed over by a group that has no offset, which begins behind them', () => {
    const told = stored(stored(story(byDuration())).does('records.aged')).settles();
    expect([logOf(told), processedBy(told)]).toEqual([[0, 1], [1]]);
  });

  it('are read where the group comes before that', () => {
    const told = stored(story(byDuration()))
      .does('group.complete')
      .does('consumer.sync')
      .does('records.aged')
      .settles();
    expect(processedBy(told)).toEqual([0, 1]);
  });

  it('are read behind a committed offset, however old they are', () => {
    const told = stored(story(byDuration({ faults: { 'consumer.crash': 1 } })))
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('consumer.process')
      .does('consumer.commit');
    const down = stored(told.does('consumer.crash')).does('records.aged');
    expect(processedBy(down.settles())).toEqual([0, 1]);
  });

  it('are all that can be read at the time, and become so once', () => {
    const told = story(replicated(2, 2, byDuration()))
      .does('producer.send')
      .does('broker.produce');
    expect(told.can('records.aged')).toBe(false);
    told.does('replica.fetch').does('replica.fetch').does('records.aged');
    expect([told.state.ages, told.can('records.aged')]).toEqual([[1], false]);
  });

  it('are skipped by whoever reads on where retention has deleted, as far as they are left', () => {
    const told = stored(
      story(byDuration({ faults: { 'records.deleted': 1 } }))
        .does('group.complete')
        .does('consumer.sync'),
    ).does('records.deleted');
    expect(processedBy(stored(told).does('records.aged').settles())).toEqual([]);
  });

  it('are of no interest to anybody else', () => {
    const told = story({ faults: { 'records.aged': 1 } });
    expect([told.state.ages, stored(told).can('records.aged')]).toEqual([[], false]);
  });
});
