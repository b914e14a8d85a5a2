import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { resolveSetup, setupOf } from './resolve.ts';

const EXTERNAL = { application: { offsets: 'external' } };
const notesOf = (draft: SetupDraft): readonly string[] => resolveSetup(setupInput(draft)).notes;
const withKeys = (application: object): SetupDraft => ({ application: { ...EXTERNAL.application, ...application } });

describe('offsets: external', () => {
  it('commits nothing to Kafka, and resolves to itself', () => {
    const setup = setupOf(EXTERNAL);
    expect(setup.consumer['enable.auto.commit']).toBe(false);
    expect(setup.application).toMatchObject({ offsets: 'external', 'offsets.guard': 'none' });
    expect(setupOf({ ...setup, faults: {} }).application).toEqual(setup.application);
  });

  it('says what has no effect beside it', () => {
    expect(notesOf({ consumer: { 'enable.auto.commit': true }, ...withKeys({ 'on.revoke': 'commit' }) })).toEqual([
      'enable.auto.commit has no effect: a new owner seeks to its row (offsets: external), whatever is committed to Kafka; taken as false',
      'application.on.revoke: commit has no effect: every effect has its row (offsets: external)',
    ]);
    expect(notesOf(withKeys({ 'commit.every': 'record' }))).toEqual([
      'application.commit.every has no effect: every effect has its row (offsets: external)',
    ]);
    expect(notesOf({ ...EXTERNAL, faults: { 'offsets.expired': 1 } })).toContain(
      'offsets.expired cannot happen where the application keeps its offsets itself (offsets: external or checkpoint); set it to 0',
    );
  });

  it.each([
    [{ shape: 'transform' }, 'no database transaction has the records in it that are written to Kafka'],
    [{ effect: 'kafka' }, 'the row is written in one database transaction with an effect outside'],
    [{ workers: 2 }, 'one row for a partition has no room for what is done out of order'],
    [{ commit: 'auto' }, 'the row is written with the effect, neither before nor after it'],
  ])('is refused with %j', (keys, why) => {
    expect(() => setupOf(withKeys(keys))).toThrow(why);
  });
});

it('a guard of rows that there are none of has no effect, which is said', () => {
  const application = { 'offsets.guard': 'offset', commit: 'after-processing' };
  expect(notesOf({ consumer: { 'enable.auto.commit': false }, application })).toEqual([
    'application.offsets.guard: offset has no effect: there are no rows (offsets: kafka)',
  ]);
});
