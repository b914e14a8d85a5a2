import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { resolveSetup, setupOf } from './resolve.ts';

const MANUAL = { consumer: { 'enable.auto.commit': false } };
const notesOf = (draft: SetupDraft): readonly string[] => resolveSetup(setupInput({ ...MANUAL, ...draft })).notes;

describe('commit.every', () => {
  it.each([['batch'], ['record'], [2], ['7']])('takes %j', (every) => {
    const { application } = setupOf({ ...MANUAL, application: { 'commit.every': every } });
    expect(application['commit.every']).toBe(every === '7' ? 7 : every);
  });

  it.each([[0], ['message'], [1.5]])('refuses %j', (every) => {
    expect(() => setupOf({ application: { 'commit.every': every } })).toThrow('it takes batch, record or a number');
  });

  it('has no effect where polls commit, which is said', () => {
    expect(notesOf({ consumer: {}, application: { 'commit.every': 2 } })).toEqual([
      'application.commit.every: 2 has no effect: commit is auto, which goes by polls',
    ]);
  });

  it('of more records than the scope has commits nothing there, which is said', () => {
    expect(notesOf({ application: { 'commit.every': 500 }, scope: { records: 3 } })).toEqual([
      'application.commit.every is 500, and this scope has 3 records: a loop that commits by that count commits nothing here',
    ]);
    expect(notesOf({ application: { 'commit.every': 3 }, scope: { records: 3 } })).toEqual([]);
  });

  it('counts what is processed, so not before that', () => {
    const application = { commit: 'before-processing', 'commit.every': 2 };
    expect(() => setupOf({ application })).toThrow(
      'application.commit.every is 2, but commit is before-processing: what is not processed yet cannot be counted; leave commit.every out, or set it to record',
    );
    expect(() => setupOf({ application: { ...application, processing: 'async', 'commit.every': 'record' } })).toThrow(
      'and workers take a whole batch; leave commit.every out',
    );
  });

  it('goes with no transaction around each batch', () => {
    const application = { shape: 'transform', commit: 'after-processing', 'commit.every': 'record' };
    expect(() => setupOf({ producer: { 'transactional.id': 'billing' }, application })).toThrow(
      'leave commit.every out, or set commit to transaction',
    );
  });
});

describe('commit.covers', () => {
  it('has no effect with one worker, or where commits go by polls, which is said', () => {
    expect(notesOf({ application: { 'commit.covers': 'highest' } })).toEqual([
      'application.commit.covers: highest has no effect with one worker, which takes one record after the other',
    ]);
    expect(notesOf({ consumer: {}, application: { workers: 2, 'commit.covers': 'highest' } })).toEqual([
      'application.commit.covers: highest has no effect where commit is auto',
    ]);
    expect(notesOf({ application: { workers: 2, 'commit.covers': 'highest' } })).toEqual([]);
  });
});
