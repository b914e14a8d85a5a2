import { describe, expect, it } from 'vitest';
import { data, inTransaction, marker } from '../../model/testing/records.ts';
import { replicated, story, transforming } from '../../model/testing/story.ts';
import { replicaOf, withBroker, withReplica } from '../../model/update.ts';
import { edited } from '../testing/verdict-on.ts';
import {
  acknowledged,
  effectsInside,
  effectsOutside,
  hasAcknowledged,
  judgesOutside,
  offsetOf,
  servedLog,
  serving,
} from './looking.ts';

/** Broker 0 leads and has a record more than broker 1. */
const told = story(replicated(2, 1, { scope: { records: 3 } }))
  .does('producer.send')
  .does('broker.produce');
const { world, state } = told;
const nobody = withBroker(state, 0, { ...state.brokers[0], up: false });

describe('readers are served', () => {
  it('by the broker that leads', () => {
    expect(serving(world, state, 0)).toBe(replicaOf(world, state, 0, 0));
    expect(servedLog(world, state, 0)).toBe(replicaOf(world, state, 0, 0).log);
  });

  it('by nobody while nobody leads', () => {
    expect(serving(world, nobody, 0)).toBeNull();
    expect(servedLog(world, nobody, 0)).toEqual([]);
  });

  it('a record where it is, and not what has its number and is a marker', () => {
    const log = [marker('commit', { value: 2 }), data(0), data(2), data(2)];
    const served = withReplica(world, state, 0, 0, { ...replicaOf(world, state, 0, 0), log });
    expect([0, 1, 2].map((value) => offsetOf(world, served, 0, value))).toEqual([1, -1, 2]);
    expect(offsetOf(world, nobody, 0, 0)).toBe(-1);
  });
});

it('of a record that was aborted and sent again the copy that stands is found, and one that was aborted where there is no other', () => {
  const log = [
    inTransaction(0),
    marker('abort'),
    inTransaction(1),
    inTransaction(0),
    marker('abort'),
    inTransaction(0),
  ];
  const served = withReplica(world, state, 0, 0, { ...replicaOf(world, state, 0, 0), log });
  expect([0, 1].map((value) => offsetOf(world, served, 0, value))).toEqual([5, 2]);
});

describe('what has taken effect', () => {
  const seen = (value: number, times: number) => ({ value, partition: 0, offset: value, leaderEpoch: 0, times });
  const after = edited(told, { processed: [[seen(0, 1), seen(1, 2)]], outputs: [seen(1, 1)] });

  it('outside is what a group has processed, inside what the reader behind a transform has read', () => {
    expect([0, 1, 2].map((value) => effectsOutside(after, 0, value))).toEqual([1, 2, 0]);
    expect([0, 1, 2].map((value) => effectsInside(after, value))).toEqual([0, 1, 0]);
  });

  it('counts outside of Kafka, but for a transform whose effect is its output', () => {
    expect(judgesOutside(world)).toBe(true);
    expect(judgesOutside({ ...world, externalEffect: false })).toBe(true);
    expect(judgesOutside(story(transforming()).world)).toBe(false);
    expect(judgesOutside(story(transforming({ application: { effect: 'external' } })).world)).toBe(true);
  });
});

describe('sends that were reported successful', () => {
  const sends = (['failed', 'acknowledged', 'none'] as const).map((outcome) => ({ times: 1, outcome }));

  it('are told from those that failed or were never answered', () => {
    expect(acknowledged(edited(told, { sends }))).toEqual([1]);
    expect(hasAcknowledged(edited(told, { sends }))).toBe(true);
    expect(hasAcknowledged(edited(told, { sends: [sends[0], sends[2]] }))).toBe(false);
  });
});
