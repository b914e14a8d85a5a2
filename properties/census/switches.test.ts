import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { HAZARDS } from '../hazards/hazards.ts';
import { census } from '../testing/census/census.ts';
import { SABOTAGES } from '../testing/sabotage/sabotages.ts';

/** The first levels are enough to tell one switch from another. */
const statesMax = 1_000;

it.each(HAZARDS)('hazard $id: as many states, transitions and violations as ever', ({ setup }) => {
  expect(census(setup, statesMax)).toMatchSnapshot();
});

// Each has a name of its own: snapshots of tests that share one are numbered, and would be mixed up where only some run.
const sabotages = SABOTAGES.map((sabotage) => [inspect(sabotage.protocol), sabotage.cause, sabotage] as const);

it('no two sabotages share a name', () => {
  const names = sabotages.map(([protocol, cause]) => `${protocol}, ${cause}`);
  expect(new Set(names).size).toBe(names.length);
});

it.each(sabotages)(
  '%s, %s: as many states, transitions and violations as ever',
  (_protocol, _cause, { protocol, setup }) => {
    expect(census({ ...setup, protocol: { ...setup.protocol, ...protocol } }, statesMax)).toMatchSnapshot();
  },
);
