import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { resolveSetup, setupOf } from './resolve.ts';

const CHECKPOINT = { application: { offsets: 'checkpoint' } };
const notesOf = (draft: SetupDraft): string => resolveSetup(setupInput(draft)).notes.join('\n');

describe('offsets: checkpoint', () => {
  it('stands for a job that transforms in transactions, and resolves to itself', () => {
    const setup = setupOf(CHECKPOINT);
    expect(setup.application).toMatchObject({
      shape: 'transform',
      commit: 'transaction',
      subscription: 'assign',
      'transaction.spans': 'polls',
    });
    expect(setup.scope.members).toBe(1);
    expect(setupOf({ ...setup, faults: {} }).application).toEqual(setup.application);
  });

  it.each([
    [{ application: { shape: 'consume' } }, 'shape is consume'],
    [{ application: { commit: 'after-processing' } }, 'commit is after-processing'],
    [{ application: { subscription: 'subscribe' } }, 'subscription is subscribe'],
    [{ application: { 'transaction.spans': 'batch' } }, 'transaction.spans is batch'],
    [{ application: { 'transactional.ids': 'per-start' } }, 'transactional.ids is per-start'],
    [{ scope: { members: 2 } }, 'scope.members is 2'],
  ])('is refused with %j', (keys, why) => {
    const application = { ...CHECKPOINT.application, ...Object(keys).application };
    expect(() => setupOf({ ...keys, application })).toThrow(why);
  });

  it('says what an outage costs, unless the time-out is longer than any', () => {
    const lost = 'of a job that is down for longer the coordinator aborts what the last checkpoint wants committed';
    expect(notesOf(CHECKPOINT)).toContain(`transaction.timeout.ms is 60000: ${lost}`);
    expect(notesOf({ ...CHECKPOINT, producer: { 'transaction.timeout.ms': 2_147_483_647 } })).not.toContain(lost);
  });
});

describe('transaction.timeout.ms', () => {
  it('is refused where the brokers of the setup allow less, as its default is', () => {
    const broker = { 'transaction.max.timeout.ms': 30_000 };
    const producer = { 'transactional.id': 't' };
    expect(() => setupOf({ producer, broker })).toThrow(
      'producer.transaction.timeout.ms is 60000, more than the brokers’ transaction.max.timeout.ms, 30000',
    );
    expect(setupOf({ producer: { ...producer, 'transaction.timeout.ms': 30_000 }, broker }).producer).toMatchObject(
      producer,
    );
    // Kafka Streams has ten seconds by default.
    expect(() => setupOf({ application: { preset: 'streams-exactly-once-v2' }, broker })).not.toThrow();
    expect(() => setupOf({ broker })).not.toThrow();
  });

  it('longer than brokers allow is said to fail, unless they are told', () => {
    const producer = { 'transactional.id': 't', 'transaction.timeout.ms': 3_600_000 };
    expect(notesOf({ producer })).toContain('initTransactions() fails with InvalidTxnTimeoutException');
    expect(notesOf({ producer, broker: { 'transaction.max.timeout.ms': 3_600_000 } })).not.toContain(
      'initTransactions',
    );
  });

  it('of nothing lets no producer begin, and matters to none without transactions', () => {
    const none = { 'transaction.timeout.ms': 0 };
    expect(() => setupOf({ producer: { ...none, 'transactional.id': 't' } })).toThrow(
      'producer.transaction.timeout.ms is 0: initTransactions() fails with InvalidTxnTimeoutException',
    );
    expect(setupOf({ producer: none }).producer['transaction.timeout.ms']).toBe(60_000);
  });
});
