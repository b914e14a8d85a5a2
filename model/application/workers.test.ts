import { describe, expect, it } from 'vitest';
import { has } from '../sets.ts';
import { Incident } from '../observer/ledger.ts';
import { committedOffset, processedBy } from '../testing/looking.ts';
import { type Story, story } from '../testing/story.ts';

/** So many records of one partition are in hand. */
const handed = (workers: 1 | 2 | 3 | 4, application: object = {}, draft: object = {}, records = 3): Story =>
  story({
    ...draft,
    application: { processing: 'async', workers, ...application },
    scope: { records, members: 'faults' in draft ? 2 : 1 },
  })
    .repeats('producer.send', 'broker.produce', 'producer.receive')
    .does('group.complete', { shift: 0 })
    .repeats('consumer.sync')
    .does('consumer.poll');

const isOutOfOrder = ({ state }: Story): boolean => has(state.ledger.incidents, Incident.outOfOrder);

describe('several workers', () => {
  it('are done with what they are at in any order', () => {
    const told = handed(2);
    expect(told.can('worker.overtake', { worker: 1 })).toBe(true);
    expect(processedBy(told.does('worker.overtake'))).toEqual([1]);
    expect(isOutOfOrder(told)).toBe(false);
    expect(isOutOfOrder(told.does('worker.process'))).toBe(true);
  });

  it('are at as many records as there are workers', () => {
    expect([1, 2].map((worker) => handed(2).can('worker.overtake', { worker }))).toEqual([true, false]);
    expect([1, 2].map((worker) => handed(3).can('worker.overtake', { worker }))).toEqual([true, true]);
    expect(handed(4, {}, {}, 2).can('worker.overtake', { worker: 2 })).toBe(false);
    expect(handed(1).can('worker.overtake')).toBe(false);
  });

  it('hold a commit back to the oldest record that is not done', () => {
    const told = handed(2).does('worker.overtake');
    expect(told.can('consumer.commit')).toBe(false);
    expect(committedOffset(told.does('worker.process').does('consumer.commit'))).toBe(2);
  });

  it('remember what is done before something older, as long as that is in hand', () => {
    const told = handed(3).does('worker.overtake', { worker: 2 });
    expect(told.state.members[0].finished).toEqual([3]);
    expect(told.does('worker.process').state.members[0].finished).toEqual([3]);
    expect(told.does('worker.process').state.members[0].finished).toEqual([-1]);
  });

  it('commit of a partition that was given up what is done without a gap', () => {
    const told = handed(2, {}, { faults: { rebalance: 1 } })
      .does('rebalance')
      .does('consumer.join', { member: 0 })
      .does('worker.overtake');
    expect(told.state.members[0].stored).toEqual([-1]);
    expect(told.does('worker.process').state.members[0].stored).toEqual([2]);
  });

  it('forget with on.revoke: drop what they had done ahead', () => {
    const told = handed(2, { 'on.revoke': 'drop' }, { faults: { rebalance: 1 } })
      .does('worker.overtake')
      .does('rebalance')
      .does('consumer.join', { member: 0 });
    expect(told.state.members[0]).toMatchObject({ worker: [], finished: [-1] });
  });
});

describe('order: key', () => {
  it('has a record wait for the one before it of its key, and for no other', () => {
    const told = handed(3, { order: 'key' });
    expect(told.can('worker.overtake', { worker: 1 })).toBe(true);
    expect(told.can('worker.overtake', { worker: 2 })).toBe(false);
    expect(told.does('worker.overtake').can('worker.overtake')).toBe(false);
    expect(isOutOfOrder(told.repeats('worker.process'))).toBe(false);
    expect(processedBy(told)).toEqual([0, 1, 2]);
  });

  it('keeps nothing in order that has another key', () => {
    const told = handed(2, { order: 'key' }).does('worker.overtake');
    expect(processedBy(told)).toEqual([1]);
    expect(told.can('worker.overtake')).toBe(false);
  });
});
