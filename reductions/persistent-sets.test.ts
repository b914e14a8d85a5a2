import { describe, expect, it } from 'vitest';
import { replay } from '../explorers/replay.ts';
import type { Action } from '../model/action.ts';
import { rewritten } from '../model/rewriting.ts';
import type { ClusterState } from '../model/state.ts';
import { replicated, transforming } from '../model/testing/story.ts';
import { clusterTrial } from '../properties/trial.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { persistentSets } from './persistent-sets.ts';
import { withoutPastTransactions } from './quotient/past-transactions.ts';
import { withoutUnreadNotes } from './quotient/unread-notes.ts';
import { NO_REDUCTIONS, reduced } from './reduced.ts';
import { causesOf } from './testing/said.ts';
import { sightings } from './testing/sightings.ts';
import { KEEPING } from './testing/larger-worlds.ts';
import { TRANSFORMING } from './testing/small-worlds.ts';

/** Larger ones, for this comparison alone. */
const LARGER = {
  'a transform: one of two followers that lags, and nobody may': {
    draft: transforming(replicated(3, 3, { scope: { lags: 1 } })),
  },
  'a transform: two records of one partition, the only process crashes': {
    draft: transforming({ faults: { 'consumer.crash': 1 }, scope: { records: 2 } }),
  },
};

/** All that a search with persistent sets comes to rest with, and one with nothing left out, as `told`. */
function endsOf(draft: SetupDraft, told: (key: string, value: unknown) => unknown) {
  const trial = clusterTrial(setupOf(draft));
  const past = [...withoutPastTransactions(trial.world), withoutUnreadNotes];
  // A transaction that comes to nothing takes an epoch only if its coordinator has heard of it.
  const ledgerOf = (state: ClusterState): string =>
    JSON.stringify(rewritten(state, past).ledger, (key, value) =>
      key === 'producerEpoch' ? undefined : told(key, value),
    );
  const [whole, few] = [false, true].map(
    (commuting) =>
      sightings(
        trial,
        (subject) => reduced(subject, { ...NO_REDUCTIONS, commuting }),
        () => null,
        (state) => `${causesOf(trial.properties, state)} ${ledgerOf(state)}`,
      ).atRest,
  );
  return { whole, few };
}

describe.each(Object.entries({ ...TRANSFORMING, ...LARGER }))('%s', (_name, { draft }) => {
  it('comes to rest with all that an outsider could see of it and is not past, and nothing else, by persistent sets alone', () => {
    const { whole, few } = endsOf(draft, (_key, value) => value);
    expect(few).toEqual(whole);
    expect(whole.size).toBeGreaterThan(0);
  });
});

describe.each(Object.entries(KEEPING))('%s', (_name, { draft }) => {
  it('comes to rest with the same, but for the places of markers among the records of others', () => {
    const { whole, few } = endsOf(draft, (key, value) => {
      if (key === 'offset') return undefined;
      return key === 'committed' ? (value as ClusterState['ledger']['committed']).map(recordsIn) : value;
    });
    expect(few).toEqual(whole);
    expect(whole.size).toBeGreaterThan(0);
  });
});

const recordsIn = (log: ClusterState['ledger']['committed'][number]): string[] =>
  log
    .filter(({ kind }) => kind === 'data')
    .map((record) => JSON.stringify(record))
    .toSorted();

it('what it finds is a schedule of the machine, step by step, from each part of the budget', () => {
  const { draft } = TRANSFORMING['a transform: one broker that crashes, and a lost response'];
  const { machine, ...trial } = clusterTrial(setupOf(draft));
  const few = persistentSets(trial.world, { machine, ...trial });
  expect(few.initials).toHaveLength(4);
  let merged = 0;
  for (const [initial, first] of few.initials.entries()) {
    for (let choice = 0; choice < 7; choice += 1) {
      let state = first;
      const steps: Action[] = [];
      for (;;) {
        const enabled = few.trial.machine.enabled(state);
        if (enabled.length === 0) break;
        steps.push(enabled[(choice + steps.length) % enabled.length]);
        state = few.trial.machine.next(state, steps[steps.length - 1]);
      }
      const original = few.original(initial, steps);
      const last = replay(machine, original).at(-1)?.after ?? machine.init;
      expect({ ...last, budget: state.budget }).toEqual(state);
      merged += original.length - steps.length;
    }
  }
  expect(merged).toBeGreaterThan(100);
});

it('merges what leaves no choice, up to a bound, as a batch that is refused again and again never ends', () => {
  const { machine, ...trial } = clusterTrial(setupOf(TRANSFORMING['a transform: two members'].draft));
  const [poll] = machine.enabled(machine.init);
  const endless = { ...machine, enabled: () => [poll], next: (state: ClusterState) => ({ ...state }) };
  const few = persistentSets(trial.world, { machine: endless, ...trial });
  expect(few.original(0, [poll])).toHaveLength(64);
});

it('takes no state for one at rest in which a fault can still happen: another part of the budget looks at it', () => {
  const { machine, ...trial } = clusterTrial(
    setupOf(TRANSFORMING['a transform: one broker that crashes, and a lost response'].draft),
  );
  const few = persistentSets(trial.world, { machine, ...trial });
  const choices = few.initials.flatMap((initial) => {
    const met: Action[] = [];
    for (let state = initial; ; ) {
      const enabled = few.trial.machine.enabled(state);
      if (enabled.length === 0) return met;
      met.push(...enabled);
      state = few.trial.machine.next(state, enabled[0]);
    }
  });
  expect(choices.some(trial.isFault)).toBe(true);
  expect(choices.some(few.trial.isFault)).toBe(false);
});
