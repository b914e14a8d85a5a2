import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { committedOffset, outputsOf, processedBy } from '../testing/looking.ts';
import { type Story, story, transforming } from '../testing/story.ts';

const stored = (told: Story): Story => told.does('producer.send').does('broker.produce').does('producer.receive');
const polled = (told: Story): Story =>
  told.does('group.complete', { shift: 0 }).repeats('consumer.sync').does('consumer.poll');

const consuming = (commit: string, draft: SetupDraft = {}): Story =>
  polled(stored(story({ ...draft, application: { commit, ...draft.application } })));

describe('a crash fits', () => {
  const crash = { faults: { 'consumer.crash': 1 } };

  it('between polling and processing: nothing is committed, and the record is delivered again', () => {
    const told = consuming('after-processing', crash).does('consumer.crash').settles();
    expect(processedBy(told)).toEqual([0]);
  });

  it('between processing and commit: the record is processed twice', () => {
    const told = consuming('after-processing', crash).does('consumer.process').does('consumer.crash').settles();
    expect(processedBy(told)).toEqual([0, 0]);
  });

  it('between commit and processing: the record is never processed', () => {
    const told = consuming('before-processing', crash).does('consumer.commit').does('consumer.crash').settles();
    expect(processedBy(told)).toEqual([]);
  });

  it('between every two steps of a transform', () => {
    const steps = ['producer.send', 'broker.produce', 'producer.receive', 'consumer.send-offsets'] as const;
    for (let done = 0; done <= steps.length; done += 1) {
      const told = polled(story(transforming(crash)));
      for (const step of steps.slice(0, done)) told.does(step);
      told.does('consumer.crash', { late: false }).settles();
      expect(outputsOf(told)).toEqual([0]);
    }
  });

  it('after EndTxn: what was committed stays so', () => {
    const told = polled(story(transforming(crash)));
    for (const step of ['producer.send', 'broker.produce', 'producer.receive', 'consumer.send-offsets'] as const) {
      told.does(step);
    }
    told.does('producer.end-transaction', { commit: true }).does('consumer.crash', { late: false }).settles();
    expect([outputsOf(told), committedOffset(told)]).toEqual([[0], 1]);
  });
});

describe('a commit', () => {
  it('whose response is lost has been made', () => {
    const told = consuming('after-processing', { faults: { 'response.lost': 1 } })
      .does('consumer.process')
      .does('offset-commit-response.lost', { member: 0 });
    expect(committedOffset(told)).toBe(1);
    // commitSync() does not return before it is answered: it is asked again.
    expect(told.can('consumer.commit')).toBe(true);
  });

  it('before processing covers the whole poll', () => {
    const told = polled(stored(stored(story({ application: { commit: 'before-processing' }, scope: { records: 2 } }))));
    expect(told.can('consumer.process')).toBe(false);
    told.does('consumer.commit');
    expect([committedOffset(told), processedBy(told)]).toEqual([2, []]);
  });
});

describe('a worker', () => {
  it('holds a manual commit back to what it has processed', () => {
    const told = polled(
      stored(
        stored(story({ application: { commit: 'after-processing', processing: 'async' }, scope: { records: 2 } })),
      ),
    );
    expect(told.can('consumer.commit')).toBe(false);
    told.does('worker.process').does('consumer.commit');
    expect([committedOffset(told), processedBy(told)]).toEqual([1, [0]]);
  });
});

describe('an idempotency key', () => {
  it('makes the second effect of a record none', () => {
    const told = consuming('after-processing', {
      application: { 'idempotency.key': true },
      faults: { 'consumer.crash': 1 },
    })
      .does('consumer.process')
      .does('consumer.crash')
      .settles();
    expect(processedBy(told)).toEqual([0]);
  });
});

describe('a transform whose effect is outside Kafka', () => {
  it('repeats it when its transaction is aborted by a crash, though its output appears once', () => {
    const told = polled(story(transforming({ application: { effect: 'external' }, faults: { 'consumer.crash': 1 } })))
      .does('consumer.process')
      .does('consumer.crash', { late: false })
      .settles();
    expect([processedBy(told), outputsOf(told)]).toEqual([[0, 0], [0]]);
  });
});

describe('a transform that does not rewind after an abort (KAFKA-17582)', () => {
  const aborted = (rewind: boolean): Story =>
    polled(story(transforming({ application: { 'rewind.on.abort': rewind }, faults: { 'request.lost': 1 } })))
      .does('producer.send')
      .does('request.lost')
      .does('producer.give-up')
      .does('producer.end-transaction', { commit: false })
      .settles();

  it('never works on the records of the aborted batch again', () => {
    expect([outputsOf(aborted(true)), outputsOf(aborted(false))]).toEqual([[0], []]);
  });
});

describe('closing after a fatal error', () => {
  /** The transaction timed out while its process was paused: the next request to the coordinator is fenced. */
  const fenced = (autoCommit: boolean): Story =>
    polled(story(transforming({ consumer: { 'enable.auto.commit': autoCommit }, faults: { 'consumer.stall': 1 } })))
      .does('producer.send')
      .does('broker.produce')
      .does('consumer.stall')
      .does('transaction.time-out')
      .does('transaction.write-marker')
      .does('transaction.complete')
      .does('consumer.resume')
      .does('consumer.send-offsets');

  it('auto-commit commits the position of the batch that was never written, and its record is lost', () => {
    const told = fenced(true);
    expect(committedOffset(told)).toBe(1);
    expect(outputsOf(told.settles())).toEqual([]);
  });

  it('without auto-commit the batch is read again', () => {
    const told = fenced(false);
    expect(committedOffset(told)).toBe(-1);
    expect(outputsOf(told.settles())).toEqual([0]);
  });
});
