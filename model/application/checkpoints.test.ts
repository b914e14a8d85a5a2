import { describe, expect, it } from 'vitest';
import { committedOffset, outputsOf } from '../testing/looking.ts';
import { story, type Story, transforming } from '../testing/story.ts';

const job = (draft: object = {}): Story =>
  story(
    transforming({
      faults: { 'consumer.crash': 2, 'consumer.stall': 1 },
      ...draft,
      application: { offsets: 'checkpoint' },
    }),
  );

/** A job whose output is stored in an open transaction. */
const written = (draft: object = {}): Story =>
  job(draft)
    .does('consumer.sync')
    .does('consumer.poll')
    .does('producer.send')
    .does('broker.produce')
    .does('producer.receive');

/** A job that is down behind its checkpoint. */
const down = (draft: object = {}): Story =>
  written(draft).does('consumer.checkpoint').does('consumer.crash', { late: false });

const decisions = ({ state }: Story): readonly string[] => state.ledger.transactions.map(({ decided }) => decided);

describe('a checkpoint', () => {
  it('waits until everything of its transaction is answered', () => {
    const told = job().does('consumer.sync').does('consumer.poll').does('producer.send').does('broker.produce');
    expect(told.can('consumer.checkpoint')).toBe(false);
    expect(told.does('producer.receive').can('consumer.checkpoint')).toBe(true);
  });

  it('has the offsets, which are in no transaction, and comes before the commit', () => {
    const told = written();
    expect([told.can('producer.end-transaction'), told.can('consumer.send-offsets')]).toEqual([false, false]);
    told.does('consumer.checkpoint');
    expect(committedOffset(told)).toBe(1);
    expect(outputsOf(told.does('producer.end-transaction', { commit: true }).settles())).toEqual([0]);
  });

  it('is what a job goes back to that was down before it: the transaction is aborted, and the record read again', () => {
    const told = written().does('consumer.crash', { late: false }).settles('transaction.time-out');
    expect(decisions(told)).toEqual(['abort', 'commit']);
    expect(outputsOf(told)).toEqual([0]);
  });
});

describe('a job that was down behind its checkpoint', () => {
  it('commits the transaction of its predecessor before it reads on, without InitProducerId', () => {
    const told = down().does('consumer.restart');
    expect([told.can('consumer.sync'), told.can('producer.initialise')]).toEqual([false, false]);
    told.does('producer.end-transaction', { commit: true });
    expect(told.state.producers[0].transactionState).toBe('uninitialised');
    told.settles('transaction.time-out');
    expect(decisions(told)).toEqual(['commit']);
    expect(outputsOf(told)).toEqual([0]);
  });

  it('commits it once more when nobody knows whether it was committed', () => {
    const told = written({ faults: { 'consumer.crash': 1, 'response.lost': 1 } })
      .does('consumer.checkpoint')
      .does('end-transaction-response.lost')
      .does('consumer.crash', { late: false })
      .settles('transaction.time-out');
    expect(decisions(told)).toEqual(['commit']);
    expect(outputsOf(told)).toEqual([0]);
  });

  it.each(['3.7', '4.1'])('for longer than transaction.timeout.ms loses it, and goes on (%s)', (kafka) => {
    const told = down({ kafka }).does('transaction.time-out').settles();
    expect(decisions(told)).toEqual(['abort']);
    expect(committedOffset(told)).toBe(1);
    expect(outputsOf(told)).toEqual([]);
    expect(told.state.members[0]).toMatchObject({ status: 'up', step: 'poll', positions: [1] });
  });

  it('may be down again before it has committed', () => {
    const told = down()
      .does('consumer.restart')
      .does('consumer.crash', { late: false })
      .settles('transaction.time-out');
    expect(outputsOf(told)).toEqual([0]);
  });

  it('never is down for longer than the longest time-out', () => {
    const producer = { 'transaction.timeout.ms': 2_147_483_647 };
    expect(outputsOf(down({ producer }).settles())).toEqual([0]);
    expect(down({ producer }).can('transaction.time-out')).toBe(false);
  });
});

it('a job that pauses behind its checkpoint loses its transaction to the time-out as well', () => {
  const told = written().does('consumer.checkpoint').does('consumer.stall').does('transaction.time-out').settles();
  expect(outputsOf(told)).toEqual([]);
});
