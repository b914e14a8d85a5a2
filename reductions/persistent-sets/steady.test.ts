import { expect, it } from 'vitest';
import type { Action } from '../../model/action.ts';
import { asking } from '../../model/query.ts';
import { replicated, story, transforming } from '../../model/testing/story.ts';
import { all, budget, type Change, changesOf, inFlight, lags, request } from '../testing/changes.ts';
import { areSteady, awaitedSteps } from './steady.ts';

/** One input, partition 0, and one output, on three brokers, with a lag left that no ISR becomes too small by. */
const { world, state: settled } = story(
  transforming(replicated(3, 2, { faults: { 'broker.crash': 1 }, scope: { members: 2, lags: 1 } })),
).settles();
const state = all(budget({ 'broker.crash': 0 }), lags(1))(settled);
const change = changesOf(world);

const fetchOf = (partition: number): Action => ({ type: 'replica.fetch', partition, broker: 0 });
const alterOf = (partition: number): Action => ({ type: 'controller.alter-partition', partition, broker: 0 });
const timeOutOf = (producer: number): Action => ({ type: 'broker.time-out', producer, broker: 0 });
const poll: Action = { type: 'consumer.poll', member: 0 };
const ofBoth = [0, 1].flatMap((index) => [fetchOf(index), alterOf(index), timeOutOf(index)]);

const waiting = inFlight(0, request({ stage: 'log', partition: 1 }));

it.each<[string, Change, boolean]>([
  ['a lag is left that no ISR becomes too small by', (same) => same, true],
  ['a follower has fallen behind', change.replica(0, 1, { log: [] }), true],
  ['two lags are left', lags(2), false],
  ['an ISR has shrunk', change.leadership(1, { isr: 0b11 }), false],
  ['a broker may crash', budget({ 'broker.crash': 1 }), false],
])('whether brokers are steady where %s', (_what, changed, steady) => {
  expect(areSteady(world, asking(changed(state)))).toBe(steady);
});

it('of a batch that waits, the fetches of its partition and its time-out decide', () => {
  expect(awaitedSteps(world, asking(waiting(state)), [poll, ...ofBoth])).toEqual([
    timeOutOf(0),
    fetchOf(1),
    alterOf(1),
  ]);
});

it('others that wait there are decided with it', () => {
  const both = all(waiting, inFlight(1, request({ stage: 'log', partition: 1 })));
  expect(awaitedSteps(world, asking(both(state)), ofBoth)).toEqual([
    timeOutOf(0),
    fetchOf(1),
    alterOf(1),
    timeOutOf(1),
  ]);
});

it.each<[string, Change]>([
  ['is on its way', inFlight(0, request({ partition: 1 }))],
  ['has its answer', inFlight(0, request({ stage: 'reply', partition: 1 }))],
])('nothing is decided by them where a batch %s', (_what, changed) => {
  expect(awaitedSteps(world, asking(changed(state)), ofBoth)).toBeNull();
});
