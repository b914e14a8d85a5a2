import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import type { Action } from '../model/action.ts';
import type { SetupDraft } from '../setups/input.ts';
import { FAULT_KINDS } from '../model/faults/fault-kinds.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import type { Decomposition } from './decomposition.ts';
import { projection } from './projection.ts';
import { observation } from './projection/labels.ts';
import { ALL_REDUCTIONS, reduced } from './reduced.ts';
import { randomSteps } from './testing/random-steps.ts';
import { saidOf } from './testing/said.ts';
import { sightings } from './testing/sightings.ts';
import { CONSUMING } from './testing/small-worlds.ts';
import type { ClusterState } from '../model/state.ts';
import { replicated, small } from '../model/testing/story.ts';
import { type ClusterTrial, clusterTrial } from '../properties/trial.ts';

/** What a decomposition promises, tried on the states of random runs, the parts of any two of them put together. */

const everyday = { 'broker.crash': 1, 'consumer.crash': 1, rebalance: 1, 'response.lost': 1 };
const unsafe = { producer: { acks: '1', 'enable.idempotence': false, retries: 3 } };

const setups: Readonly<Record<string, SetupDraft>> = {
  replicated: replicated(3, 2, { faults: everyday, scope: { records: 2, members: 2 } }),
  'a group that starts at the end': replicated(2, 2, {
    consumer: { 'auto.offset.reset': 'latest' },
    faults: { 'broker.crash': 2, rebalance: 1 },
    scope: { records: 2, members: 1 },
  }),
  'a group that starts at the end, of logs that lose records': replicated(2, 1, {
    ...unsafe,
    protocol: { consumerValidatesEpoch: false },
    broker: { 'unclean.leader.election.enable': true },
    consumer: { 'auto.offset.reset': 'latest' },
    faults: { ...everyday, 'broker.crash': 2 },
    scope: { records: 2, members: 2 },
  }),
  'auto-commit, a worker, an application that resends': replicated(2, 1, {
    ...unsafe,
    consumer: { 'enable.auto.commit': true },
    application: { commit: 'auto', processing: 'async', 'on.send.failure': 'resend' },
    faults: { ...everyday, 'request.lost': 2 },
    scope: { records: 2, members: 2 },
  }),
  'records and offsets that expire': small({
    faults: { ...everyday, 'records.deleted': 1, 'offsets.expired': 1 },
    scope: { records: 2, members: 2 },
  }),
};

const runs = 90;
const stepsMax = 60;

/** What belongs to the consumers, but for incidents, which both parts add to. */
const componentPart = ({ groups, members, ledger: { processed, polled, commits } }: ClusterState) => ({
  groups,
  members,
  processed,
  polled,
  commits,
});

const environmentPart = ({ groups: _g, members: _m, budget: _b, ledger, ...rest }: ClusterState) => ({
  ...rest,
  sends: ledger.sends,
  committed: ledger.committed,
});

/** Nobody has read further than some leader's high watermark has been, nor from a newer leader. */
const fits = (cluster: ClusterState, { members }: ClusterState): boolean =>
  members.every(({ positions, positionEpochs, batch, worker }) =>
    cluster.ledger.committed.every(
      (log, partition) =>
        positions[partition] <= log.length &&
        positionEpochs[partition] <= Math.max(-1, ...log.map(({ leaderEpoch }) => leaderEpoch)) &&
        [...batch, ...worker].every(({ offset }) => offset < log.length),
    ),
  );

/** Each state with another one that has the same word. */
function pairsAlike(
  states: readonly ClusterState[],
  random: seedrandom.PRNG,
  wordOf: (state: ClusterState) => string,
): readonly (readonly [ClusterState, ClusterState])[] {
  const alike = new Map<string, ClusterState[]>();
  return states.flatMap((state) => {
    const word = wordOf(state);
    const others = alike.get(word) ?? [];
    alike.set(word, [...others, state].slice(-50));
    return others.length === 0 ? [] : [[others[Math.floor(random() * others.length)], state] as const];
  });
}

const decompositionOf = (trial: ClusterTrial): Decomposition<ClusterState, Action> => {
  const subject = reduced(trial, ALL_REDUCTIONS);
  if (!('environment' in subject)) throw new Error('this world is not decomposed');
  return subject;
};

describe.each(Object.entries(setups))('%s', (name, draft) => {
  const trial = clusterTrial(setupOf(draft));
  const decomposition = decompositionOf(trial);
  const { environment, component } = decomposition;
  const random = seedrandom.alea(name);
  const states = [...randomSteps(trial, random, runs, stepsMax)].map(({ state }) => state);
  const any = (): ClusterState => states[Math.floor(random() * states.length)];

  it('the cluster does the same, whatever its consumers are at', () => {
    let steps = 0;
    for (const state of states.filter((_, index) => index % 5 === 0)) {
      const other = decomposition.join(state, { ...any(), budget: state.budget });
      expect(environment.enabled(other)).toEqual(environment.enabled(state));
      for (const action of environment.enabled(state)) {
        const [after, otherAfter] = [environment.next(state, action), environment.next(other, action)];
        expect(environmentPart(otherAfter)).toEqual(environmentPart(after));
        expect(componentPart(after)).toEqual(componentPart(state));
        steps += 1;
      }
    }
    expect(steps).toBeGreaterThan(500);
  });

  it('consumers do the same before clusters of which they observe the same', () => {
    let steps = 0;
    for (const [one, other] of pairsAlike(states, random, (state) => decomposition.observation(state))) {
      const consumers = any();
      if (!fits(one, consumers) || !fits(other, consumers)) continue;
      const [state, otherState] = [decomposition.join(one, consumers), decomposition.join(other, consumers)];
      expect(component.enabled(otherState)).toEqual(component.enabled(state));
      for (const action of component.enabled(state)) {
        const [after, otherAfter] = [component.next(state, action), component.next(otherState, action)];
        expect(componentPart(otherAfter)).toEqual(componentPart(after));
        const incidents = state.ledger.incidents | otherState.ledger.incidents;
        expect(otherAfter.ledger.incidents | incidents).toBe(after.ledger.incidents | incidents);
        expect(environmentPart(after)).toEqual(environmentPart(state));
        steps += 1;
      }
    }
    expect(steps).toBeGreaterThan(1000);
  });

  it('what is claimed at rest is the same for clusters with the same terminal label', () => {
    const atRest = trial.properties.filter(({ kind }) => kind === 'at-rest');
    let judged = 0;
    for (const [one, other] of pairsAlike(states, random, (state) => decomposition.terminal(state))) {
      const consumers = any();
      const [state, otherState] = [decomposition.join(one, consumers), decomposition.join(other, consumers)];
      for (const property of atRest) {
        // What is said of the cluster alone is part of the label that a search goes by.
        const alone = [one, other].map(
          (part) => property.violation(decomposition.join(part, trial.machine.init))?.cause,
        );
        if (alone[0] !== alone[1]) continue;
        expect(property.violation(otherState)?.cause).toBe(property.violation(state)?.cause);
        judged += 1;
      }
    }
    expect(judged).toBeGreaterThan(300);
  });
});

describe.each(Object.entries(CONSUMING))('%s', (_name, { draft }) => {
  it('has consumers that see and do, and come to rest with, what they would before the whole cluster, and nothing else', () => {
    const trial = clusterTrial(setupOf(draft));
    const { properties, world, machine } = trial;
    const always = properties.filter(({ kind }) => kind === 'always');
    const partOf = (state: ClusterState): string => JSON.stringify(componentPart(state));
    const first = partOf(machine.init);
    const [whole, few] = [false, true].map((commuting) => {
      // The cluster is asked as well, before consumers that have done nothing.
      const noteOf = (word: (state: ClusterState) => string) => (state: ClusterState) => {
        const part = partOf(state);
        return part === first ? null : `${part} ${word(state)}`;
      };
      return sightings(
        trial,
        (subject) => (commuting ? { ...projection(world, subject, subject.propertiesIn), first: undefined } : subject),
        noteOf((state) => `${observation(world, state)} ${saidOf(always, state)}`),
        noteOf(({ ledger, ...rest }) => {
          const outcomes = ledger.sends.map(({ outcome }) => outcome);
          return `${outcomes.join()} ${ledger.incidents} ${saidOf(properties, { ledger, ...rest })}`;
        }),
      );
    });
    expect(few).toEqual(whole);
    expect(Math.min(whole.always.size, whole.atRest.size)).toBeGreaterThan(0);
  });
});

it('what both parts may spend is split between them in every way, and nothing is lost', () => {
  const trial = clusterTrial(setupOf(small({ faults: { ...everyday, 'response.lost': 2 } })));
  const { initials } = decompositionOf(trial);
  const spent = FAULT_KINDS.indexOf('response.lost');
  const splits = initials.map(({ environment, component }) => [environment.budget, component.budget]);
  expect(splits.map(([one, other]) => [one[spent], other[spent]])).toEqual([
    [2, 0],
    [1, 1],
    [0, 2],
  ]);
  for (const [one, other] of splits) {
    expect(one.map((part, kind) => part + other[kind])).toEqual(trial.machine.init.budget);
  }
});
