import { describe, expect, it } from 'vitest';
import { logOf, outcomesOf } from '../testing/looking.ts';
import { type Story, story, transactional } from '../testing/story.ts';

const resending = { application: { 'on.send.failure': 'resend' } };
const lost = { faults: { 'request.lost': 1 } };

/** The request for r0 was lost with its connection, and r0 is on its way again. */
const onItsWayAgain = (draft: object = {}): Story =>
  story({ ...lost, ...resending, ...draft })
    .does('producer.send')
    .does('request.lost')
    .does('producer.retry');

describe('delivery.timeout.ms of a batch that is on its way again', () => {
  it('is told the application, whose next send of the record is stored after it', () => {
    const told = onItsWayAgain().does('producer.expire');
    expect(outcomesOf(told)).toEqual(['failed']);
    told.does('producer.send');
    expect(told.state.producers[0].inFlight.map(({ batch, expired }) => [batch.epoch, expired])).toEqual([
      [0, true],
      [1, false],
    ]);
    expect([logOf(told.settles()), outcomesOf(told)]).toEqual([[0, 0], ['acknowledged']]);
  });

  it('leaves nobody to read the answer', () => {
    const told = onItsWayAgain().does('producer.expire').does('broker.produce');
    expect([logOf(told), told.state.producers[0].inFlight]).toEqual([[0], []]);
  });

  it('leaves the request where it is when the connection breaks, late or lost', () => {
    const told = (late: boolean) =>
      onItsWayAgain({ faults: { 'request.lost': 1, 'connection.lost': 1 } })
        .does('producer.expire')
        .does('connection.lost', { late });
    expect(told(true).state.orphanedRequests).toHaveLength(1);
    expect([told(false).state.orphanedRequests, told(false).state.producers[0].queue]).toEqual([[], []]);
  });

  it('passes for the oldest one first', () => {
    const told = story({ ...lost, ...resending, scope: { records: 2 } })
      .does('producer.send')
      .does('producer.send')
      .does('request.lost')
      .does('producer.retry');
    expect(told.does('producer.expire').state.producers[0].queue.map(({ value }) => value)).toEqual([1]);
    expect(told.can('producer.expire')).toBe(false);
    expect(told.does('producer.retry').can('producer.expire')).toBe(true);
  });

  it('has a transaction of version 1 aborted, which does not wait for the request', () => {
    const told = onItsWayAgain(transactional({ kafka: '3.5', ...lost })).does('producer.expire');
    expect(told.state.producers[0]).toMatchObject({ transactionState: 'must-abort', epochDue: true });
    told
      .does('producer.end-transaction', { commit: false })
      .repeats('transaction.write-marker', 'transaction.complete')
      .does('producer.initialise')
      .does('broker.produce');
    expect(logOf(told)).toEqual(['abort', 0]);
  });

  it.each([
    ['it is on its way for the first time', story({ ...lost, ...resending }).does('producer.send')],
    ['nobody does anything about it', onItsWayAgain({ application: {} })],
    ['an epoch of transaction.version 2 fences it', onItsWayAgain(transactional({ kafka: '4.1', ...lost }))],
    ['its client has none, before 2.1', onItsWayAgain({ protocol: { batchesExpireInFlight: false } })],
    ['it was handled already', onItsWayAgain().does('broker.produce')],
  ])('does not pass where %s', (_where, told) => {
    expect(told.can('producer.expire')).toBe(false);
  });

  it('lets the next record be written over what is still being sent, before KAFKA-19012', () => {
    const told = (kafka: string) =>
      onItsWayAgain({ kafka, application: { 'on.send.failure': 'resend' }, scope: { records: 2, attempts: 1 } })
        .does('producer.expire')
        .does('producer.send')
        .does('broker.produce');
    expect([logOf(told('3.9.1')), logOf(told('3.9.2'))]).toEqual([[1], [0]]);
  });
});
