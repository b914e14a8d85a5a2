import { describe, expect, it } from 'vitest';
import { outputsOf } from '../testing/looking.ts';
import { outputWritten, type Story, transforming } from '../testing/story.ts';

/** The output of the only input is in the log, in a transaction that is still open. */
const written = (draft = {}): Story => outputWritten(transforming(draft));

const committed = (told: Story): Story =>
  told
    .does('consumer.send-offsets')
    .does('producer.end-transaction', { commit: true })
    .does('transaction.write-marker')
    .does('transaction.write-offsets-marker');

describe('the reader behind a transform', () => {
  it('waits for the marker of an open transaction', () => {
    const told = written();
    expect(told.can('downstream.poll')).toBe(false);
    expect(outputsOf(committed(told).does('downstream.poll'))).toEqual([0]);
  });

  it('sees an open transaction when it reads uncommitted records', () => {
    const told = written({ downstream: { 'isolation.level': 'read_uncommitted' } }).does('downstream.poll');
    expect(outputsOf(told)).toEqual([0]);
  });

  it('reads each output once, and then has nothing to read', () => {
    const told = committed(written()).does('downstream.poll');
    expect(told.can('downstream.poll')).toBe(false);
  });

  it('passes what was aborted, and sees the second try', () => {
    const told = written({ faults: { 'consumer.crash': 1 } })
      .does('consumer.crash', { late: false })
      .settles();
    expect([outputsOf(told), told.state.downstream]).toEqual([[0], [4]]);
  });
});
