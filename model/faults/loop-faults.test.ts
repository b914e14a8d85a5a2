import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { processedBy } from '../testing/looking.ts';
import { polled, story, transforming } from '../testing/story.ts';

const failing: SetupDraft = { faults: { 'processing.failed': 1 }, scope: { records: 2 } };
const asynchronous: SetupDraft = { ...failing, application: { processing: 'async' } };

describe('a handler that fails', () => {
  it('has had no effect, and its exception leaves the loop', () => {
    const told = polled(failing).does('consumer.process').does('processing.failed');
    expect(processedBy(told)).toEqual([0]);
    expect(told.state.members[0]).toMatchObject({ step: 'close', status: 'up' });
    const loop = ['consumer.process', 'consumer.poll', 'consumer.commit', 'consumer.join'] as const;
    expect(loop.filter((type) => told.can(type))).toEqual([]);
  });

  it('succeeds at the next try, when the budget pays for no other failure', () => {
    const told = polled(failing).does('processing.failed').settles('consumer.process');
    expect(told.can('processing.failed')).toBe(false);
    expect(processedBy(told.settles())).toEqual([0, 1]);
  });

  it('does not fail before there is a record, nor where nothing pays for it', () => {
    expect(story(failing).can('processing.failed')).toBe(false);
    expect(polled({ scope: { records: 2 } }).can('processing.failed')).toBe(false);
  });

  it('of a worker fails as well: its loop ends, and the worker takes the next record', () => {
    const told = polled(asynchronous).does('processing.failed');
    expect(told.can('consumer.poll')).toBe(false);
    expect(processedBy(told.does('worker.process'))).toEqual([1]);
  });

  it('of a transform fails before it has sent anything, and the open transaction has to be aborted', () => {
    const told = story(transforming(failing)).does('group.complete').does('consumer.sync').does('consumer.poll');
    expect(told.does('processing.failed').state.producers[0].transactionState).toBe('ready');
    const open = story(transforming(failing))
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('producer.send')
      .does('processing.failed');
    expect(open.state.producers[0].transactionState).toBe('must-abort');
  });
});

describe('a process that is asked to stop', () => {
  const closing: SetupDraft = { faults: { 'consumer.close': 1 }, scope: { records: 2 } };

  it('ends its loop between two batches, not within one', () => {
    const told = polled(closing);
    expect(told.can('consumer.close')).toBe(false);
    told.repeats('consumer.process').does('consumer.commit').does('consumer.close');
    expect(told.can('consumer.poll')).toBe(false);
  });

  it('may still have a worker at work', () => {
    const told = polled({ ...closing, application: { processing: 'async' } }).does('consumer.close');
    expect(processedBy(told.repeats('worker.process'))).toEqual([0, 1]);
  });

  it('has joined its group', () => {
    const told = story({ ...closing, faults: { 'consumer.close': 1, 'consumer.crash': 1 } })
      .does('consumer.crash')
      .does('group.evict')
      .does('consumer.restart');
    expect(told.can('consumer.close')).toBe(false);
    expect(told.does('consumer.join').can('consumer.close')).toBe(true);
  });
});
