import { describe, expect, it } from 'vitest';
import { asking } from '../../model/query.ts';
import type { Action } from '../../model/action.ts';
import { add, EMPTY, firstN } from '../../model/sets.ts';
import { replicated, story, transforming } from '../../model/testing/story.ts';
import {
  all,
  budget,
  type Change,
  changesOf,
  commitOnTheWay,
  down,
  group,
  inFlight,
  member,
  orphaned,
  orphanedBatch,
  orphanedEnd,
  producer,
  request,
  transaction,
} from '../testing/changes.ts';
import { endingStep, processSteps } from './process.ts';

/** Every condition of the arguments, by a state in which it alone is not met. */

const { world, state: settled } = story(
  transforming(replicated(2, 1, { topic: { partitions: 2 }, scope: { records: 2, members: 2 } })),
).settles();
const change = changesOf(world);

const pending = (of: number, ...offsets: readonly number[]) => ({
  producer: of,
  epoch: 0,
  transaction: 0,
  marked: 'nothing' as const,
  offsets,
});

const poll: Action = { type: 'downstream.poll', partition: 2 };
const marker: Action = { type: 'transaction.write-marker', producer: 1, partition: 2 };
const offsetsMarker: Action = { type: 'transaction.write-offsets-marker', producer: 1 };
const complete: Action = { type: 'transaction.complete', producer: 1 };

describe('a decided transaction is ended first', () => {
  it.each([complete, offsetsMarker])('by $type, whatever the brokers are at', (action) => {
    expect(endingStep(world, asking(settled), [poll, action], false)).toBe(action);
  });

  it('by a marker in a log once the brokers are steady', () => {
    expect(endingStep(world, asking(settled), [poll, marker], true)).toBe(marker);
    expect(endingStep(world, asking(settled), [poll, marker], false)).toBeNull();
    expect(endingStep(world, asking(settled), [marker, complete], false)).toBe(complete);
  });

  it('by nothing else', () => {
    expect(endingStep(world, asking(settled), [poll, { type: 'consumer.poll', member: 1 }], true)).toBeNull();
  });

  it.each<[string, Change, Action]>([
    ['a batch of its producer is on its way', inFlight(1, request({ stage: 'reply' }), request()), complete],
    [
      'a batch of nobody is',
      all(orphaned(orphanedEnd(0), orphanedBatch(0, 2, 1)), transaction(0, { epoch: 0 })),
      complete,
    ],
    ['the end of a transaction of its producer is', orphaned(orphanedEnd(1)), complete],
    ['a commit of its member is', orphaned(commitOnTheWay(1)), complete],
    [
      'somebody else has offsets pending, whoever owns anything',
      all(
        group({ pending: [pending(0, 1, -1), pending(1, -1, 1)] }),
        member(0, { positions: [-1, -1] }),
        member(1, { positions: [-1, -1] }),
      ),
      offsetsMarker,
    ],
    [
      'somebody else owns what the offsets are about',
      all(group({ pending: [pending(1, -1, 1)] }), member(0, { positions: [-1, 0] })),
      offsetsMarker,
    ],
    [
      'somebody else owns what begins with an offset',
      all(group({ pending: [pending(1, -1, 0)] }), member(0, { positions: [-1, 1] })),
      offsetsMarker,
    ],
    [
      'somebody else owns all of what the offsets are about',
      all(
        group({ pending: [pending(1, 1, 1)] }),
        member(0, { positions: [0, -1] }),
        member(1, { positions: [-1, -1] }),
      ),
      offsetsMarker,
    ],
  ])('but not where %s', (_what, changed, action) => {
    expect(endingStep(world, asking(changed(settled)), [poll, action], true)).toBeNull();
  });

  it('only offsets wait for the offsets of somebody else', () => {
    const changed = group({ pending: [pending(0, 1, -1)] })(settled);
    expect(endingStep(world, asking(changed), [poll, complete], true)).toBe(complete);
  });

  const apart = all(member(0, { positions: [0, -1] }), member(1, { positions: [-1, 0] }));
  it.each<[string, Change]>([
    ['its batches are answered', inFlight(1, request({ stage: 'reply' }), request({ stage: 'log' }))],
    ['a batch of another producer is on its way', inFlight(0, request())],
    ['requests of others are', orphaned(orphanedEnd(0), orphanedBatch(0, 2, 0), commitOnTheWay(0))],
    ['a batch of nobody is, which comes too late', all(orphaned(orphanedBatch(0, 2, 1)), transaction(0, { epoch: 1 }))],
    ['only its member owns what its offsets are about', all(apart, group({ pending: [pending(1, -1, 1)] }))],
  ])('also where %s', (_what, changed) => {
    for (const action of [complete, offsetsMarker]) {
      expect(endingStep(world, asking(changed(settled)), [poll, action], true)).toBe(action);
    }
  });
});

const of = (index: number) => ({
  send: { type: 'producer.send', producer: index, broker: 0 } as Action,
  receive: { type: 'producer.receive', producer: index, broker: 0 } as Action,
  end: { type: 'producer.end-transaction', producer: index, commit: true } as Action,
  complete: { type: 'transaction.complete', producer: index } as Action,
  offsetsMarker: { type: 'transaction.write-offsets-marker', producer: index } as Action,
  marker: { type: 'transaction.write-marker', producer: index, partition: 2 } as Action,
  timeOut: { type: 'transaction.time-out', producer: index } as Action,
  sendOffsets: { type: 'consumer.send-offsets', member: index } as Action,
  crash: { type: 'consumer.crash', member: index, late: false } as Action,
  restart: { type: 'consumer.restart', member: index } as Action,
  join: { type: 'consumer.join', member: index } as Action,
  sync: { type: 'consumer.sync', member: index } as Action,
  poll: { type: 'consumer.poll', member: index } as Action,
  evict: { type: 'group.evict', member: index } as Action,
});
const own = of(1);
const others = of(0);
const arrive = (index: number): Action => ({ type: 'network.arrive', index });

describe('a process in the middle of its loop', () => {
  /** Member 1 is about to send its offsets; everything that it has sent has been answered. */
  const working = all(member(1, { status: 'up', step: 'send-offsets' }), producer(1, { transactionState: 'open' }));
  const state = working(settled);

  it('goes on first once the brokers are steady, with all that it can do', () => {
    const orphans = orphaned(orphanedEnd(0), orphanedBatch(0, 2, 1));
    const enabled = [poll, own.sendOffsets, own.crash, own.send, own.complete, others.poll, others.send, own.evict];
    expect(processSteps(world, asking(state), enabled, 1, true)).toEqual([
      own.sendOffsets,
      own.crash,
      own.send,
      own.complete,
    ]);
    expect(processSteps(world, asking(orphans(state)), [arrive(0), arrive(1), others.end], 1, true)).toEqual([
      arrive(1),
    ]);
  });

  it('goes on first while it deals with coordinators only, but for what ends its transaction', () => {
    const enabled = [poll, own.sendOffsets, own.complete, own.offsetsMarker, own.marker, own.end, others.end];
    expect(processSteps(world, asking(state), enabled, 1, false)).toEqual([own.sendOffsets, own.end]);
  });

  it.each<[string, Change]>([
    ['a batch is on its way', inFlight(1, request())],
    ['the answer of one is', inFlight(1, request({ stage: 'reply' }))],
    ['a batch is to be sent again', producer(1, { queue: [request().batch] })],
    ['a record is to be sent again', producer(1, { resend: [0] })],
    ['a request of nobody is', orphaned(orphanedEnd(0), orphanedEnd(1))],
    ['it sends next', member(1, { step: 'send' })],
  ])('but not while brokers can fail and %s', (_what, changed) => {
    const canFail = budget({ 'broker.crash': 1 })(changed(state));
    expect(processSteps(world, asking(canFail), [own.sendOffsets, own.end], 1, false)).toBeNull();
  });

  it.each<[string, Change, boolean]>([
    ['the answer of a batch is on its way', inFlight(1, request({ stage: 'reply' })), true],
    ['a batch is to be sent again', producer(1, { queue: [request().batch] }), true],
    ['it sends next', member(1, { step: 'send' }), true],
    ['a batch is on its way', inFlight(1, request({ stage: 'reply' }), request()), false],
    ['a batch waits for followers', inFlight(1, request({ stage: 'log' })), false],
    ['a request of nobody is on its way', orphaned(orphanedEnd(1)), false],
  ])(
    'goes on first where leaders lead for good and an ISR may become too small, unless that decides: %s',
    (_what, changed, first) => {
      const steps = processSteps(world, asking(changed(state)), [poll, own.receive, own.complete], 1, false);
      expect(steps).toEqual(first ? [own.receive] : null);
    },
  );

  it('waits for followers where brokers are steady', () => {
    const waiting = inFlight(1, request({ stage: 'log' }))(state);
    expect(processSteps(world, asking(waiting), [own.end], 1, true)).toBeNull();
    expect(processSteps(world, asking(inFlight(1, request())(state)), [own.end], 1, true)).toEqual([own.end]);
  });

  it('whatever others have on their way', () => {
    const changed = all(inFlight(0, request()), orphaned(orphanedEnd(0)), member(0, { step: 'send' }));
    expect(processSteps(world, asking(changed(state)), [own.end], 1, false)).toEqual([own.end]);
  });

  it.each<[string, Change]>([
    ['has crashed and is in the group still', all(member(1, { status: 'crashed' }), group({ members: firstN(2) }))],
    ['is stalled', member(1, { status: 'stalled' })],
  ])('does nothing where it %s', (_what, changed) => {
    expect(processSteps(world, asking(changed(state)), [own.sendOffsets, own.end], 1, true) ?? []).toEqual([]);
  });
});

describe('a process between two polls', () => {
  const between = all(
    member(1, { status: 'up', step: 'poll', batch: [], owned: firstN(2) }),
    producer(1, { transactionState: 'ready', inFlight: [], queue: [], resend: [] }),
    group({ members: firstN(2) }),
  );
  const state = between(settled);

  it('takes its assignment first', () => {
    const enabled = [poll, own.sync, own.crash, own.timeOut, others.sync];
    expect(processSteps(world, asking(state), enabled, 1, false)).toEqual([own.sync, own.crash]);
  });

  it('joins first, or polls in place of that, where a poll gives the same later', () => {
    const enabled = [poll, own.join, own.poll, own.timeOut, others.join];
    expect(processSteps(world, asking(state), enabled, 1, false)).toEqual([own.join, own.poll]);
  });

  it.each<[string, Change, readonly Action[]]>([
    ['nothing is to be joined', (same) => same, [own.poll, own.crash]],
    ['it does not belong to the group', group({ members: add(EMPTY, 0) }), [own.sync, own.join]],
    ['a replica has not all of an input', change.replica(0, 1, { highWatermark: 0 }), [own.join, own.poll]],
    ['nobody leads what it owns', down(0, 1), [own.join, own.poll]],
    ['nobody leads some of what it owns', change.replica(0, 0, { leading: null }), [own.join, own.poll]],
    ['nobody leads the last of what it owns', change.replica(1, 1, { leading: null }), [own.join, own.poll]],
  ])('but not where %s', (_what, changed, enabled) => {
    expect(processSteps(world, asking(changed(state)), enabled, 1, false)).toBeNull();
  });

  it('whoever leads what it does not own', () => {
    const changed = all(member(1, { owned: add(EMPTY, 1) }), change.replica(0, 0, { leading: null }));
    expect(processSteps(world, asking(changed(state)), [own.join], 1, false)).toEqual([own.join]);
  });
});

it('a process that has crashed and is in the group no more starts again first, whatever else can happen', () => {
  const gone = all(member(1, { status: 'crashed' }), group({ members: add(EMPTY, 0) }), orphaned(orphanedEnd(1)));
  const enabled = [poll, own.restart, own.complete, own.timeOut, arrive(0), others.restart];
  for (const steady of [true, false]) {
    expect(processSteps(world, asking(gone(settled)), enabled, 1, steady)).toEqual([own.restart]);
  }
});
