import { describe, expect, it } from 'vitest';
import { exhaustive } from '../../explorers/exhaustive.ts';
import { Incident } from '../../model/observer/ledger.ts';
import { has } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { type Story, story, transactional, transforming } from '../../model/testing/story.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve.ts';
import { after, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import { clusterTrial } from '../trial.ts';
import { admitsZombies, zombieFencing } from './zombie-fencing.ts';

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

  it('by what the observer has noted, whatever happens later', () => {
    const told = late();
    expect(witnessIn(zombieFencing, told.world, after(told, Incident.zombieRead))).toEqual({
      cause: 'a zombie’s record was returned',
      incident: Incident.zombieRead,
    });
  });
});

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

  it('not by transactions without a zombie', () => {
    expect(exercises(zombieFencing, story(transactional({ faults: { 'producer.crash': 1 } })).settles())).toBe(false);
  });
});

/** Worlds with transactions in which nothing leaves a zombie behind, by what their faults are. */
const WITHOUT_ZOMBIES: readonly (readonly [string, SetupDraft])[] = [
  ['a producer of its own without faults', transactional()],
  ['consumers that crash and stall', transactional({ faults: { 'consumer.crash': 1, 'consumer.stall': 1 } })],
  ['connections that are lost', transactional({ faults: { 'connection.lost': 2 } })],
  [
    'one lost connection (3.9)',
    transactional({ kafka: '3.9', faults: { 'connection.lost': 1 }, scope: { records: 2 } }),
  ],
  [
    'lost requests before KIP-360',
    transactional({ kafka: '2.4', faults: { 'request.lost': 2 }, scope: { records: 2 } }),
  ],
  ['a transform without faults', transforming({ scope: { members: 2 } })],
  ['an eager rebalance', transforming({ faults: { rebalance: 1 }, scope: { members: 2 } })],
  [
    'a rebalance under KIP-848',
    transforming({ consumer: { 'group.protocol': 'consumer' }, faults: { rebalance: 1 }, scope: { members: 2 } }),
  ],
  ['lost connections of a transform', transforming({ faults: { 'connection.lost': 1, 'response.lost': 1 } })],
];

describe('zombie-fencing has no subject', () => {
  it('without a transactional id', () => {
    expect(zombieFencing.checks(story({ faults: { 'producer.crash': 1 } }).world)).toEqual([]);
  });

  it.each(WITHOUT_ZOMBIES)('in a world of %s, and the whole of it has no zombie', (_name, draft) => {
    const { machine, isFault, world } = clusterTrial(setupOf(draft));
    expect(admitsZombies(world)).toBe(false);
    const zombie = {
      id: 'zombie',
      kind: 'always' as const,
      exercised: () => false,
      violation: ({ ledger: { incidents } }: ClusterState) =>
        has(incidents, Incident.zombieArrived) ? { cause: 'a zombie' } : null,
    };
    const { violations, complete } = exhaustive({ machine, isFault, properties: [zombie], goals: [] });
    expect({ violations, complete }).toEqual({ violations: [], complete: true });
  });

  it.each([
    ['a producer crashes', transactional({ faults: { 'producer.crash': 1 } })],
    ['a transform crashes', transforming({ faults: { 'consumer.crash': 1 } })],
    ['a transform stalls', transforming({ faults: { 'consumer.stall': 1 } })],
    [
      'a cooperative member works on through a rebalance',
      transforming({ consumer: { 'partition.assignment.strategy': 'cooperative' }, faults: { rebalance: 1 } }),
    ],
    ['a lost connection is fatal', transactional({ kafka: '2.4', faults: { 'connection.lost': 1 } })],
  ])('unless %s: then a search puts it to the test', (_name, draft) => {
    const { exercised } = exhaustive(clusterTrial(setupOf(draft)));
    expect(exercised['zombie-fencing']).toBeGreaterThan(0);
  });
});
