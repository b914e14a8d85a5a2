import { describe, expect, it } from 'vitest';
import { Incident } from '../observer/ledger.ts';
import { has } from '../sets.ts';
import { processedBy } from '../testing/looking.ts';
import { type Story, small, story, transforming } from '../testing/story.ts';

const groupOf = ({ state }: Story) => state.groups[0];
const refusedZombie = ({ state }: Story) => has(state.ledger.incidents, Incident.staleCommit);

/** Two members of which the first owns the only partition and has polled its record. */
const polledByFirst = (draft = {}): Story =>
  story(small({ scope: { members: 2 }, faults: { 'consumer.stall': 1, rebalance: 1 }, ...draft }))
    .does('producer.send')
    .does('broker.produce')
    .does('producer.receive')
    .does('group.complete', { shift: 0 })
    .does('consumer.sync', { member: 0 })
    .does('consumer.sync', { member: 1 })
    .does('consumer.poll', { member: 0 });

/** The first member stalls with its record in hand, is evicted, and the second one owns the partition. */
const takenOver = (draft = {}): Story =>
  polledByFirst(draft)
    .does('consumer.stall', { member: 0 })
    .does('group.evict', { member: 0 })
    .does('consumer.join', { member: 1 })
    .does('group.complete')
    .does('consumer.sync', { member: 1 })
    .does('consumer.resume', { member: 0 });

describe('a group', () => {
  it('gives every partition to one member, in any rotation', () => {
    const owners = (shift: number) =>
      groupOf(story({ topic: { partitions: 3 }, scope: { members: 2 } }).does('group.complete', { shift })).assignment;
    expect([owners(0), owners(1)]).toEqual([
      [0, 1, 0],
      [1, 0, 1],
    ]);
  });

  it('waits in a rebalance until every member has joined', () => {
    const told = polledByFirst().does('rebalance');
    told.does('consumer.join', { member: 1 });
    expect(told.can('group.complete')).toBe(false);
    // The first member gets to poll() only when it is done with its record.
    expect(told.can('consumer.join', { member: 0 })).toBe(false);
    told.does('consumer.process').does('consumer.commit').does('consumer.join', { member: 0 });
    expect(told.can('group.complete')).toBe(true);
  });

  it('accepts a commit of the running generation while a rebalance is in preparation', () => {
    const told = polledByFirst().does('consumer.process').does('rebalance').does('consumer.commit');
    expect(groupOf(told).committed).toEqual([1]);
  });

  it('evicts nobody but a member that a fault has stopped', () => {
    const told = polledByFirst();
    expect(told.can('group.evict')).toBe(false);
    expect(told.does('consumer.stall', { member: 0 }).can('group.evict', { member: 0 })).toBe(true);
  });

  it('begins a new generation with every rebalance', () => {
    const told = takenOver();
    expect(groupOf(told)).toMatchObject({ generation: 2, phase: 'stable', members: 0b10, assignment: [1] });
  });
});

describe('a zombie', () => {
  it('has its commit refused after a rebalance', () => {
    const told = takenOver().does('consumer.process', { member: 0 }).does('consumer.commit', { member: 0 });
    expect(groupOf(told).committed).toEqual([-1]);
    expect(refusedZombie(told)).toBe(true);
    expect(told.state.members[0]).toMatchObject({ generation: -1, owned: 0, step: 'poll' });
  });

  it('processes its record all the same, and so does the new owner', () => {
    const told = takenOver().does('consumer.process', { member: 0 }).settles();
    expect(processedBy(told)).toEqual([0, 0]);
  });

  it('has its commit accepted when generations are not fenced', () => {
    const told = takenOver({ protocol: { generationFencing: false } })
      .does('consumer.process', { member: 0 })
      .does('consumer.commit', { member: 0 });
    expect(groupOf(told).committed).toEqual([1]);
    expect(has(told.state.ledger.incidents, Incident.foreignCommit)).toBe(true);
  });

  it('has the offsets of its transaction refused, aborts and joins again (KIP-447)', () => {
    const told = story(transforming({ scope: { members: 2 }, faults: { 'consumer.stall': 1 } }))
      .does('group.complete', { shift: 0 })
      .does('consumer.sync', { member: 0 })
      .does('consumer.sync', { member: 1 })
      .does('consumer.poll', { member: 0 })
      .does('producer.send', { producer: 0 })
      .does('broker.produce')
      .does('producer.receive')
      .does('consumer.stall', { member: 0 })
      .does('group.evict', { member: 0 })
      .does('consumer.join', { member: 1 })
      .does('group.complete')
      .does('consumer.resume', { member: 0 })
      .does('consumer.send-offsets', { member: 0 });
    expect(told.state.producers[0].transactionState).toBe('must-abort');
    expect([groupOf(told).pending, told.state.transactions[0].offsets]).toEqual([[], true]);
    told.does('producer.end-transaction', { producer: 0, commit: false }).does('transaction.write-offsets-marker');
    expect(told.can('consumer.poll', { member: 0 })).toBe(false);
    expect(told.can('consumer.join', { member: 0 })).toBe(true);
  });
});

describe('a member that has crashed', () => {
  it('starts again only after its old self has been evicted', () => {
    const told = polledByFirst({ faults: { 'consumer.crash': 1 } }).does('consumer.crash', { member: 0 });
    expect(told.can('consumer.restart')).toBe(false);
    told.does('group.evict').does('consumer.restart');
    expect(told.can('consumer.join', { member: 0 })).toBe(true);
  });
});

describe('a cooperative rebalance (KIP-429)', () => {
  const cooperative = { consumer: { 'partition.assignment.strategy': 'cooperative' } };

  it('lets a member go on with what it owns, and moves a partition in two rounds', () => {
    const told = polledByFirst(cooperative)
      .does('consumer.process')
      .does('consumer.commit')
      .does('rebalance')
      .does('consumer.join', { member: 0 })
      .does('consumer.join', { member: 1 });
    expect(told.state.members[0].owned).toBe(0b1);
    told.does('group.complete', { shift: 1 });
    expect(groupOf(told)).toMatchObject({ assignment: [-1], target: [1] });
    told.does('consumer.sync', { member: 1 }).does('consumer.sync', { member: 0 });
    expect([told.state.members[0].owned, told.state.members[1].owned, groupOf(told).phase]).toEqual([
      0,
      0,
      'preparing',
    ]);
    told.does('consumer.join', { member: 1 });
    // Nothing but what was given up is placed, so that the rebalance ends.
    expect(told.can('group.complete', { shift: 1 })).toBe(false);
    told.does('group.complete').does('consumer.sync', { member: 1 });
    expect(told.state.members[1]).toMatchObject({ owned: 0b1, positions: [1] });
  });

  it('decides anew, in any rotation, when somebody has left or the group is made to rebalance', () => {
    const told = polledByFirst({ ...cooperative, faults: { 'consumer.stall': 1, rebalance: 1 } })
      .does('consumer.process')
      .does('consumer.commit')
      .does('rebalance')
      .does('consumer.join', { member: 0 })
      .does('consumer.join', { member: 1 })
      .does('group.complete', { shift: 1 })
      .does('consumer.sync', { member: 0 });
    expect(groupOf(told)).toMatchObject({ phase: 'preparing', target: [1] });
    told.does('consumer.stall', { member: 0 }).does('group.evict', { member: 0 });
    expect(groupOf(told).target).toEqual([-1]);
    told.does('consumer.join', { member: 1 }).does('group.complete', { shift: 0 });
    expect(groupOf(told).assignment).toEqual([1]);
  });
});

describe('the consumer protocol (KIP-848)', () => {
  it('frees a partition before it gives it to somebody else', () => {
    const told = story(
      small({ consumer: { 'group.protocol': 'consumer' }, scope: { members: 2 }, faults: { rebalance: 1 } }),
    )
      .does('group.complete', { shift: 0 })
      .repeats('consumer.sync')
      .does('rebalance')
      .does('group.complete', { shift: 1 });
    expect(groupOf(told)).toMatchObject({ assignment: [0], target: [1] });
    expect(told.can('consumer.sync', { member: 1 })).toBe(false);
    told.does('consumer.sync', { member: 0 });
    expect(groupOf(told).assignment).toEqual([-1]);
    told.does('consumer.sync', { member: 1 });
    expect(groupOf(told).assignment).toEqual([1]);
  });
});

describe('a member of a cooperative group that missed a generation', () => {
  const late = (kafka: string): Story =>
    story(
      small({
        kafka,
        consumer: { 'partition.assignment.strategy': 'cooperative' },
        faults: { rebalance: 2 },
        scope: { members: 2 },
      }),
    )
      .does('group.complete', { shift: 0 })
      .does('consumer.sync', { member: 0 })
      .does('rebalance')
      .does('consumer.join', { member: 0 })
      .does('consumer.join', { member: 1 })
      .does('group.complete', { shift: 1 })
      .does('consumer.sync', { member: 1 })
      .does('rebalance')
      .does('consumer.join', { member: 0 })
      .does('consumer.join', { member: 1 })
      .does('group.complete', { shift: 1 });

  it('keeps what it claims until it gives it up', () => {
    expect(groupOf(late('3.4.1')).assignment).toEqual([-1]);
  });

  it('was not believed from KAFKA-12984 to KAFKA-14639, and its partition given away', () => {
    expect(groupOf(late('3.4.0')).assignment).toEqual([1]);
  });
});

describe('a partition that its member was to give up and may keep (KIP-848)', () => {
  const returned = (kafka: string): Story =>
    story(
      small({
        kafka,
        consumer: { 'group.protocol': 'consumer' },
        faults: { rebalance: 2 },
        scope: { members: 2 },
      }),
    )
      .does('group.complete', { shift: 0 })
      .does('consumer.sync', { member: 0 })
      .does('rebalance')
      .does('group.complete', { shift: 1 })
      .does('rebalance')
      .does('group.complete', { shift: 0 });

  it('stays its own', () => {
    expect(groupOf(returned('3.8')).assignment).toEqual([0]);
  });

  it('looked free before KAFKA-16147', () => {
    expect(groupOf(returned('3.7')).assignment).toEqual([-1]);
  });
});

it('a rebalance is joined only where the coordinator answers', () => {
  const told = polledByFirst({ faults: { rebalance: 1, 'broker.crash': 1 } }).does('rebalance');
  expect(told.can('consumer.join', { member: 1 })).toBe(true);
  expect(told.does('broker.crash').can('consumer.join', { member: 1 })).toBe(false);
});
