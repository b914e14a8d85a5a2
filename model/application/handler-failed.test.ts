import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { committedOffset, outputsOf, processedBy } from '../testing/looking.ts';
import { type Story, polled, story, transforming } from '../testing/story.ts';

const fails = (onFailure: string, application: object = {}): SetupDraft => ({
  application: { 'on.processing.failure': onFailure, ...application },
  faults: { 'processing.failed': 1 },
  scope: { records: 2 },
});

/** Both inputs of a transform are polled. */
const given = (onFailure: string, application: object = {}): Story =>
  story(transforming(fails(onFailure, application)))
    .does('group.complete')
    .does('consumer.sync')
    .does('consumer.poll');

/** The output of the next record is in the log, and its producer knows. */
const written = (told: Story): Story => told.does('producer.send').does('broker.produce').does('producer.receive');

describe('a loop that skips what its handler fails on', () => {
  it('commits past a record that has had no effect', () => {
    const told = polled(fails('skip')).does('processing.failed');
    expect(told.can('consumer.poll')).toBe(false);
    told.does('consumer.process').does('consumer.commit');
    expect([processedBy(told), committedOffset(told)]).toEqual([[1], 2]);
  });

  it('is done with its batch when the last record fails', () => {
    const told = polled(fails('skip')).does('consumer.process').does('processing.failed').does('consumer.commit');
    expect([processedBy(told), committedOffset(told)]).toEqual([[0], 2]);
  });

  it('has its worker go on, which holds no commit back any more', () => {
    const told = polled(fails('skip', { processing: 'async' }))
      .does('processing.failed')
      .does('consumer.commit');
    expect([committedOffset(told), processedBy(told.does('worker.process'))]).toEqual([1, [1]]);
  });

  it('commits the offset of a record without output, in a transaction of the other', () => {
    const told = written(given('skip').does('processing.failed')).settles('consumer.process');
    expect([outputsOf(told), committedOffset(told)]).toEqual([[1], 2]);
  });

  it('has a transaction of offsets alone, when all of a batch fails', () => {
    const told = story(transforming({ ...fails('skip'), scope: { records: 1 } }))
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('processing.failed')
      .does('consumer.send-offsets')
      .does('producer.end-transaction', { commit: true })
      .settles();
    expect([outputsOf(told), committedOffset(told)]).toEqual([[], 1]);
  });

  it('has no transaction to commit, when nothing was sent and offsets go apart', () => {
    const draft = transforming({ ...fails('skip', { commit: 'after-processing' }), scope: { records: 1 } });
    const told = story({ ...draft, producer: { 'transactional.id': 'x' } })
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('processing.failed');
    expect(told.can('producer.end-transaction')).toBe(false);
    expect(committedOffset(told.does('consumer.commit'))).toBe(1);
  });
});

describe('a loop that calls its handler again', () => {
  it('is where it was once it is through', () => {
    const told = polled(fails('retry'));
    const { members } = told.state;
    expect(told.does('processing.failed').does('consumer.resume').state.members).toEqual(members);
    expect(processedBy(told.settles())).toEqual([0, 1]);
  });

  it('does not poll meanwhile, and may lose its partition', () => {
    const told = polled(fails('retry')).does('processing.failed').does('group.evict').does('consumer.resume');
    told.does('consumer.process').does('consumer.process').does('consumer.commit').settles();
    expect(committedOffset(told)).toBe(2);
    expect(processedBy(told)).toEqual([0, 0, 1, 1]);
  });

  it('polls on beside a worker that tries again', () => {
    const told = polled(fails('retry', { processing: 'async' })).does('processing.failed');
    expect(told.state.members[0].status).toBe('up');
    expect(processedBy(told.settles())).toEqual([0, 1]);
  });
});

describe('a loop that seeks back', () => {
  it('commits what it has processed, and is given the record again', () => {
    const told = polled(fails('seek')).does('consumer.process').does('processing.failed').does('consumer.commit');
    expect(committedOffset(told)).toBe(1);
    expect(processedBy(told.does('consumer.poll').does('consumer.process'))).toEqual([0, 1]);
  });

  it('commits nothing that it has not processed, with auto-commit either', () => {
    const draft = { ...fails('seek', { commit: 'auto' }), consumer: { 'enable.auto.commit': true } };
    const told = polled(draft).does('processing.failed').does('consumer.poll');
    expect([committedOffset(told), told.state.members[0].batch.length]).toEqual([-1, 2]);
  });

  it('drops what its worker has not begun', () => {
    const told = polled(fails('seek', { processing: 'async' })).does('processing.failed');
    expect(told.state.members[0]).toMatchObject({ worker: [], positions: [0], positionEpochs: [-1] });
    expect(processedBy(told.settles())).toEqual([0, 1]);
  });

  it('does not hold back another worker, whose record is then processed twice', () => {
    const told = polled(fails('seek', { workers: 2 })).does('processing.failed');
    expect(told.can('consumer.commit')).toBe(false);
    expect(processedBy(told.does('worker.process').settles())).toEqual([0, 1, 1]);
  });

  it('commits nothing of a partition that has moved on', () => {
    const draft = { ...fails('seek', { processing: 'async' }), faults: { 'processing.failed': 1, rebalance: 1 } };
    const told = polled(draft).does('worker.process').does('rebalance').does('consumer.join').does('processing.failed');
    expect(told.state.members[0]).toMatchObject({ worker: [], positions: [-1], stored: [-1] });
  });

  it('aborts the transaction that it is in', () => {
    const told = written(given('seek')).does('processing.failed');
    expect(told.can('producer.end-transaction', { commit: true })).toBe(false);
    expect(told.can('consumer.poll')).toBe(false);
    told.does('producer.end-transaction', { commit: false }).settles();
    expect([outputsOf(told), committedOffset(told)]).toEqual([[0, 1], 2]);
  });
});
