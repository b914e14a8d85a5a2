import { expect, it } from 'vitest';
import { type Comparison, compareReductions } from '../fuzz/compare-reductions.ts';
import { WORLDS } from '../properties/testing/census/worlds.ts';
import { clusterTrial } from '../properties/trial.ts';
import { setupOf } from '../setups/resolve/resolve.ts';

/** A larger world costs more than it shows. */
const statesMax = 600;

it.each(Object.entries(WORLDS))('%s: the same verdicts with reductions, and as few states as ever', (_name, draft) => {
  const comparison = compareReductions(clusterTrial(setupOf(draft)), statesMax);
  expect(comparison.outcome).not.toBe('different');
  expect(census(comparison)).toMatchSnapshot();
});

/** What each reduction leaves, in lines for a snapshot. */
const census = (comparison: Comparison): string =>
  comparison.outcome === 'same'
    ? Object.entries(comparison.searches)
        .map(
          ([name, { distinct, generated, depth }]) =>
            `${name}: ${distinct} states, ${generated} generated, depth ${depth}`,
        )
        .join('\n')
    : comparison.outcome;
