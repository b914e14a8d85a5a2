import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../model/action.ts';
import { fetch } from '../../model/broker/replication.ts';
import { isEqual } from '../../model/equal.ts';
import { asking } from '../../model/query.ts';
import { replicated, type Story, story, transforming } from '../../model/testing/story.ts';
import { clusterTrial } from '../../properties/trial.ts';
import { areSettled } from '../projection/settled.ts';
import { randomSteps } from '../testing/random-steps.ts';
import { budget, type Change, changesOf, down, inFlight, lags, request } from '../testing/changes.ts';
import { isSilent, noticedSteps } from './settled.ts';

/** A process whose output the leader, broker 1, has, and no follower: brokers 2 and 0 are alike. */
const written = (): Story =>
  story(transforming(replicated(3, 2, { faults: { 'broker.crash': 1 }, scope: { lags: 2 } })))
    .settles('producer.send')
    .does('producer.send')
    .does('broker.produce');

const { world, state } = written();
const change = changesOf(world);
const noCrash = budget({ 'broker.crash': 0 });

const fetchOf = (broker: number): Action => ({ type: 'replica.fetch', partition: 1, broker });
const lagOf = (broker: number): Action => ({ type: 'replica.lag', partition: 1, broker });
const crash: Action = { type: 'broker.crash', broker: 1 };
const timeOut: Action = { type: 'broker.time-out', producer: 0, broker: 1 };

/** What is left of steps after changes, one after the other. */
const left = (steps: readonly Action[], ...changes: readonly Change[]): readonly Action[] =>
  noticedSteps(world, asking(changes.reduce((before, to) => to(before), state)), steps);

/** Both followers have what the leader has, which has not heard of it. */
const brought: Change = (before) =>
  [2, 0].reduce((after, broker) => change.replica(broker, 1, { log: state.replicas[3]?.log ?? [] })(after), before);

describe('as long as a broker can crash', () => {
  it('everything is looked at', () => {
    expect(left([fetchOf(2), fetchOf(0), lagOf(2), crash])).toHaveLength(4);
  });
});

describe('once none can', () => {
  it('a fetch that only brings records comes first', () => {
    expect(left([lagOf(2), fetchOf(2), fetchOf(0)], noCrash)).toEqual([fetchOf(2)]);
  });

  it('one of which the leader hears does not', () => {
    expect(left([timeOut, fetchOf(2)], noCrash, brought)).toHaveLength(2);
  });

  it('of two followers that are alike the first is enough', () => {
    expect(left([fetchOf(2), fetchOf(0), lagOf(2), lagOf(0)], noCrash, brought)).toEqual([fetchOf(2), lagOf(2)]);
  });

  it.each<[string, Change]>([
    ['one has told more', change.leading(1, 1, { ends: [1, 1, 0] })],
    ['one has less', change.replica(0, 1, { log: [], highWatermark: 0 })],
    ['one is out of the ISR', change.leadership(1, { isr: 0b110 })],
    ['the leader asks for an ISR without one', change.leading(1, 1, { proposedIsr: 0b110 })],
    ['a request is on its way to one', inFlight(0, request({ broker: 0, partition: 1 }))],
    ['a broker is down', down(0)],
  ])('but not where %s', (_why, otherwise) => {
    const steps = [lagOf(2), lagOf(0)];
    expect(left(steps, noCrash, brought, otherwise)).toEqual(steps);
  });

  it('a lag that leaves the ISR large enough, whatever follows, is left out', () => {
    expect(left([timeOut, lagOf(2)], noCrash, brought, lags(1))).toEqual([timeOut]);
    expect(left([timeOut, lagOf(2)], noCrash, brought, lags(2))).toHaveLength(2);
    expect(left([timeOut, lagOf(2)], noCrash, brought, lags(1), change.leadership(1, { isr: 0b110 }))).toHaveLength(2);
  });

  it('a fetch in such an ISR comes first, unless a client waits', () => {
    expect(left([timeOut, fetchOf(2)], noCrash, brought, lags(1))).toHaveLength(2);
    expect(left([timeOut, fetchOf(2)], noCrash, brought, lags(1), inFlight(0))).toEqual([fetchOf(2)]);
    expect(left([timeOut, fetchOf(2)], noCrash, brought, lags(2), inFlight(0))).toHaveLength(2);
  });
});

it('a leader hears nothing by a fetch if its replica is the same after it', () => {
  const trial = clusterTrial(world.setup);
  const told = { something: 0, nothing: 0 };
  for (const { state: at } of randomSteps(trial, seedrandom('settled'), 70, 120)) {
    if (!areSettled(world).of(at, -1, -1)) continue;
    for (const action of trial.machine.enabled(at)) {
      if (action.type !== 'replica.fetch') continue;
      const { partition, broker } = action;
      const leaderAt = (state: typeof at) =>
        state.replicas[at.controller.partitions[partition].leader * world.partitions + partition];
      const isSame = isEqual(leaderAt(at), leaderAt(fetch.next(world, at, action)));
      expect(isSilent(world).of(at, partition, broker)).toBe(isSame);
      told[isSame ? 'nothing' : 'something'] += 1;
    }
  }
  expect(Math.min(told.something, told.nothing)).toBeGreaterThan(20);
});
