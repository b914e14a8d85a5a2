import { expect, it } from 'vitest';
import { asking } from '../../model/query.ts';
import type { ClusterState } from '../../model/state.ts';
import { data } from '../../model/testing/records.ts';
import { replicated, story } from '../../model/testing/story.ts';
import {
  all,
  budget,
  type Change,
  changesOf,
  down,
  fenced,
  inFlight,
  lags,
  producer,
  request,
} from '../testing/changes.ts';
import { promptSteps } from './prompt-steps.ts';

const { world, state: first } = story(
  replicated(3, 2, { faults: { 'broker.crash': 1 }, scope: { records: 2, lags: 1 } }),
);
const change = changesOf(world);
const log = [data(0), data(1)];

/** No crash is left; the leader has two records, of which one is committed, and broker 1 both; broker 2 is in no ISR, and has nothing. */
const state = all(
  budget({ 'broker.crash': 0 }),
  producer(0, { handedOver: 2, inFlight: [request()] }),
  change.leadership(0, { isr: 0b011 }),
  change.replica(0, 0, { log, highWatermark: 1 }),
  change.leading(0, 0, { isr: 0b011, ends: [-1, 1, 0] }),
  change.replica(1, 0, { log, highWatermark: 1 }),
)(first);
const prompt = promptSteps(world);
const after = (changed: Change): ReturnType<typeof prompt> => prompt(asking<ClusterState>(changed(state)));

const committed = change.replica(2, 0, { log: [data(0)] });
const absent = all(committed, down(2), change.replica(2, 0, { leader: -1, leaderEpoch: -1 }));

it.each<[string, Change, string]>([
  ['a follower hears who leads', change.replica(2, 0, { leader: -1, leaderEpoch: -1 }), 'broker.update-metadata'],
  ['a broker comes back for which nobody waits', all(absent, fenced(0b100)), 'broker.restart'],
  [
    'a follower truncates what its leader has not',
    change.replica(2, 0, { log: [{ ...data(1), leaderEpoch: 1 }] }),
    'replica.fetch',
  ],
  ['a follower fetches that may not ask for the ISR where it is', all(), 'replica.fetch'],
])('%s at once', (_what, changed, type) => {
  expect(after(changed)).toEqual({ type, broker: 2, ...(type === 'replica.fetch' ? { partition: 0 } : {}) });
});

/** The leader is alone, and too few for a write; both followers have everything. */
const alone = all(
  change.replica(2, 0, { log }),
  change.leadership(0, { isr: 0b001 }),
  change.leading(0, 0, { isr: 0b001 }),
);

it('a follower with everything asks at once for the ISR of a leader that is alone', () => {
  expect(after(alone)).toEqual({ type: 'replica.fetch', partition: 0, broker: 1 });
});

it.each<[string, Change]>([
  ['as long as a broker may crash', budget({ 'broker.crash': 1 })],
  ['where two more records may come', inFlight(0, request(), request())],
  ['where it may ask for the ISR', committed],
  ['where it has been asked for', change.leading(0, 0, { proposedIsr: 0b111, proposedUnchanged: 0b111 })],
  [
    'which its leader still counts upon as it was',
    all(absent, fenced(0b100), change.leading(0, 0, { proposedIsr: 0b111 })),
  ],
  ['where another one may ask with less', all(alone, change.replica(2, 0, { log: [data(0)] }))],
])('nothing comes at once %s', (_where, changed) => {
  expect(after(changed)).toBe(null);
});

/** All three are in the ISR, and none lags any more; of the leader's two records followers have the one that is committed. */
const allIn = all(
  lags(0),
  change.leadership(0, { isr: 0b111 }),
  change.leading(0, 0, { isr: 0b111, ends: [-1, 1, 1] }),
  change.replica(1, 0, { log: [data(0)], highWatermark: 1 }),
  committed,
);

it('of two followers one fetches at once, for the other one can hold the high watermark', () => {
  expect(after(allIn)).toEqual({ type: 'replica.fetch', partition: 0, broker: 1 });
});

const second = change.replica(2, 0, { log });

it.each<[string, Change]>([
  ['while one may still lag', lags(1)],
  ['where the other one has what this one has not told', all(change.replica(1, 0, { log }), second)],
  ['where the other one is to leave', all(change.leadership(0, { isr: 0b011 }), second)],
])('none does %s', (_where, changed) => {
  expect(after(all(allIn, changed))).toBe(null);
});

it('the controller takes a follower at once into an ISR that is large enough without it, where none may lag', () => {
  const asked = change.leading(0, 0, { isr: 0b011, ends: [-1, 1, 2], proposedIsr: 0b111, proposedUnchanged: 0b111 });
  const all3 = all(allIn, second, change.leadership(0, { isr: 0b011 }), asked);
  expect(after(all3)).toEqual({ type: 'controller.alter-partition', partition: 0, broker: 0 });
  expect(after(all(all3, change.leading(0, 0, { proposedUnchanged: 0b011 })))).toBe(null);
  expect(after(all(all3, lags(1)))).toBe(null);
});
