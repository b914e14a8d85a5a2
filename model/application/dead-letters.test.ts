import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { committedOffset, outputsOf, processedBy } from '../testing/looking.ts';
import { type Story, polled, story, transforming } from '../testing/story.ts';

const failing = (application: object = {}, faults: object = {}): SetupDraft => ({
  application: { 'on.processing.failure': 'dead-letter', ...application },
  faults: { 'processing.failed': 1, ...faults },
  scope: { records: 2 },
});
const waiting = { 'on.send.failure': 'resend' };

/** The handler fails on the first of two records. */
const failed = (draft: SetupDraft): Story => polled(draft).does('processing.failed');

const deadLetters = ({ state }: Story): number => state.ledger.deadLetters[0];
const FIRST = 1;

describe('a dead letter', () => {
  it('is stored, and the loop goes on behind its record', () => {
    const told = failed(failing()).does('consumer.dead-letter').settles();
    expect([processedBy(told), deadLetters(told), committedOffset(told)]).toEqual([[1], FIRST, 2]);
  });

  it('is on its way while the loop commits past its record, and gone if the process crashes then', () => {
    const told = failed(failing({}, { 'consumer.crash': 1 }))
      .does('consumer.process')
      .does('consumer.commit');
    expect(committedOffset(told)).toBe(2);
    told.does('consumer.crash').settles();
    expect([processedBy(told), deadLetters(told)]).toEqual([[1], 0]);
  });

  it('keeps a loop that waits for its answer from committing and polling', () => {
    const told = failed(failing(waiting)).does('consumer.process');
    expect([told.can('consumer.commit'), told.can('consumer.poll')]).toEqual([false, false]);
    expect(committedOffset(told.does('consumer.dead-letter').does('consumer.commit'))).toBe(2);
  });

  it('of a worker holds the commits of a loop back that waits for its answer', () => {
    const draft = (application: object) => failing({ processing: 'async', ...application });
    expect(failed(draft({})).can('consumer.commit')).toBe(true);
    const told = failed(draft(waiting)).does('worker.process');
    expect(told.can('consumer.commit')).toBe(false);
    expect(committedOffset(told.does('consumer.dead-letter').does('consumer.commit'))).toBe(2);
  });

  it('that is refused is gone where nobody looks at the answer, and sent again where somebody waits', () => {
    const refused = { 'request.refused': 1 };
    const gone = failed(failing({}, refused)).does('dead-letter.refused').settles();
    expect([processedBy(gone), deadLetters(gone), committedOffset(gone)]).toEqual([[1], 0, 2]);
    const again = failed(failing(waiting, refused)).does('dead-letter.refused').settles();
    expect([processedBy(again), deadLetters(again)]).toEqual([[1], FIRST]);
    const sought = failed(failing({ 'on.send.failure': 'seek' }, refused))
      .does('dead-letter.refused')
      .settles();
    expect([processedBy(sought), deadLetters(sought)]).toEqual([[1], FIRST]);
  });

  it('is waited for and gone all the same where a refusal is logged', () => {
    const told = failed(failing({ 'on.send.failure': 'log' }, { 'request.refused': 1 })).does('consumer.process');
    expect(told.can('consumer.commit')).toBe(false);
    told.does('dead-letter.refused').settles();
    expect([processedBy(told), deadLetters(told), committedOffset(told)]).toEqual([[1], 0, 2]);
  });

  it('is what close() waits for', () => {
    const told = failed(failing({}, { 'consumer.close': 1 }))
      .does('consumer.process')
      .does('consumer.commit');
    expect(told.does('consumer.close').can('consumer.leave')).toBe(false);
    expect(told.does('consumer.dead-letter').can('consumer.leave')).toBe(true);
  });
});

describe('a dead letter of a transform', () => {
  const given = (draft: SetupDraft): Story =>
    story(transforming(draft))
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('processing.failed')
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('consumer.send-offsets');

  it('is stored with its transaction', () => {
    const told = given(failing());
    expect(deadLetters(told)).toBe(0);
    told.does('producer.end-transaction', { commit: true }).settles();
    expect([outputsOf(told), deadLetters(told), committedOffset(told)]).toEqual([[1], FIRST, 2]);
  });

  it('is not stored without it: the record comes again', () => {
    const told = given(failing({}, { 'consumer.crash': 1 }))
      .does('consumer.crash', { late: false })
      .settles();
    expect([outputsOf(told), deadLetters(told)]).toEqual([[0, 1], 0]);
  });

  it('that is refused has a loop start its batch again which waits for its sends', () => {
    const apart = {
      ...failing({ commit: 'after-processing' }, { 'request.refused': 1 }),
      producer: { 'transactional.id': null },
    };
    const told = story(transforming({ ...apart, scope: { records: 1 } }))
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('processing.failed')
      .does('dead-letter.refused')
      .settles();
    expect([outputsOf(told), committedOffset(told)]).toEqual([[0], 1]);
  });
});
