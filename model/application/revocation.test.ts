import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { processedBy } from '../testing/looking.ts';
import { type Story, story, transforming } from '../testing/story.ts';

type Listener = 'nothing' | 'commit' | 'drain' | 'drop';

/** A worker has two records in hand, one of them done, as the group rebalances. */
const inHand = (listener: Listener, draft: SetupDraft = {}): Story => {
  const told = story({
    faults: { rebalance: 1, 'consumer.stall': 1 },
    ...draft,
    application: { processing: 'async', 'on.revoke': listener },
    scope: { members: 2, records: 2 },
  });
  for (const _ of [1, 2]) told.does('producer.send').does('broker.produce').does('producer.receive');
  return told
    .does('group.complete', { shift: 0 })
    .repeats('consumer.sync')
    .does('consumer.poll')
    .does('worker.process');
};

const committed = ({ state }: Story) => state.groups[0].committed;
const held = ({ state }: Story) => state.members[0].worker.length;

describe('a rebalance listener that', () => {
  it.each([
    ['does nothing', 'nothing', -1, 1],
    ['commits', 'commit', 1, 1],
    ['drops what is in hand', 'drop', -1, 0],
  ] as const)('%s has its say when the partition is revoked', (_, listener, offset, left) => {
    const told = inHand(listener).does('rebalance').does('consumer.join', { member: 0 });
    expect([committed(told), held(told)]).toEqual([[offset], left]);
  });

  it('drains holds the rebalance up until the worker is done, and commits it all', () => {
    const told = inHand('drain').does('rebalance');
    expect(told.can('consumer.join', { member: 0 })).toBe(false);
    told.does('worker.process').does('consumer.join', { member: 0 });
    expect([committed(told), processedBy(told)]).toEqual([[2], [0, 1]]);
  });

  it.each([
    ['drain', false],
    ['drop', true],
  ] as const)('%ss what is in hand when the partition is lost, and commits nothing', (listener, joins) => {
    const told = inHand(listener).does('consumer.stall', { member: 0 }).does('group.evict').does('consumer.resume');
    expect(told.can('consumer.join', { member: 0 })).toBe(joins);
    if (!joins) told.does('worker.process');
    told.does('consumer.join', { member: 0 });
    expect([held(told), committed(told)]).toEqual([0, [-1]]);
  });
});

describe('what a worker has finished of a partition that has moved on', () => {
  /** The other member has the partition, and has committed both records. */
  const moved = (listener: Listener): Story =>
    inHand(listener)
      .does('rebalance')
      .repeats('consumer.join')
      .does('group.complete', { shift: 1 })
      .repeats('consumer.sync')
      .does('consumer.poll', { member: 1 })
      .does('worker.process', { member: 1 })
      .does('worker.process', { member: 1 })
      .does('consumer.commit', { member: 1 });

  it('is committed in the current generation, and takes the group back: nobody asks whose it is', () => {
    const told = moved('nothing');
    expect(committed(told)).toEqual([2]);
    told.does('consumer.commit', { member: 0 });
    expect(committed(told)).toEqual([1]);
    expect(told.can('consumer.commit', { member: 0 })).toBe(false);
    told.does('worker.process', { member: 0 }).does('consumer.commit', { member: 0 });
    expect(committed(told)).toEqual([2]);
  });

  it('waits for a generation of its own', () => {
    const told = inHand('nothing').does('rebalance').does('consumer.join', { member: 0 });
    expect(told.state.members[0].stored).toEqual([1]);
    expect(told.can('consumer.commit')).toBe(false);
  });

  it('is forgotten by a listener that drops what is in hand', () => {
    expect(moved('drop').can('consumer.commit', { member: 0 })).toBe(false);
  });

  it('is forgotten when the partition comes back, which is read again from the committed offset', () => {
    const told = inHand('nothing').does('rebalance').repeats('consumer.join').does('group.complete', { shift: 0 });
    expect(told.repeats('consumer.sync').state.members[0]).toMatchObject({ stored: [-1], positions: [0] });
  });
});

it('a listener that drains flushes the producer of a transform that does not wait for its sends', () => {
  const told = story(
    transforming({
      application: { commit: 'after-processing', processing: 'async', 'on.revoke': 'drain' },
      faults: { rebalance: 1 },
    }),
  )
    .does('group.complete')
    .does('consumer.sync')
    .does('consumer.poll')
    .does('producer.send')
    .does('consumer.commit')
    .does('rebalance');
  expect(told.can('consumer.join')).toBe(false);
  expect(told.does('broker.produce').does('producer.receive').can('consumer.join')).toBe(true);
});
