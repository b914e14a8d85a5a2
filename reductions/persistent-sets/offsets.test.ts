import { expect, it } from 'vitest';
import type { Action } from '../../model/action.ts';
import { asking } from '../../model/query.ts';
import { replicated, story, transforming } from '../../model/testing/story.ts';
import { all, budget, type Change, changesOf, down, group, lags, member, transaction } from '../testing/changes.ts';
import { offsetsStep } from './offsets.ts';

/** One of two processes, which may crash, is about to send its offsets; three brokers, of which one may crash. */
const { world, state: settled } = story(
  transforming(replicated(3, 2, { faults: { 'broker.crash': 1, 'consumer.crash': 1 }, scope: { members: 2 } })),
).settles();
const change = changesOf(world);
const state = member(1, { status: 'up', step: 'send-offsets' })(settled);

const poll: Action = { type: 'consumer.poll', member: 0 };
const sendOffsets: Action = { type: 'consumer.send-offsets', member: 1 };

const stepOf = (changed: Change): Action | null => offsetsStep(world, asking(changed(state)), [poll, sendOffsets]);

it('offsets go first, as long as every ISR stays large enough', () => {
  expect(stepOf((same) => same)).toBe(sendOffsets);
  expect(stepOf(all(budget({ 'broker.crash': 0 }), lags(1)))).toBe(sendOffsets);
  expect(stepOf(all(budget({ 'broker.crash': 0 }), down(2)))).toBe(sendOffsets);
  expect(offsetsStep(world, asking(state), [poll])).toBeNull();
});

it.each<[string, Change]>([
  ['a crash and a lag are left', lags(1)],
  ['two lags are', all(budget({ 'broker.crash': 0 }), lags(2))],
  ['a broker is down that has to leave the ISR', down(2)],
  ['the controller knows of two members of an ISR', change.leadership(1, { isr: 0b11 })],
  ['a leader knows of two members', change.leading(settled.controller.partitions[1].leader, 1, { isr: 0b11 })],
  ['a leader asks for two members', change.leading(settled.controller.partitions[1].leader, 1, { proposedIsr: 0b11 })],
])('not where the process may crash, and %s', (_what, changed) => {
  expect(stepOf(changed)).toBeNull();
  expect(stepOf(all(changed, budget({ 'consumer.crash': 0 })))).toBe(sendOffsets);
});

it.each<[string, Change]>([
  ['a member may stall', budget({ 'consumer.stall': 1 })],
  ['the group has gone on without the member', group({ generation: settled.groups[0].generation + 1 })],
  ['the coordinator has moved on to another epoch', transaction(1, { epoch: settled.producers[1].epoch + 1 })],
])('not where %s', (_what, changed) => {
  expect(stepOf(changed)).toBeNull();
});
