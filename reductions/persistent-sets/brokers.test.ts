import { describe, expect, it } from 'vitest';
import { asking } from '../../model/query.ts';
import type { Action } from '../../model/action.ts';
import { add, EMPTY, firstN, remove } from '../../model/sets.ts';
import { marker } from '../../model/testing/records.ts';
import { replicated, story, transforming } from '../../model/testing/story.ts';
import {
  all,
  budget,
  type Change,
  changesOf,
  commitOnTheWay,
  down,
  fenced,
  inFlight,
  lags,
  orphaned,
  orphanedBatch,
  orphanedEnd,
  request,
  transaction,
} from '../testing/changes.ts';
import { crashTakesNothing, harmlessFetch, recoveryStep } from './brokers.ts';

/** Every condition of an argument, by a state in which it alone is not met. */

const draft = transforming(
  replicated(3, 2, { topic: { partitions: 2 }, faults: { 'broker.crash': 1 }, scope: { records: 2, members: 2 } }),
);

/** Two inputs and two outputs with a replica on each of three brokers, of which the first in order leads; all is written. */
const { world, state: settled } = story(draft).settles();
const change = changesOf(world);
/** As a leader knows itself; a follower has none. */
const someLeading = settled.replicas[0]?.leading ?? null;
const everyone = firstN(3);
const same: Change = (state) => state;

const [fetch, restart, update, alter]: readonly Action[] = [
  { type: 'replica.fetch', partition: 2, broker: 1 },
  { type: 'broker.restart', broker: 1 },
  { type: 'broker.update-metadata', broker: 1 },
  { type: 'controller.alter-partition', partition: 2, broker: 1 },
];
const poll: Action = { type: 'downstream.poll', partition: 2 };

describe('the controller notices the only crash first', () => {
  /** Broker 1 is down: it leads partition 1 and follows in the others. */
  const { state } = story(draft).settles().does('broker.crash', { broker: 1 });
  const fence: Action = { type: 'controller.fence-broker', broker: 1 };
  const deciding = (status: 'prepare-commit' | 'prepare-abort' | 'ongoing', partitions: number): Change =>
    transaction(0, { status, partitions, transaction: 0 });
  /** Every replica of partition 1 has the marker of the transaction; its leader, which is down, has that replicated or not. */
  const marked = (isReplicated: boolean): Change => {
    const log = [...(settled.replicas[1]?.log ?? []), marker('commit')];
    const replicas = [0, 1, 2].map((broker) => change.replica(broker, 1, { log }));
    return all(...replicas, change.replica(1, 1, { highWatermark: isReplicated ? log.length : log.length - 1 }));
  };

  it('because all waits for that', () => {
    expect(recoveryStep(world, asking(state), [poll, fence])).toBe(fence);
  });

  it.each<[string, Change]>([
    ['the budget pays for another crash', budget({ 'broker.crash': 1 })],
    ['a follower may lag', lags(1)],
    ['another broker is down', down(0)],
    ['the last broker is down', down(2)],
    ['another broker is fenced', fenced(1)],
    ['a marker on the broker that is down is replicated', all(deciding('prepare-commit', add(EMPTY, 1)), marked(true))],
    ['that of a transaction that aborts is', all(deciding('prepare-abort', add(EMPTY, 1)), marked(true))],
    ...[0, 1, 3].flatMap((partition): [string, Change][] => {
      const { leader, leaderEpoch, partitionEpoch } = state.controller.partitions[partition];
      const smaller = remove(everyone, 0);
      const [asks, asked] = [0, 2];
      const follower = leader === 0 ? 2 : 0;
      return [
        [`the ISR of ${partition} lacks a replica`, change.leadership(partition, { isr: smaller })],
        [
          `a follower of ${partition} has not heard of its leader`,
          change.replica(follower, partition, { leaderEpoch: leaderEpoch - 1 }),
        ],
        [`a follower of ${partition} leads as well`, change.replica(follower, partition, { leading: someLeading })],
        [`what is below a high watermark of ${partition} is not everywhere`, change.lastRecord(2, partition, 'lost')],
        ...(leader === 1
          ? []
          : ([
              [`the leader of ${partition} has not heard of it`, change.replica(leader, partition, { leading: null })],
              [
                `the leader of ${partition} is of another epoch`,
                change.replica(leader, partition, { leaderEpoch: leaderEpoch - 1 }),
              ],
              [
                `the leader of ${partition} has asked for another ISR`,
                change.leading(leader, partition, { proposedIsr: add(add(EMPTY, asks), asked) }),
              ],
              [
                `the leader of ${partition} knows another ISR`,
                change.leading(leader, partition, { partitionEpoch: partitionEpoch - 1 }),
              ],
            ] satisfies [string, Change][])),
      ];
    }),
  ])('but not where %s', (_what, changed) => {
    expect(recoveryStep(world, asking(changed(state)), [fence])).toBeNull();
  });

  it.each<[string, Change]>([
    ['a transaction has not been decided', all(deciding('ongoing', add(EMPTY, 1)), marked(true))],
    ['its markers are for others', all(deciding('prepare-commit', remove(firstN(4), 1)), marked(true))],
    ['its marker waits for the next leader', deciding('prepare-commit', add(EMPTY, 1))],
    ['its marker is not replicated yet', all(deciding('prepare-commit', add(EMPTY, 1)), marked(false))],
    ['the broker that is down is behind', change.replica(1, 0, { leaderEpoch: -1 })],
  ])('also where %s', (_what, changed) => {
    expect(recoveryStep(world, asking(changed(state)), [fence])).toBe(fence);
  });

  it.each([
    ['is no larger than it has to be, not', 3, everyone, null],
    ['is larger than it has to be, but lacks a replica, not', 1, remove(everyone, 2), null],
    ['has everybody, and is larger than it has to be', 1, everyone, fence],
  ])('as far as the ISR goes: where it %s', (_what, minIsr, isr, expected) => {
    const crashed = story(transforming(replicated(3, minIsr, { faults: { 'broker.crash': 1 } }))).does('broker.crash', {
      broker: 1,
    });
    const changed = changesOf(crashed.world).leadership(0, { isr })(crashed.state);
    expect(recoveryStep(crashed.world, asking(changed), [fence])).toBe(expected);
  });
});

describe('recovery goes on before anything else', () => {
  const state = budget({ 'broker.crash': 0 })(settled);

  it.each([fetch, restart, update, alter])('by $type', (action) => {
    expect(recoveryStep(world, asking(state), [poll, action])).toBe(action);
  });

  it('by nothing but what the brokers do themselves', () => {
    expect(recoveryStep(world, asking(state), [poll, { type: 'broker.produce', producer: 0, broker: 0 }])).toBeNull();
  });

  it.each<[string, Change]>([
    ['the budget pays for a crash', budget({ 'broker.crash': 1 })],
    ['the first broker is down, and the controller has not noticed', down(0)],
    ['the last broker is down, and the controller has not noticed', down(2)],
    ['a broker is up again, and the controller has not noticed', fenced(2)],
    ['the first broker is up again, and the controller has not noticed', fenced(1)],
    ...[0, 2, 3].flatMap((partition): [string, Change][] => {
      const { leader, leaderEpoch } = state.controller.partitions[partition];
      const follower = leader === 0 ? 2 : 0;
      const onlyTwo = add(add(EMPTY, leader), follower);
      const onlyLeader = add(EMPTY, leader);
      return [
        [`nobody leads ${partition}`, change.leadership(partition, { leader: -1 })],
        [`the leader of ${partition} is down`, all(down(leader), fenced(1 << leader))],
        [
          `the leader of ${partition} is not in its ISR`,
          change.leadership(partition, { isr: remove(everyone, leader) }),
        ],
        [`the ISR of ${partition} is too small`, change.leadership(partition, { isr: onlyLeader })],
        [`a follower leads ${partition} as well`, change.leadsAs(follower, leader, partition)],
        [
          `the leader of ${partition} has not heard of its epoch`,
          change.replica(leader, partition, { leaderEpoch: leaderEpoch - 1 }),
        ],
        [
          `the leader of ${partition} takes the ISR for too small`,
          change.leading(leader, partition, { isr: onlyLeader }),
        ],
        [`a batch is on its way to a follower of ${partition}`, inFlight(1, request({ broker: follower, partition }))],
        [`a batch of nobody is on its way to a follower of ${partition}`, orphaned(orphanedBatch(follower, partition))],
        [
          `a batch is on its way to a follower of ${partition}, among others`,
          inFlight(0, request({ broker: leader, partition }), request({ broker: follower, partition })),
        ],
        [
          `a batch of nobody is on its way to a follower of ${partition}, among others`,
          orphaned(orphanedEnd(0), orphanedBatch(follower, partition)),
        ],
        [
          `what is below a high watermark of ${partition} is not on all of its ISR`,
          all(change.leadership(partition, { isr: onlyTwo }), change.lastRecord(follower, partition, 'lost')),
        ],
      ];
    }),
  ])('but not where %s', (_what, changed) => {
    expect(recoveryStep(world, asking(changed(state)), [fetch])).toBeNull();
  });

  it.each<[string, Change]>([
    ['the ISR is as small as it may be', change.leadership(2, { isr: add(add(EMPTY, 1), 2) })],
    ['the leader takes it for as small', change.leading(2, 2, { isr: add(add(EMPTY, 1), 2) })],
    [
      'a broker is down, and the controller knows it',
      all(
        down(1),
        fenced(2),
        change.leadership(1, { leader: 2 }),
        change.leadsAs(2, 1, 1),
        change.replica(1, 1, { leading: null }),
      ),
    ],
    ['a batch is on its way to the leader', inFlight(0, request({ broker: 2, partition: 2 }))],
    ['a batch is in the log of who led before', inFlight(0, request({ broker: 1, partition: 2, stage: 'log' }))],
    ['a batch for another partition is on its way', inFlight(0, request({ broker: 1, partition: 1 }))],
    ['a batch of nobody is on its way to the leader', orphaned(orphanedBatch(2, 2))],
    ['a batch of nobody for another partition is on its way', orphaned(orphanedBatch(1, 1))],
    ['the end of a transaction is on its way', orphaned(orphanedEnd(0), commitOnTheWay(0))],
  ])('also where %s', (_what, changed) => {
    expect(recoveryStep(world, asking(changed(state)), [fetch])).toBe(fetch);
  });
});

describe('the last crash takes nothing', () => {
  it('from brokers that are at rest', () => {
    for (const broker of [0, 1, 2]) expect(crashTakesNothing(world, asking(settled), broker)).toBe(true);
  });

  it.each<[string, Change]>([
    ['it is not the last', budget({ 'broker.crash': 2 })],
    ['a follower may lag besides', lags(1)],
    ['a broker is down already', down(0)],
    ['another ISR has been asked for', change.leading(0, 0, { proposedIsr: everyone })],
    ['a replica has not all of an input', change.replica(0, 1, { highWatermark: 0 })],
    ['a request is on its way to the broker', inFlight(0, request({ broker: 2 }))],
    ['its answer is on the way', inFlight(1, request({ broker: 0 }), request({ broker: 2, stage: 'reply' }))],
    ['a request of nobody is on its way to the broker', orphaned(orphanedBatch(2, 2))],
    ['a request of nobody is, among others', orphaned(orphanedBatch(1, 2), orphanedBatch(2, 2))],
    ['the broker has what its follower lacks', change.lastRecord(2, 2, 'one more')],
  ])('but not where %s', (_what, changed) => {
    expect(crashTakesNothing(world, asking(changed(settled)), 2)).toBe(false);
  });

  it.each<[string, Change]>([
    ['a request is on its way to another broker', inFlight(0, request({ broker: 1 }))],
    ['a request of nobody is on its way to another broker', orphaned(orphanedBatch(0, 2))],
    ['the end of a transaction is on its way', orphaned(orphanedEnd(0), commitOnTheWay(2))],
    ['another broker has what its follower lacks', change.lastRecord(0, 3, 'one more')],
    ['it has more than its leader', change.lastRecord(2, 3, 'one more')],
  ])('also where %s', (_what, changed) => {
    expect(crashTakesNothing(world, asking(changed(settled)), 2)).toBe(true);
  });
});

describe('a fetch is harmless although a broker can still crash', () => {
  /** Partition 2 is led by broker 2; broker 0 is next in order, broker 1 the last. */
  const [bySuccessor, byLast]: readonly Action[] = [
    { type: 'replica.fetch', partition: 2, broker: 0 },
    { type: 'replica.fetch', partition: 2, broker: 1 },
  ];
  const ahead = change.lastRecord(2, 2, 'one more');

  it('of the last replica in order, whose log will be cut to that of the successor', () => {
    expect(harmlessFetch(world, asking(ahead(settled)), [poll, bySuccessor, byLast])).toBe(byLast);
  });

  it('of the successor, once that has the whole log', () => {
    expect(harmlessFetch(world, asking(settled), [poll, bySuccessor, byLast])).toBe(bySuccessor);
  });

  /** Broker 0 leads partition 2, and has a record more; the first in order would lead next. */
  const another = all(
    change.leadership(2, { leader: 0 }),
    change.leadsAs(0, 2, 2),
    change.replica(2, 2, { leading: null }),
    change.lastRecord(0, 2, 'one more'),
  );
  const byFirst: Action = { type: 'replica.fetch', partition: 2, broker: 2 };

  it('of the last in order, whoever leads', () => {
    expect(harmlessFetch(world, asking(another(settled)), [byFirst, byLast])).toBe(byLast);
  });

  it.each<[string, Change, readonly Action[]]>([
    ['by the successor that lacks a record', ahead, [bySuccessor]],
    ['by the first in order that lacks a record', another, [byFirst]],
    ['where a follower may lag', lags(1), [byLast]],
    ['where it is not the last crash', budget({ 'broker.crash': 2 }), [byLast]],
    ['where there is no crash left', budget({ 'broker.crash': 0 }), [byLast]],
    ['where a broker is down already', down(1), [byLast]],
    ['where nobody fetches', same, [poll]],
  ])('but not %s', (_what, changed, actions) => {
    expect(harmlessFetch(world, asking(changed(settled)), actions)).toBeNull();
  });
});
