import { expect, it } from 'vitest';
import { asking } from '../../model/query.ts';
import type { Action } from '../../model/action.ts';
import { replicated, story, transforming } from '../../model/testing/story.ts';
import { budget, member } from '../testing/changes.ts';
import { persistentSetOf } from './persistent-set.ts';

/** Two processes on two brokers that are at rest; process 1 is in the middle of its loop. */
const { world, state: settled } = story(
  transforming(replicated(2, 1, { faults: { 'broker.crash': 1 }, scope: { members: 2 } })),
).settles();
const state = member(1, { status: 'up', step: 'send-offsets' })(budget({ 'broker.crash': 0 })(settled));

const poll: Action = { type: 'consumer.poll', member: 0 };
const crash: Action = { type: 'consumer.crash', member: 1, late: false };
const sendOffsets: Action = { type: 'consumer.send-offsets', member: 1 };
const endTransaction: Action = { type: 'producer.end-transaction', producer: 1, commit: true };
const read: Action = { type: 'downstream.poll', partition: 1 };
const restart: Action = { type: 'broker.restart', broker: 0 };
const complete: Action = { type: 'transaction.complete', producer: 0 };
const brokerCrash: Action = { type: 'broker.crash', broker: 0 };

it('one step is its own persistent set, and none is none', () => {
  expect(persistentSetOf(world, asking(state), [])).toEqual([]);
  expect(persistentSetOf(world, asking(state), [crash])).toEqual([crash]);
});

it('a read comes first, then recovery, then offsets, then the end of a transaction, then what a process does', () => {
  expect(persistentSetOf(world, asking(state), [poll, sendOffsets, complete, restart, read])).toEqual([read]);
  expect(persistentSetOf(world, asking(state), [poll, sendOffsets, complete, restart])).toEqual([restart]);
  expect(persistentSetOf(world, asking(state), [poll, sendOffsets, complete])).toEqual([sendOffsets]);
  expect(persistentSetOf(world, asking(state), [poll, endTransaction, complete])).toEqual([complete]);
  expect(persistentSetOf(world, asking(state), [poll, endTransaction, crash])).toEqual([endTransaction, crash]);
});

it('faults alone are none: the run may be over without them', () => {
  expect(persistentSetOf(world, asking(state), [poll, crash])).toEqual([poll, crash]);
});

it('a crash that takes nothing is not among them', () => {
  const atRest = budget({ 'broker.crash': 1 })(settled);
  expect(persistentSetOf(world, asking(atRest), [poll, brokerCrash])).toEqual([poll]);
  expect(persistentSetOf(world, asking(budget({ 'broker.crash': 2 })(settled)), [poll, brokerCrash])).toHaveLength(2);
});
