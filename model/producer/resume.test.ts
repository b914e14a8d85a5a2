import { describe, expect, it } from 'vitest';
import { logOf, outcomesOf, processedBy } from '../testing/looking.ts';
import { story, transactional, type Story } from '../testing/story.ts';

const stalls = { faults: { 'producer.stall': 1 } };

/** A producer pauses in the middle of its transaction. */
const pausesInTransaction = (kafka = '4.1'): Story =>
  story(transactional({ ...stalls, kafka }))
    .does('producer.send')
    .does('producer.stall');

it('a producer that pauses is answered meanwhile, and reads the answer when it goes on', () => {
  const told = story(stalls).does('producer.send').does('producer.stall').does('broker.produce');
  expect([told.can('producer.receive'), told.can('producer.stall'), told.can('producer.restart')]).toEqual([
    false,
    false,
    false,
  ]);
  told.does('producer.resume').does('producer.receive');
  expect([outcomesOf(told), told.can('producer.resume')]).toEqual([['acknowledged'], false]);
});

it('the coordinator aborts the transaction of a producer that pauses, which is fenced when it goes on', () => {
  const told = pausesInTransaction()
    .does('broker.produce')
    .does('transaction.time-out')
    .repeats('transaction.write-marker', 'transaction.complete');
  told.does('producer.resume').does('producer.receive').does('producer.end-transaction', { commit: true });
  expect([logOf(told), told.state.producers[0].up]).toEqual([[0, 'abort'], false]);
  expect(processedBy(told.settles())).toEqual([]);
});

describe('the abort of a producer whose transaction has timed out', () => {
  const aborts = (kafka: string): Story =>
    pausesInTransaction(kafka)
      .does('broker.produce')
      .does('transaction.time-out')
      .repeats('transaction.write-marker', 'transaction.complete')
      .does('producer.resume')
      .does('producer.receive')
      .does('producer.end-transaction', { commit: false });

  it('is fenced with transaction.version 1: the coordinator has aborted it under a newer epoch', () => {
    expect(aborts('3.9').state.producers[0].up).toBe(false);
  });

  it('is taken for a repetition with version 2, where every end has a newer epoch: the producer goes on', () => {
    const told = aborts('4.1');
    expect(told.state.producers[0]).toMatchObject({ up: true, transactionState: 'ready', epoch: 1 });
    expect(told.state.transactions[0]).toMatchObject({ status: 'complete-abort', epoch: 1 });
  });
});

it('a pause that is over before anybody misses the producer changes nothing', () => {
  const told = pausesInTransaction().does('producer.resume').does('broker.produce').does('producer.receive');
  told.does('producer.end-transaction', { commit: true });
  expect([processedBy(told.settles()), outcomesOf(told)]).toEqual([[0], ['acknowledged']]);
});

it('a producer that pauses may die of it', () => {
  const told = story({ faults: { 'producer.stall': 1, 'producer.crash': 1 } }).does('producer.stall');
  told.does('producer.crash').does('producer.restart');
  expect([told.can('producer.resume'), told.can('producer.send')]).toEqual([false, true]);
});

it('in a transform it is the member that pauses', () => {
  expect(() => story({ ...stalls, application: { shape: 'transform' } })).toThrow(
    'producer.stall cannot happen in a transform',
  );
});

describe('a producer that pauses for longer than delivery.timeout.ms', () => {
  const resends = { ...stalls, application: { 'on.send.failure': 'resend' } } as const;

  it('gives a batch up whose answer waits for it: an application that sends it again has it stored twice', () => {
    const told = story(resends).does('producer.send').does('producer.stall').does('broker.produce');
    told.does('producer.expire').does('producer.resume');
    expect([outcomesOf(told), told.can('producer.receive'), told.can('producer.expire')]).toEqual([
      ['failed'],
      false,
      false,
    ]);
    expect(logOf(told.settles())).toEqual([0, 0]);
  });

  it('leaves no sequence unresolved by it, and goes on in its epoch', () => {
    const told = story(resends).does('producer.send').does('producer.stall').does('broker.produce');
    told.does('producer.expire').does('producer.resume').does('producer.send');
    expect(told.state.producers[0].inFlight.map(({ batch }) => [batch.epoch, batch.sequence])).toEqual([[0, 1]]);
  });

  it('leaves what the broker has not read to arrive', () => {
    const told = story(resends).does('producer.send').does('producer.stall').does('producer.expire');
    told.does('broker.produce').does('producer.resume');
    expect([logOf(told), told.state.producers[0].inFlight]).toEqual([[0], []]);
  });

  it('may as well have paused for less', () => {
    const told = story(resends).does('producer.send').does('producer.stall').does('broker.produce');
    told.does('producer.resume');
    expect([told.can('producer.expire'), told.can('producer.receive')]).toEqual([false, true]);
  });
});
