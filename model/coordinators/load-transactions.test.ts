import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { logOf, outcomesOf } from '../testing/looking.ts';
import { outputWritten, type Story, story, transactional, transforming } from '../testing/story.ts';

/** `__transaction_state` is on broker 1 alone, and the topic on broker 0. */
const apart = (draft: SetupDraft): SetupDraft => ({
  ...draft,
  cluster: { brokers: 2 },
  broker: { 'transaction.state.log.replication.factor': 1, 'transaction.state.log.min.isr': 1 },
});

/** A record is sent in a transaction, which is still open. */
const open = (draft: SetupDraft): Story =>
  story(apart(transactional(draft)))
    .does('producer.send')
    .does('broker.produce')
    .does('producer.receive');

const backAgain = (told: Story): Story => told.does('controller.fence-broker').does('broker.restart');
const entryOf = ({ state }: Story) => state.transactions[0];

const diskLost = (told: Story): Story =>
  backAgain(told.does('broker.disk-loss', { broker: 1 })).does('coordinator.load', { keeps: 0 });

const powerLost = (told: Story, keeps: number): Story =>
  backAgain(told.does('coordinator-log.lost', { broker: 1 })).does('coordinator.load', {
    coordinator: 'transaction',
    keeps,
  });

describe('__transaction_state whose only disk is lost', () => {
  const lost = (): Story => diskLost(open({ faults: { 'broker.disk-loss': 1 }, scope: { records: 2 } }));

  it('leaves an open transaction that nobody ends', () => {
    const told = lost().settles();
    expect(logOf(told)).not.toContain('abort');
    expect(told.state.transactions.every(({ status }) => status !== 'ongoing')).toBe(true);
  });

  it('refuses the client that had the old producer id', () => {
    const told = lost().does('producer.end-transaction', { commit: true });
    expect(told.state.producers[0].up).toBe(false);
    expect(outcomesOf(told)[0]).toBe('failed');
  });

  it('gives the transactional id another producer id, whose transactions end as ever', () => {
    const told = lost()
      .does('producer.end-transaction', { commit: true })
      .does('producer.restart')
      .does('producer.initialise');
    told.does('producer.send').does('broker.produce').does('producer.receive');
    told.does('producer.end-transaction', { commit: true }).does('transaction.write-marker');
    const [lostId, ...ids] = told.state.replicas[0]?.log.map(({ producerId }) => producerId) ?? [];
    expect(ids).toEqual([0, 0]);
    expect(lostId).not.toBe(0);
  });
});

describe('__transaction_state of which a power failure leaves a part', () => {
  const committed = (draft: SetupDraft = {}): Story =>
    open({ faults: { 'broker.power-loss': 1 }, ...draft }).does('producer.end-transaction', { commit: true });

  it('may lack the decision, after the client was told of it: the transaction times out and is aborted', () => {
    const told = committed();
    expect(outcomesOf(told)).toEqual(['acknowledged']);
    powerLost(told, 2);
    expect(entryOf(told)).toMatchObject({ status: 'ongoing', epoch: 0 });
    told.does('transaction.time-out').does('transaction.write-marker');
    expect(logOf(told)).toEqual([0, 'abort']);
  });

  it('may lack that the transaction began: no marker is ever written', () => {
    const told = powerLost(committed(), 1).settles();
    expect(logOf(told)).toEqual([0]);
  });

  it('may lack that it is over: the markers are there already', () => {
    const told = committed().does('transaction.write-marker').does('transaction.complete');
    powerLost(told, 3);
    expect(entryOf(told).status).toBe('prepare-commit');
    expect([told.can('transaction.write-marker'), told.can('transaction.complete')]).toEqual([false, true]);
  });
});

it('without transactions there is nothing of it to lose', () => {
  expect(story(apart({ faults: { 'broker.disk-loss': 1 } })).state.transactionsLog).toBeNull();
});

it('the offsets of a transaction whose id is lost stay pending, and a new owner waits for them', () => {
  const told = outputWritten(apart(transforming({ faults: { 'broker.disk-loss': 1, 'consumer.crash': 1 } }))).does(
    'consumer.send-offsets',
  );
  diskLost(told).settles();
  expect(told.state.groups[0].pending).toHaveLength(1);
  expect(told.state.members[0].owned).toBe(0);
});
