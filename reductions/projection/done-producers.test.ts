import { expect, it } from 'vitest';
import { rewritten } from '../../model/rewriting.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicated, story } from '../../model/testing/story.ts';
import { withProducer } from '../../model/update.ts';
import { budget, type Change } from '../testing/changes.ts';
import { areProducersDone, withoutDoneProducers } from './done-producers.ts';

const faults = { 'response.lost': 1, 'broker.crash': 1, 'producer.crash': 1 };
const { world, state: settled } = story(replicated(3, 2, { faults })).settles();
/** The only record is acknowledged. */
const state = budget({ 'producer.crash': 0 })(settled);
const areDone = (at: ClusterState): boolean => areProducersDone(world).of(at, -1, -1);

it('producers are done that have heard of all their records', () => {
  expect(areDone(state)).toBe(true);
});

const client =
  (change: Partial<ClusterState['producers'][number]>): Change =>
  (at) =>
    withProducer(at, 0, { ...at.producers[0], ...change });

it.each<[string, Change]>([
  ['a record is still to be handed over', client({ handedOver: 0 })],
  ['a record is to be sent again by the application', client({ resend: [0] })],
  ['the process is paused', client({ stalled: true })],
  ['the process is to start again', client({ up: false })],
  ['the process may crash and start again', budget({ 'producer.crash': 1 })],
])('but not where %s', (_where, changed) => {
  expect(areDone(changed(state))).toBe(false);
});

it('how many of their answers may be lost does not matter then, and how many brokers may crash does', () => {
  const [with1, with0] = [1, 0].map((left) =>
    rewritten(budget({ 'response.lost': left })(state), [withoutDoneProducers(world)]),
  );
  expect(with1).toEqual(with0);
  expect(with1.budget).toEqual(budget({ 'response.lost': 0 })(state).budget);
});
