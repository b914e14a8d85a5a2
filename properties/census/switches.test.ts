import { expect, it } from 'vitest';
import { HAZARDS } from '../hazards/hazards.ts';
import { census } from '../testing/census/census.ts';
import { SABOTAGES } from '../testing/sabotage/sabotages.ts';

/** The first levels are enough to tell one switch from another. */
const statesMax = 1_000;

it.each(HAZARDS)('hazard $id: as many states, transitions and violations as ever', ({ setup }) => {
  expect(census(setup, statesMax)).toMatchSnapshot();
});

it.each(SABOTAGES)('$protocol: as many states, transitions and violations as ever', ({ protocol, setup }) => {
  expect(census({ ...setup, protocol: { ...setup.protocol, ...protocol } }, statesMax)).toMatchSnapshot();
});
