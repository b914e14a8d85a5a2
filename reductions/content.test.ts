import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { FAULT_KINDS, faultKindOf } from '../model/faults/fault-kinds.ts';
import type { ClusterState } from '../model/state.ts';
import { replicated, small, transactional, transforming } from '../model/testing/story.ts';
import { HAZARDS } from '../properties/hazards/hazards.ts';
import { type ClusterTrial, clusterTrial } from '../properties/trial.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve.ts';
import { persistentSetOf } from './persistent-sets/persistent-set.ts';
import { projection } from './projection.ts';
import { quotient } from './quotient.ts';
import { ALL_REDUCTIONS, applicable } from './reduced.ts';
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
    faults: { ...everyday, 'records.deleted': 1, 'offsets.expired': 1, 'consumer.close': 1, 'processing.failed': 1 },
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

const runs = 8;
const stepsMax = 120;
/** Of the states of a run one in so many is looked at. */
const stride = 9;

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

/** The state anew: nothing in it is the same object as anything else. */
const withNothingShared = (state: ClusterState): ClusterState => JSON.parse(JSON.stringify(state)) as ClusterState;

/** The state anew: whatever in it is equal is the same object. */
function withEverythingShared(state: ClusterState): ClusterState {
  const known = new Map<string, unknown>();
  return JSON.parse(JSON.stringify(state), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    const text = JSON.stringify(value);
    if (!known.has(text)) known.set(text, value);
    return known.get(text);
  }) as ClusterState;
}

/** All that is done and said in a state, as a text. */
function seenOf(trial: ClusterTrial): (state: ClusterState) => string {
  const { machine, world, properties, goals } = trial;
  const { symmetry, commuting } = applicable(world, ALL_REDUCTIONS);
  const merged = symmetry ? quotient(world, trial).machine : null;
  const projected = commuting && !world.transform ? projection(world, trial) : null;
  return (state) => {
    const enabled = machine.enabled(state);
    const seen = {
      fingerprint: machine.fingerprint(state),
      steps: enabled.map((action) => {
        const after = machine.next(state, action);
        const reached = goals.filter((goal) => goal.on.includes(action.type) && goal.reached(state, action, after));
        return { action, after, fingerprint: machine.fingerprint(after), goals: reached.map(({ id }) => id) };
      }),
      properties: properties.map((property) => [property.id, property.exercised(state), property.violation(state)]),
      representative: merged?.fingerprint(state),
      labels: [projected?.observation(state), projected?.terminal(state)],
      persistentSet: commuting && world.transform ? persistentSetOf(world, state, enabled) : null,
    };
    return JSON.stringify(seen, null, 1);
  };
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
    const seen = seenOf(trial);
    for (const state of states) {
      const text = seen(state);
      for (const other of [withNothingShared(state), withEverythingShared(state)]) expect(seen(other)).toBe(text);
    }
    expect(states.length).toBeGreaterThan(0);
  });
});

it('and faults of every kind have happened on the way', () => {
  const all = Object.keys(setups).map(walksOf);
  const kinds = new Set(all.flatMap(({ types }) => [...types].map(faultKindOf)));
  expect(FAULT_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
  expect(all.reduce((sum, { states }) => sum + states.length, 0)).toBeGreaterThan(1000);
});
