import { expect, it } from 'vitest';
import { rewritten } from '../../model/rewriting.ts';
import type { ClusterState } from '../../model/state.ts';
import { data } from '../../model/testing/records.ts';
import { replicated, story } from '../../model/testing/story.ts';
import { all, budget, type Change, changesOf, producer, request } from '../testing/changes.ts';
import { areNumbersSpent, withoutSpentNumbers } from './spent-numbers.ts';

const { world, state: first } = story(replicated(2, 1, { faults: { 'broker.crash': 1 } }));
const change = changesOf(world);

const numbered = (epoch: number, sequence: number): Change =>
  all(
    change.replica(0, 0, { log: [data(0, { producerId: 0, producerEpoch: epoch, sequence })] }),
    producer(0, { epoch, inFlight: [{ ...request(), batch: { ...request().batch, epoch, sequence } }] }),
  );

/** The only record is in the log of a leader for good, and its producer has not heard of it. */
const state = all(budget({ 'broker.crash': 0 }), producer(0, { handedOver: 1 }), numbered(0, 0))(first);
const areSpent = (changed: Change): boolean => areNumbersSpent(world).of(changed(state), -1, -1);
const shown = (changed: Change): ClusterState => rewritten(changed(state), [withoutSpentNumbers(world)]);

it('the numbers of a record that can be a duplicate alone are spent', () => {
  expect(areSpent(all())).toBe(true);
  expect(shown(numbered(1, 0))).toEqual(shown(all()));
});

it.each<[string, Change]>([
  ['it is not in the log yet', change.replica(0, 0, { log: [] })],
  [
    'it has another number there',
    change.replica(0, 0, { log: [data(0, { producerId: 0, producerEpoch: 1, sequence: 0 })] }),
  ],
  ['another one is to come', producer(0, { handedOver: 0 })],
  ['another one is on its way', producer(0, { queue: [request().batch] })],
  ['its leader may crash', budget({ 'broker.crash': 1 })],
  [
    'somebody has seen it committed under another number',
    (at) => ({ ...at, ledger: { ...at.ledger, committed: [[data(0, { producerId: 0, producerEpoch: 1 })]] } }),
  ],
])('they are not where %s', (_where, changed) => {
  expect(areSpent(changed)).toBe(false);
});
