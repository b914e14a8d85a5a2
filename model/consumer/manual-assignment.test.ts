import { describe, expect, it } from 'vitest';
import { committedOffset, outputsOf, processedBy } from '../testing/looking.ts';
import { story, type Story, transforming } from '../testing/story.ts';

const ASSIGN = { subscription: 'assign' };

/** Two records in the log, and two processes that read one at a time of them. */
const two = (draft: object = {}): Story =>
  story({
    application: ASSIGN,
    consumer: { 'max.poll.records': 1 },
    scope: { records: 2, members: 2 },
    ...draft,
  }).repeats('producer.send', 'broker.produce', 'producer.receive');

describe('a consumer that assigns itself its partitions', () => {
  it('is in no group: nobody waits for it, and nothing is rebalanced', () => {
    const told = two();
    expect(told.can('group.complete')).toBe(false);
    expect(told.can('consumer.join')).toBe(false);
    expect(told.does('consumer.sync', { member: 0 }).state.groups[0]).toMatchObject({ members: 0, generation: 0 });
  });

  it('has every partition, whoever else has them', () => {
    const { state } = two().does('consumer.sync', { member: 0 }).does('consumer.sync', { member: 1 });
    expect(state.members.map(({ owned }) => owned)).toEqual([1, 1]);
    expect(state.members.map(({ generation }) => generation)).toEqual([-1, -1]);
  });

  it('processes what others process as well, and takes the committed offset back', () => {
    const told = two()
      .does('consumer.sync', { member: 0 })
      .does('consumer.sync', { member: 1 })
      .does('consumer.poll', { member: 1 })
      .does('consumer.process', { member: 1 });
    for (let round = 0; round < 2; round += 1) {
      told.does('consumer.poll', { member: 0 }).does('consumer.process', { member: 0 });
      told.does('consumer.commit', { member: 0 });
    }
    expect(committedOffset(told)).toBe(2);
    expect(committedOffset(told.does('consumer.commit', { member: 1 }))).toBe(1);
    expect(processedBy(told)).toEqual([0, 0, 1]);
  });

  it('starts at the committed offset when its process starts again', () => {
    const told = story({ application: ASSIGN, faults: { 'consumer.crash': 1 } })
      .settles()
      .does('consumer.crash')
      .settles();
    expect(told.state.members[0].positions).toEqual([1]);
    expect(processedBy(told)).toEqual([0]);
  });

  it('ends in an orderly way without anybody to tell', () => {
    const told = story({ application: ASSIGN, faults: { 'consumer.close': 1 } }).does('consumer.sync');
    expect(told.does('consumer.close').does('consumer.leave').state.members[0].status).toBe('closed');
    expect(processedBy(told.settles())).toEqual([0]);
  });

  it('sends offsets in a transaction that no coordinator refuses', () => {
    const told = story(transforming({ application: { ...ASSIGN }, scope: { members: 2 } })).settles();
    expect(outputsOf(told)).toEqual([0, 0]);
  });

  it('may lose its offset while it reads: its group is empty (KIP-211)', () => {
    const told = story({ application: ASSIGN, faults: { 'offsets.expired': 1 } }).settles();
    expect(told.can('offsets.expired')).toBe(true);
  });
});
