import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import type { Action } from '../model/action.ts';
import type { SetupDraft } from '../setups/input.ts';
import { FAULT_KINDS } from '../model/faults/fault-kinds.ts';
import { setupOf } from '../setups/resolve.ts';
import { ALL_REDUCTIONS } from './reduced.ts';
import type { Division } from './decomposition.ts';
import type { ClusterState } from '../model/state.ts';
import { replicated, small } from '../model/testing/story.ts';
import { type ClusterTrial, clusterTrial, reducedTrial } from '../properties/trial.ts';

/** What a division promises, tried on the states of random runs, the parts of any two of them put together. */

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

const runs = 150;
const stepsMax = 60;

/** States on random ways through the machine. */
function wanderedTo({ machine }: ClusterTrial, random: seedrandom.PRNG): ClusterState[] {
  const states: ClusterState[] = [];
  for (let run = 0; run < runs; run += 1) {
    let state = machine.init;
    for (let step = 0; step < stepsMax; step += 1) {
      const actions = machine.enabled(state);
      if (actions.length === 0) break;
      state = machine.next(state, actions[Math.floor(random() * actions.length)]);
      states.push(state);
    }
  }
  return states;
}

/** What belongs to the consumers, but for incidents, which both parties add to. */
const observersPart = ({ groups, members, ledger: { processed, polled, commits } }: ClusterState) => ({
  groups,
  members,
  processed,
  polled,
  commits,
});

const sourcePart = ({ groups: _g, members: _m, budget: _b, ledger, ...rest }: ClusterState) => ({
  ...rest,
  sends: ledger.sends,
  committed: ledger.committed,
});

/** Nobody has read further than some leader's high watermark has been. */
const fits = (source: ClusterState, { members }: ClusterState): boolean =>
  members.every(({ positions, batch, worker }) =>
    source.ledger.committed.every(
      ({ length }, partition) =>
        positions[partition] <= length && [...batch, ...worker].every(({ offset }) => offset < length),
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

const divisionOf = (trial: ClusterTrial): Division<ClusterState, Action> => {
  const { division } = reducedTrial(trial, ALL_REDUCTIONS);
  if (division === undefined) throw new Error('this world is not divided');
  return division;
};

describe.each(Object.entries(setups))('%s', (name, draft) => {
  const trial = clusterTrial(setupOf(draft));
  const division = divisionOf(trial);
  const { source, observers } = division;
  const random = seedrandom.alea(name);
  const states = wanderedTo(trial, random);
  const any = (): ClusterState => states[Math.floor(random() * states.length)];

  it('the cluster does the same, whatever its consumers are at', () => {
    let steps = 0;
    for (const state of states.filter((_, index) => index % 7 === 0)) {
      const other = division.joined(state, { ...any(), budget: state.budget });
      expect(source.enabled(other)).toEqual(source.enabled(state));
      for (const action of source.enabled(state)) {
        const [after, otherAfter] = [source.next(state, action), source.next(other, action)];
        expect(sourcePart(otherAfter)).toEqual(sourcePart(after));
        expect(observersPart(after)).toEqual(observersPart(state));
        steps += 1;
      }
    }
    expect(steps).toBeGreaterThan(500);
  });

  it('consumers do the same before clusters of which they notice the same', () => {
    let steps = 0;
    for (const [one, other] of pairsAlike(states, random, (state) => division.noticed(state))) {
      const consumers = any();
      if (!fits(one, consumers) || !fits(other, consumers)) continue;
      const [state, otherState] = [division.joined(one, consumers), division.joined(other, consumers)];
      expect(observers.enabled(otherState)).toEqual(observers.enabled(state));
      for (const action of observers.enabled(state)) {
        const [after, otherAfter] = [observers.next(state, action), observers.next(otherState, action)];
        expect(observersPart(otherAfter)).toEqual(observersPart(after));
        const incidents = state.ledger.incidents | otherState.ledger.incidents;
        expect(otherAfter.ledger.incidents | incidents).toBe(after.ledger.incidents | incidents);
        expect(sourcePart(after)).toEqual(sourcePart(state));
        steps += 1;
      }
    }
    expect(steps).toBeGreaterThan(1000);
  });

  it('what is judged at rest is the same for clusters with the same outcome', () => {
    const atRest = trial.properties.filter(({ kind }) => kind === 'at-rest');
    let judged = 0;
    for (const [one, other] of pairsAlike(states, random, (state) => division.outcome(state))) {
      const consumers = any();
      const [state, otherState] = [division.joined(one, consumers), division.joined(other, consumers)];
      for (const property of atRest) {
        // What is said of the cluster alone is part of the outcome that a search goes by.
        const alone = [one, other].map((part) => property.violation(division.joined(part, trial.machine.init))?.cause);
        if (alone[0] !== alone[1]) continue;
        expect(property.violation(otherState)?.cause).toBe(property.violation(state)?.cause);
        judged += 1;
      }
    }
    expect(judged).toBeGreaterThan(300);
  });
});

it('what both parties may spend is shared out in every way, and nothing is lost', () => {
  const trial = clusterTrial(setupOf(small({ faults: { ...everyday, 'response.lost': 2 } })));
  const { source, observers } = divisionOf(trial);
  const spent = FAULT_KINDS.indexOf('response.lost');
  const shares = (source.starts ?? []).map(({ budget }, share) => [budget, observers.starts?.[share].budget ?? []]);
  expect(shares.map(([one, other]) => [one[spent], other[spent]])).toEqual([
    [2, 0],
    [1, 1],
    [0, 2],
  ]);
  for (const [one, other] of shares) {
    expect(one.map((part, kind) => part + other[kind])).toEqual(trial.machine.init.budget);
  }
});
