import { describe, expect, it } from 'vitest';
import { Incident } from '../../model/observer/ledger.ts';
import type { OrphanedRequest } from '../../model/network/requests/request.ts';
import { add, has } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { type Story, story, transactional, transforming } from '../../model/testing/story.ts';
import { withGroup, withLedger, withMember, withProducer } from '../../model/update.ts';
import { after, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import { zombieFencing } from './zombie-fencing.ts';

/** A record of an incarnation that has crashed arrives when the next one has begun. */
const late = (protocol: object = {}): Story =>
  story(transactional({ protocol, scope: { records: 2 }, faults: { 'producer.crash': 1 } }))
    .does('producer.send')
    .does('producer.crash', { late: true })
    .does('producer.restart')
    .does('producer.initialise')
    .does('network.arrive');

/** A member in the middle of its transaction, whose partition the group gives to the other one. */
const stalled = (protocol: object = {}): Story =>
  story(transforming({ protocol, scope: { members: 2 }, faults: { 'consumer.stall': 1 } }))
    .does('group.complete', { shift: 0 })
    .does('consumer.sync', { member: 0 })
    .does('consumer.sync', { member: 1 })
    .does('consumer.poll', { member: 0 })
    .does('producer.send', { producer: 0 })
    .does('broker.produce')
    .does('producer.receive')
    .does('consumer.stall', { member: 0 })
    .does('group.evict', { member: 0 })
    .does('consumer.resume', { member: 0 });

/** An EndTxn of an incarnation that has crashed arrives in the first transaction of the next one. */
const lateEnd = (protocol: object = {}): Story =>
  story(transactional({ protocol, faults: { 'producer.crash': 1, 'connection.lost': 1 }, scope: { records: 2 } }))
    .does('producer.send')
    .does('broker.produce')
    .does('producer.receive')
    .does('end-transaction.delayed', { commit: true })
    .does('producer.crash', { late: false })
    .does('producer.restart')
    .does('producer.initialise')
    .repeats('transaction.write-marker', 'transaction.complete')
    .does('producer.initialise')
    .does('producer.send')
    .does('broker.produce');

describe('zombie-fencing holds', () => {
  it('when what a zombie sends is refused', () => {
    expect(verdictOn(zombieFencing, late())).toBeNull();
  });

  it('when a zombie writes and nobody is given its record', () => {
    const told = late({ producerEpochFencing: false });
    expect(told.state.replicas[0]?.log[0]).toMatchObject({ value: 0, zombie: true });
    expect(verdictOn(zombieFencing, told)).toBeNull();
  });
});

describe('zombie-fencing holds for offsets and EndTxn', () => {
  it('when the offsets of a member that its group goes on without are refused', () => {
    const told = stalled().does('consumer.send-offsets');
    expect(told.state.producers[0].transactionState).toBe('must-abort');
    expect(verdictOn(zombieFencing, told)).toBeNull();
  });

  it('when the EndTxn of a replaced process changes nothing', () => {
    const before = lateEnd();
    const { transactions } = before.state;
    const told = before.does('network.arrive');
    expect(told.state.transactions).toBe(transactions);
    expect(verdictOn(zombieFencing, told)).toBeNull();
  });

  it('when a late EndTxn ends the transaction of the process that sent it', () => {
    const told = story(transactional({ kafka: '3.9', faults: { 'connection.lost': 1 }, scope: { records: 2 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('end-transaction.delayed', { commit: true })
      .does('network.arrive');
    expect(told.state.transactions[0].status).toBe('prepare-commit');
    expect(has(told.state.ledger.incidents, Incident.zombieArrived)).toBe(false);
  });
});

describe('zombie-fencing is violated', () => {
  it('when the offsets of a member that its group goes on without are taken', () => {
    const told = stalled({ transactionalOffsetsFencedByGeneration: false }).does('consumer.send-offsets');
    expect(verdictOn(zombieFencing, told)).toEqual({
      cause: 'a zombie’s offsets were taken',
      incident: Incident.zombieOffsets,
    });
  });

  it('when the EndTxn of a replaced process ends the transaction of its successor', () => {
    const told = lateEnd({ producerEpochFencing: false }).does('network.arrive');
    expect(told.state.transactions[0].status).toBe('prepare-commit');
    expect(verdictOn(zombieFencing, told)).toEqual({
      cause: 'a zombie ended a transaction',
      incident: Incident.zombieEnd,
    });
  });

  it('when a reader is given a record that a zombie wrote', () => {
    const told = late({ producerEpochFencing: false })
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('producer.end-transaction', { commit: true })
      .settles();
    expect(verdictOn(zombieFencing, told)).toEqual({
      cause: 'a zombie’s record was returned',
      incident: Incident.zombieRead,
    });
  });

  it('by what is told first, where several things have happened', () => {
    const told = late();
    const all = after(told, Incident.zombieEnd, Incident.zombieOffsets, Incident.zombieRead);
    expect(witnessIn(zombieFencing, told.world, all)?.cause).toBe('a zombie’s record was returned');
    const offsets = after(told, Incident.zombieEnd, Incident.zombieOffsets);
    expect(witnessIn(zombieFencing, told.world, offsets)?.cause).toBe('a zombie’s offsets were taken');
  });

  it('by what the observer has noted, whatever happens later', () => {
    const told = late();
    expect(witnessIn(zombieFencing, told.world, after(told, Incident.zombieRead))).toEqual({
      cause: 'a zombie’s record was returned',
      incident: Incident.zombieRead,
    });
  });
});

const END = { kind: 'end-transaction', producer: 0, epoch: 0, transaction: 0, commit: true } as const;

describe('zombie-fencing is put to the test', () => {
  it('by what a zombie has done, and by what it still may do', () => {
    const crashed = (): Story =>
      story(transactional({ scope: { records: 2 }, faults: { 'producer.crash': 1 } }))
        .does('producer.send')
        .does('producer.crash', { late: true })
        .does('producer.restart');
    expect(exercises(zombieFencing, crashed())).toBe(false);
    expect(exercises(zombieFencing, crashed().does('producer.initialise'))).toBe(true);
    expect(exercises(zombieFencing, late())).toBe(true);
    expect(exercises(zombieFencing, lateEnd())).toBe(true);
    expect(exercises(zombieFencing, stalled())).toBe(true);
  });

  const isTested = (world: Story['world'], state: ClusterState): boolean =>
    zombieFencing.checks(world).some((check) => check.exercised(state));

  it('by a request of a zombie that has arrived', () => {
    const { world, state } = story(transactional({ faults: { 'producer.crash': 1 } }));
    expect(isTested(world, state)).toBe(false);
    const incidents = add(state.ledger.incidents, Incident.zombieArrived);
    expect(isTested(world, withLedger(state, { incidents }))).toBe(true);
  });

  it.each<[string, (state: ClusterState) => ClusterState, boolean]>([
    ['a member that knows a generation that is over', (state) => state, true],
    ['one that knows the very first', (state) => member(state, { generation: 0 }), true],
    ['not one that is stalled still', (state) => member(state, { status: 'stalled' }), false],
    ['not one that has crashed', (state) => member(state, { status: 'crashed' }), false],
    ['not one that belongs to no generation', (state) => member(state, { generation: -1 }), false],
    [
      'not one that has no transaction open',
      (state) => withProducer(state, 0, { ...state.producers[0], transactionState: 'ready' }),
      false,
    ],
    [
      'not one that is in the group, in its generation',
      (state) => withGroup(state, 0, { ...state.groups[0], members: 0b11, generation: state.members[0].generation }),
      false,
    ],
  ])('by %s', (_who, change, expected) => {
    const { world, state } = stalled();
    expect(isTested(world, change(state))).toBe(expected);
  });

  const member = (state: ClusterState, change: Partial<ClusterState['members'][number]>): ClusterState =>
    withMember(state, 0, { ...state.members[0], ...change });

  it('not by a member whose offsets are not in its transactions', () => {
    const { world, state } = stalled();
    const setup = { ...world.setup, faults: { ...world.setup.faults, 'connection.lost': 1 } };
    expect(isTested({ ...world, setup }, state)).toBe(true);
    expect(isTested({ ...world, setup, commit: 'after-processing' }, state)).toBe(false);
  });

  it.each<[string, OrphanedRequest, boolean]>([
    ['an EndTxn of a replaced process', { ...END, incarnation: 0 }, true],
    ['not that of the process itself', { ...END, incarnation: 1 }, false],
    ['not a commit', { kind: 'offset-commit', member: 0, generation: 0, offsets: [1] }, false],
  ])('by %s that is on its way', (_what, orphan, expected) => {
    const { world, state } = story(transactional({ faults: { 'producer.crash': 1 } })).does('producer.send');
    const restarted = withProducer(state, 0, { ...state.producers[0], incarnation: 1 });
    expect(isTested(world, { ...restarted, orphanedRequests: [orphan] })).toBe(expected);
    const commit: OrphanedRequest = { kind: 'offset-commit', member: 0, generation: 0, offsets: [1] };
    expect(isTested(world, { ...restarted, orphanedRequests: [commit, orphan] })).toBe(expected);
  });

  it('not by transactions without a zombie', () => {
    expect(exercises(zombieFencing, story(transactional({ faults: { 'producer.crash': 1 } })).settles())).toBe(false);
  });
});

describe('zombie-fencing has no subject', () => {
  it('without a transactional id', () => {
    expect(zombieFencing.checks(story({ faults: { 'producer.crash': 1 } }).world)).toEqual([]);
  });
});
