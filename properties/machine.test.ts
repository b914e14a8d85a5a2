import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replay } from '../explorers/replay.ts';
import { walk, walkRun } from '../explorers/walk.ts';
import type { Action } from '../model/action.ts';
import { cluster } from '../model/cluster.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { NotEnabledError, type Schedule } from '../model/machine.ts';
import type { ClusterState } from '../model/state.ts';
import { replicated, small, story, transactional, transforming } from '../model/testing/story.ts';
import { type ClusterTrial, clusterTrial } from './trial.ts';

const everyClientFault = { 'producer.crash': 1, 'consumer.crash': 1, 'consumer.stall': 1, rebalance: 1 };
/** Producers of a transform have no process of their own. */
const inTransforms = { 'producer.crash': 0 };
const expiry = { 'offsets.expired': 1 };
const everyNetworkFault = { 'request.lost': 1, 'response.lost': 1, 'connection.lost': 1 };
const everyBrokerFault = { 'broker.crash': 1, 'broker.power-loss': 1, 'broker.disk-loss': 1 };
const everyFault = { ...everyClientFault, ...everyNetworkFault, ...everyBrokerFault };

/** Setups that have between them every subsystem, fault and version. */
const setups: Readonly<Record<string, SetupDraft>> = {
  'acks=all on three brokers, 4.1': replicated(3, 2, {
    faults: everyFault,
    scope: { records: 2, members: 2, lags: 2 },
  }),
  'acks=1 on two brokers with unclean elections, 2.0': replicated(2, 1, {
    kafka: '2.0',
    producer: { acks: '1', retries: 3 },
    broker: { 'unclean.leader.election.enable': true },
    faults: everyFault,
    scope: { records: 3, lags: 1 },
  }),
  'acks=0 and auto-commit, 0.11': small({
    kafka: '0.11',
    producer: { acks: '0' },
    consumer: { 'enable.auto.commit': true },
    // Nobody waits for a response that could be lost.
    faults: { ...everyClientFault, ...everyNetworkFault, 'response.lost': 0 },
    scope: { records: 2, members: 2 },
  }),
  'auto-commit with a worker and several partitions, 2.8': small({
    kafka: '2.8',
    topic: { partitions: 3 },
    consumer: { 'enable.auto.commit': true, 'max.poll.records': 1 },
    application: { processing: 'async' },
    faults: everyClientFault,
    scope: { records: 3, members: 2 },
  }),
  'two groups and two producers that send again, 3.5': small({
    kafka: '3.5',
    application: { 'on.send.failure': 'resend', commit: 'before-processing' },
    faults: { ...everyClientFault, ...everyNetworkFault },
    scope: { records: 1, producers: 2, groups: 2 },
  }),
  'a cooperative group that starts at the end, 3.9': small({
    kafka: '3.9',
    topic: { partitions: 2 },
    consumer: { 'partition.assignment.strategy': 'cooperative', 'auto.offset.reset': 'latest' },
    application: { 'on.revoke': 'commit' },
    faults: { ...everyClientFault, rebalance: 2 },
    scope: { records: 2, members: 2 },
  }),
  'clients that number, retry and commit otherwise': small({
    consumer: { 'max.poll.records': 1 },
    client: {
      keepsSequencesOverMetadataLoss: false,
      numbersBufferedRecords: false,
      burnsIndefiniteSequences: false,
      commitsInOrder: false,
      commitsNextOffset: false,
    },
    faults: { ...everyClientFault, ...everyNetworkFault, ...expiry, 'broker.crash': 1 },
    scope: { records: 2, members: 2 },
  }),
  'clients that keep what they should forget': small({
    kafka: '2.8.1',
    topic: { partitions: 2 },
    client: {
      lateOffsetStore: 'kept',
      dropsBatchOnRebalance: false,
      flushesQueueOnRebalance: false,
      forgetsRevokedPartitions: false,
      seeksBackOnCacheExpiry: false,
    },
    faults: { ...everyClientFault, ...expiry, rebalance: 2 },
    scope: { records: 2, members: 2 },
  }),
  'the consumer protocol, 4.1': small({
    topic: { partitions: 2 },
    consumer: { 'group.protocol': 'consumer' },
    faults: { ...everyClientFault, rebalance: 2 },
    scope: { records: 2, members: 3 },
  }),
  'transactions on three brokers, 4.1': replicated(3, 2, {
    ...transactional(),
    topic: { partitions: 2, 'replication.factor': 3, 'min.insync.replicas': 2 },
    cluster: { brokers: 3 },
    faults: everyFault,
    scope: { records: 2, members: 1, lags: 1 },
  }),
  'transactions, 3.5': transactional({ kafka: '3.5', faults: everyFault, scope: { records: 3 } }),
  'a transform in transactions, 2.0': transforming({
    kafka: '2.0',
    faults: { ...everyClientFault, ...everyNetworkFault, ...inTransforms },
    scope: { records: 2, members: 2 },
  }),
  'a transform in transactions with effects outside, 4.1': transforming({
    topic: { partitions: 2 },
    application: { effect: 'external' },
    faults: { ...everyFault, ...inTransforms },
    scope: { records: 2, members: 2 },
  }),
  'a transform without transactions, 2.8': small({
    kafka: '2.8',
    application: { shape: 'transform', commit: 'after-processing', processing: 'async' },
    faults: { ...everyClientFault, ...everyNetworkFault, ...inTransforms },
    scope: { records: 2 },
  }),
};

const seed = 'machine';
const stepsMax = 60;
/** Runs whose every state and every action is looked at. */
const runsLookedAt = 6;
const runsRested = 80;

const keyOf = (action: Action): string => JSON.stringify(action);

/** A few runs, with their states and actions. */
const runsOf = (trial: ClusterTrial) =>
  Array.from({ length: runsLookedAt }, (_, run) => [...walkRun(trial, seed, run, { stepsMax })]);

function lastState(trial: ClusterTrial, schedule: Schedule<Action>): ClusterState {
  return replay(trial.machine, schedule).at(-1)?.after ?? trial.machine.init;
}

/** Whether an action that is not enabled is refused as such; a matcher for each would take most of the time. */
function isRefused({ machine }: ClusterTrial, state: ClusterState, action: Action): boolean {
  try {
    machine.next(state, action);
    return false;
  } catch (error) {
    return error instanceof NotEnabledError;
  }
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

/** Where a refusal comes from nobody reads here, and to find it out takes longer than all else. */
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

describe.each(Object.entries(setups))('the machine with %s', (_name, draft) => {
  const setup = setupOf(draft);
  const trial = clusterTrial(setup);
  const { machine } = trial;
  const runs = runsOf(trial);
  const steps = runs.flat();

  it('takes every action that it enables, leaving the state as it was, and refuses every other one', () => {
    const known = new Map(
      steps.flatMap(({ before }) => machine.enabled(before)).map((action) => [keyOf(action), action]),
    );
    for (const { before } of steps) {
      freeze(before);
      const fingerprint = machine.fingerprint(before);
      const enabled = machine.enabled(before);
      for (const action of enabled) freeze(machine.next(before, action));
      expect(machine.fingerprint(before)).toEqual(fingerprint);
      const others = new Map(known);
      for (const action of enabled) others.delete(keyOf(action));
      expect([...others.values()].filter((action) => !isRefused(trial, before, action))).toEqual([]);
    }
  });

  it('enables the same actions in the same order whenever it is asked', () => {
    const twin = cluster(setup);
    for (const { before } of steps) {
      const enabled = machine.enabled(before).map(keyOf);
      expect(machine.enabled(before).map(keyOf)).toEqual(enabled);
      expect(twin.enabled(before).map(keyOf)).toEqual(enabled);
      expect(new Set(enabled).size).toBe(enabled.length);
    }
  });

  it('pays for every fault, and the budget is never overdrawn', () => {
    for (const { before, action, after } of steps) {
      const paid = sum(before.budget) - sum(after.budget);
      expect(paid).toBe(trial.isFault(action) ? 1 : 0);
      expect(Math.min(...after.budget, after.slowness.lags)).toBeGreaterThanOrEqual(0);
    }
  });

  it('comes to rest in every run', () => {
    const { rested } = walk(trial, { seed, runs: runsRested, stepsMax });
    expect(rested).toBe(runsRested);
  });

  it('does the same thing twice with the same seed', () => {
    const once = () => walk(clusterTrial(setup), { seed, runs: 20, stepsMax });
    expect(JSON.stringify(once())).toBe(JSON.stringify(once()));
  });

  it('replays a schedule from a file to the same fingerprint', () => {
    for (const schedule of runs.map((run) => run.map(({ action }) => action))) {
      const fromFile = JSON.parse(JSON.stringify(schedule)) as Schedule<Action>;
      const twin = clusterTrial(setupOf(JSON.parse(JSON.stringify(setup)) as SetupDraft));
      expect(twin.machine.fingerprint(lastState(twin, fromFile))).toEqual(
        machine.fingerprint(lastState(trial, schedule)),
      );
    }
  });
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe('an action from a file', () => {
  const { machine } = clusterTrial(setupOf(small()));

  it('may have its keys in any order', () => {
    const sent = machine.next(machine.init, { broker: 0, producer: 0, type: 'producer.send' });
    expect(machine.fingerprint(sent)).not.toEqual(machine.fingerprint(machine.init));
  });

  it('that no setup like this has is refused by name', () => {
    const unknown = () => machine.next(machine.init, { type: 'producer.send', producer: 7, broker: 0 });
    expect(unknown).toThrow('there is no such action in this setup');
    expect(unknown).toThrow(NotEnabledError);
  });

  it('that cannot happen yet is refused by name', () => {
    const early = () => machine.next(machine.init, { type: 'broker.produce', producer: 0, broker: 0 });
    expect(early).toThrow('it is not enabled in this state');
    expect(early).toThrow(NotEnabledError);
  });
});

describe('a step', () => {
  it('of a producer shares everything else with the state before', () => {
    const told = story({ scope: { groups: 2 } });
    const before = told.state;
    const { producers, ledger, ...others } = told.does('producer.send').state;
    expect(producers).not.toBe(before.producers);
    expect(ledger.processed).toBe(before.ledger.processed);
    for (const [name, component] of Object.entries(others)) expect(component).toBe(before[name as keyof ClusterState]);
  });

  it('of a follower shares the other replicas of the broker', () => {
    const told = story(replicated(2, 1, { topic: { partitions: 2 } }))
      .does('producer.send')
      .does('broker.produce');
    const before = told.state;
    const after = told.does('replica.fetch', { partition: 0, broker: 1 }).state;
    expect(after.replicas.map((replica, index) => replica === before.replicas[index])).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(after.producers).toBe(before.producers);
    expect(after.groups).toBe(before.groups);
    expect(after.ledger).toBe(before.ledger);
  });

  it('of one member shares the others', () => {
    const told = story({ scope: { members: 2 }, topic: { partitions: 2 } }).does('group.complete', { shift: 0 });
    const before = told.state;
    const after = told.does('consumer.sync', { member: 1 }).state;
    expect([after.members[0] === before.members[0], after.members[1] === before.members[1]]).toEqual([true, false]);
    expect(after.replicas).toBe(before.replicas);
    expect(after.producers).toBe(before.producers);
  });
});
