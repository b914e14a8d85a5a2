import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { FAULT_KINDS, faultKindOf } from '../model/faults/fault-kinds.ts';
import { range } from '../model/sets.ts';
import type { ClusterState } from '../model/state.ts';
import { replicated, small, transactional, transforming } from '../model/testing/story.ts';
import { HAZARDS } from '../properties/hazards/hazards.ts';
import { type ClusterTrial, clusterTrial } from '../properties/trial.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { randomSetup } from '../fuzz/random-setups.ts';
import { saysOf, withEverythingShared, withNothingShared } from './testing/content.ts';
import { randomSteps } from './testing/random-steps.ts';

/**
 * States with equal fingerprints are one to a search, so what they do next, and what is said of them, must depend on
 * their content alone: never on which of their parts are the same object. Tried on states of random runs, each against
 * two of the same content: one in which no part is shared, and one in which all equal parts are.
 */

const everyday = { 'broker.crash': 1, 'consumer.crash': 1, 'consumer.stall': 1, rebalance: 1, 'response.lost': 1 };
const lossy = { 'broker.power-loss': 1, 'broker.disk-loss': 1, 'request.lost': 1, 'leader.moved': 1 };
const connections = { 'connection.lost': 2, 'request.refused': 1, 'request.lost': 1 };
const producing = { ...connections, 'producer.crash': 1 };
const two = { scope: { records: 2, members: 2, lags: 1 } };
const unsafe = { producer: { acks: '1', 'enable.idempotence': false, retries: 3 } };

const setups: Readonly<Record<string, SetupDraft>> = {
  'three brokers': replicated(3, 2, { ...two, faults: everyday }),
  'three brokers that lose what they have': replicated(3, 1, { ...two, ...unsafe, faults: lossy }),
  'a broker that leads on in its epoch after it lost its log': replicated(2, 1, {
    ...unsafe,
    protocol: { registrationFencesOldIncarnation: false },
    faults: { 'broker.power-loss': 2, 'connection.lost': 2 },
  }),
  'truncation to the high watermark': replicated(3, 1, {
    ...two,
    protocol: { truncation: 'high-watermark' },
    faults: { 'broker.crash': 2 },
  }),
  'a producer that begins new epochs': small({ ...two, topic: { partitions: 2 }, faults: producing }),
  'a transactional producer': transactional({
    ...two,
    faults: { ...producing, 'broker.crash': 1, 'producer.stall': 1 },
  }),
  'transactional ids of input partitions': transforming({
    ...two,
    topic: { partitions: 2 },
    application: { 'transactional.ids': 'per-partition' },
    faults: everyday,
  }),
  'a transactional id for all': transforming({
    ...two,
    application: { 'transactional.ids': 'shared' },
    faults: everyday,
  }),
  'what expires': small({
    ...two,
    consumer: { 'auto.offset.reset': 'by_duration:P1D' },
    faults: {
      ...everyday,
      'records.aged': 1,
      'records.deleted': 1,
      'offsets.expired': 1,
      'consumer.close': 1,
      'processing.failed': 1,
    },
  }),
  'cooperative members': small({
    ...two,
    consumer: { 'partition.assignment.strategy': 'cooperative' },
    application: { 'on.revoke': 'commit' },
    faults: everyday,
  }),
  'KIP-848': small({ ...two, consumer: { 'group.protocol': 'consumer' }, faults: everyday }),
  'auto-commit to a worker': small({
    ...two,
    consumer: { 'enable.auto.commit': true },
    application: { commit: 'auto', processing: 'async' },
    faults: everyday,
  }),
  'a transform on 3.9': transforming({ kafka: '3.9', scope: { members: 2 }, faults: { ...everyday, ...connections } }),
  'a transform on 4.1': transforming({ kafka: '4.1', scope: { members: 2 }, faults: { ...everyday, ...connections } }),
  'a transform that the reductions apply to': transforming(
    replicated(3, 2, { scope: { members: 2 }, faults: { 'broker.crash': 1, 'consumer.crash': 1, rebalance: 1 } }),
  ),
  ...Object.fromEntries(HAZARDS.map(({ id, setup }) => [`hazard ${id}`, setup])),
};

const runs = 6;
const stepsMax = 120;
/** Of the states of a run one in so many is looked at. */
const stride = 17;
/** How many random setups are tried, of those that `npm run fuzz` draws. */
const randomMax = 30;

interface Wandered {
  readonly states: readonly ClusterState[];
  /** Of the actions that led there. */
  readonly types: ReadonlySet<string>;
}

/** States on random ways through the machine. */
function wander(trial: ClusterTrial, random: seedrandom.PRNG): Wandered {
  const states: ClusterState[] = [];
  const types = new Set<string>();
  for (const { run, step, action, state } of randomSteps(trial, random, runs, stepsMax)) {
    types.add(action.type);
    if ((step + run) % stride === 0) states.push(state);
  }
  return { states, types };
}

/** Of each state what is said of it, and what of it rebuilt. */
function* comparisons(trial: ClusterTrial, states: readonly ClusterState[]): Generator<readonly [string, string]> {
  const says = saysOf(trial);
  for (const state of states) {
    const text = says(state);
    for (const rebuild of [withNothingShared, withEverythingShared]) yield [text, says(state, rebuild)];
  }
}

/** The walks of a setup, once for all tests. */
const walks = new Map<string, Wandered & { readonly trial: ClusterTrial }>();
function walksOf(name: string) {
  const known = walks.get(name);
  if (known !== undefined) return known;
  const trial = clusterTrial(setupOf(setups[name]));
  const walked = { trial, ...wander(trial, seedrandom.alea(name)) };
  walks.set(name, walked);
  return walked;
}

describe.each(Object.keys(setups))('%s', (name) => {
  it('goes on the same from states of the same content', () => {
    const { trial, states } = walksOf(name);
    for (const [text, rebuilt] of comparisons(trial, states)) expect(rebuilt).toBe(text);
    expect(states.length).toBeGreaterThan(0);
  });
});

it.each(range(randomMax))('random setup %i goes on the same from states of the same content', (number) => {
  const trial = clusterTrial(setupOf(randomSetup('content', number)));
  const { states } = wander(trial, seedrandom.alea(String(number)));
  for (const [text, rebuilt] of comparisons(trial, states)) expect(rebuilt).toBe(text);
});

it('and faults of every kind have happened on the way', () => {
  const all = Object.keys(setups).map(walksOf);
  const kinds = new Set(all.flatMap(({ types }) => [...types].map(faultKindOf)));
  expect(FAULT_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
  expect(all.reduce((sum, { states }) => sum + states.length, 0)).toBeGreaterThan(500);
});
