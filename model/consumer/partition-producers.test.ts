import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { logOf, outputsOf } from '../testing/looking.ts';
import { type Story, story, transforming } from '../testing/story.ts';

/** A transform with a producer for each input partition, its first generation begun; member 0 has partition 0. */
const begun = (draft: SetupDraft = {}): Story =>
  story(transforming({ ...draft, application: { 'transactional.ids': 'per-partition', ...draft.application } }))
    .does('group.complete', { shift: 0 })
    .does('consumer.sync', { member: 0 });

const idOf = ({ state }: Story, id = 0) => state.transactions[id];
const positionsOf = ({ state }: Story, member = 0) => state.members[member].positions;

describe('a producer for an input partition', () => {
  it('begins when its member is given the partition, and before that asks where to start', () => {
    const told = begun();
    expect([positionsOf(told), told.state.producers[0].transactionState, told.can('consumer.poll')]).toEqual([
      [-1],
      'uninitialised',
      false,
    ]);
    told.does('producer.initialise').does('consumer.sync');
    expect([positionsOf(told), told.can('consumer.poll'), told.can('consumer.sync')]).toEqual([[0], true, false]);
  });

  it('has a transaction for its own records, with their offsets alone', () => {
    const told = begun({ topic: { partitions: 2 }, scope: { records: 2 } })
      .does('producer.initialise', { producer: 0 })
      .does('producer.initialise', { producer: 1 })
      .does('consumer.sync')
      .does('consumer.poll');
    expect([told.can('producer.send', { producer: 0 }), told.can('producer.send', { producer: 1 })]).toEqual([
      true,
      false,
    ]);
    told.does('producer.send').does('broker.produce').does('producer.receive').does('consumer.send-offsets');
    expect(told.state.groups[0].pending).toMatchObject([{ producer: 0, offsets: [1, -1] }]);
    told.does('producer.end-transaction');
    told.does('producer.send', { producer: 1 }).settles();
    expect([outputsOf(told), told.state.groups[0].committed]).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  it('is begun once more when the partition comes back', () => {
    const told = begun({ faults: { rebalance: 1 } })
      .does('producer.initialise')
      .does('consumer.sync');
    told.does('rebalance').does('consumer.join').does('group.complete').does('consumer.sync');
    expect(told.state.producers[0]).toMatchObject({ incarnation: 2, transactionState: 'uninitialised' });
    told.does('producer.initialise');
    expect([idOf(told).epoch, told.state.producers[0].epoch]).toEqual([1, 1]);
  });
});

describe('the next owner of an input partition (before KIP-447)', () => {
  const twoMembers = (kafka = '1.1.0') => begun({ kafka, faults: { 'consumer.stall': 1 }, scope: { members: 2 } });

  /** Member 0 is in the middle of its transaction when it stalls, and its group goes on without it. */
  const replaced = (kafka?: string): Story =>
    twoMembers(kafka)
      .does('producer.initialise')
      .does('consumer.sync', { member: 0 })
      .does('consumer.poll')
      .does('producer.send')
      .does('broker.produce')
      .does('consumer.stall', { member: 0 })
      .does('group.evict')
      .does('consumer.join', { member: 1 })
      .does('group.complete')
      .does('consumer.sync', { member: 1 });

  it('fences the former one, and ends what that had left open before it asks where to start', () => {
    const told = replaced().does('producer.initialise', { producer: 1 });
    expect([idOf(told).status, told.can('consumer.sync', { member: 1 })]).toEqual(['prepare-abort', false]);
    told.repeats('transaction.write-marker', 'transaction.complete').does('producer.initialise');
    expect(logOf(told, 0, 1)).toEqual([0, 'abort']);
    told.does('consumer.sync', { member: 1 }).does('consumer.resume').does('producer.receive');
    told.does('consumer.send-offsets', { member: 0 });
    expect(told.state.members.map(({ status }) => status)).toEqual(['crashed', 'up']);
    expect(outputsOf(told.settles())).toEqual([0]);
  });

  it('waits until the offsets of the former one are committed, and starts behind them', () => {
    const told = twoMembers()
      .does('producer.initialise')
      .does('consumer.sync', { member: 0 })
      .does('consumer.poll')
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('consumer.send-offsets')
      .does('producer.end-transaction')
      .does('consumer.stall', { member: 0 })
      .does('group.evict')
      .does('consumer.join', { member: 1 })
      .does('group.complete')
      .does('consumer.sync', { member: 1 });
    expect(told.can('producer.initialise')).toBe(false);
    told.repeats('transaction.write-marker', 'transaction.write-offsets-marker', 'transaction.complete');
    told.does('producer.initialise').does('consumer.sync', { member: 1 });
    expect(positionsOf(told, 1)).toEqual([1]);
  });

  it('is fenced in turn by one that stalled before it began, and begins afterwards', () => {
    const told = twoMembers()
      .does('consumer.stall', { member: 0 })
      .does('group.evict')
      .does('consumer.join', { member: 1 })
      .does('group.complete')
      .does('consumer.sync', { member: 1 })
      .does('producer.initialise', { producer: 1 })
      .does('consumer.sync', { member: 1 })
      .does('consumer.poll')
      .does('producer.send')
      .does('consumer.resume')
      .does('producer.initialise', { producer: 0 });
    expect(idOf(told)).toMatchObject({ status: 'prepare-abort', epoch: 1 });
    expect(outputsOf(told.settles())).toEqual([0]);
  });
});
