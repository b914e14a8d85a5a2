import { describe, expect, it } from 'vitest';
import { small } from '../model/testing/story.ts';
import { type ClusterTrial, clusterTrial } from '../properties/trial.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { type Comparison, compareReductions } from './compare-reductions.ts';
import { differenceText, fuzzReductions } from './fuzz-reductions.ts';
import { fuzzOptions } from './options.ts';

const trialOf = (draft = {}) => clusterTrial(setupOf(small({ faults: { 'response.lost': 1 }, ...draft })));
const statesMax = 10_000;

describe('a comparison', () => {
  it('says how many states are left where nothing differs', () => {
    const comparison = compareReductions(trialOf({ scope: { members: 2 } }), statesMax);
    if (comparison.outcome !== 'same') throw new Error(JSON.stringify(comparison));
    expect(comparison.reduced).toBeLessThan(comparison.states);
  });

  it('is not made of what is too large, nor of what no reduction speaks of', () => {
    expect(compareReductions(trialOf(), 10)).toEqual({ outcome: 'too-large' });
    const upstream = { client: { commitsInOrder: false }, producer: { 'transactional.id': 'upstream' } };
    expect(compareReductions(trialOf(upstream), statesMax)).toEqual({ outcome: 'irreducible' });
  });

  it.each([
    ['a violation that is lost', withoutProcessing, /not violated: no-duplicates/],
    ['a guarantee that is put to the test no more', withoutProcessing, /not put to the test/],
    ['a violation that is made up', withPessimist, /violated, but not without it: progress \(never content\)/],
    [
      'a counterexample that the machine does not confirm',
      withPessimist,
      /the counterexample of progress \(never content\) does not show it/,
    ],
    ['a search that takes too long', withDoubles, /not finished within \d+ states; without it there are \d+/],
  ])('finds %s', (_, reduce, difference) => {
    const redelivered = trialOf({ faults: { 'consumer.crash': 1 }, scope: { members: 1 } });
    const comparison = compareReductions(redelivered, statesMax, reduce);
    if (comparison.outcome !== 'different') throw new Error(JSON.stringify(comparison));
    expect(comparison.differences.filter((found) => difference.test(found))).not.toEqual([]);
  });
});

/** Broken reductions: nothing is processed; a guarantee that is content with nothing; a state is taken for new every other time. */
function withoutProcessing(trial: ClusterTrial): ClusterTrial {
  const { machine } = trial;
  const enabled: typeof machine.enabled = (state) =>
    machine.enabled(state).filter(({ type }) => type !== 'consumer.process');
  return { ...trial, machine: { ...machine, enabled } };
}

function withPessimist(trial: ClusterTrial): ClusterTrial {
  const properties = trial.properties.map((property) =>
    property.id === 'progress' ? { ...property, violation: () => ({ cause: 'never content' }) } : property,
  );
  return { ...trial, properties };
}

function withDoubles(trial: ClusterTrial): ClusterTrial {
  let times = 0;
  const { machine } = trial;
  const fingerprint: typeof machine.fingerprint = (state) => {
    const { high, low } = machine.fingerprint(state);
    times += 1;
    return { high, low: low ^ (times & 1) };
  };
  return { ...trial, machine: { ...machine, fingerprint } };
}

describe('fuzzing', () => {
  const options = { setups: 20, first: 0, seed: 'suite', statesMax: 2000 };

  it('finds no difference', () => {
    const { outcomes, states, reduced, differences } = fuzzReductions(options);
    expect(differences.map((difference) => differenceText(difference, options))).toEqual([]);
    expect(outcomes.same).toBeGreaterThan(5);
    expect(reduced).toBeLessThan(states);
  });

  it('makes a setup that differs small, and finds it again by the line that it prints', () => {
    // As a reduction that does not know of retention would have it.
    const compare = ({ faults = {} }: SetupDraft): Comparison =>
      'records.deleted' in faults
        ? { outcome: 'different', differences: ['symmetry: not violated: no-loss (deleted by retention)'] }
        : { outcome: 'irreducible' };
    const { differences, outcomes } = fuzzReductions({ ...options, setups: 200, compare });
    expect(outcomes.different).toBe(differences.length);
    const [found] = differences;
    expect(found.draft.faults).toEqual({ 'records.deleted': 1 });

    const told = differenceText(found, options);
    expect(told).toContain('symmetry: not violated: no-loss (deleted by retention)');
    expect(told).toContain('faults:\n  records.deleted: 1\n');
    const [, setups, seed] = /--setups (\d+) --seed (\S+)/.exec(told) ?? [];
    const again = fuzzReductions({ ...fuzzOptions(['reductions', '--setups', setups, '--seed', seed]), compare });
    expect(again.differences).toEqual([found]);
  });
});
