import { describe, expect, it } from 'vitest';
import { clusterTrial } from '../properties/trial.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { quotient } from './quotient.ts';
import { causesOf } from './testing/said.ts';
import { CONSUMING, TRANSFORMING } from './testing/small-worlds.ts';
import { bisimulationOf, stateSpaceOf } from './testing/state-space.ts';

describe.each(Object.entries({ ...CONSUMING, ...TRANSFORMING }))('%s', (_name, { draft, states }) => {
  it('has states that the quotient takes for one only where they are bisimilar', () => {
    const trial = clusterTrial(setupOf(draft));
    const space = stateSpaceOf(trial);
    expect(space.states).toHaveLength(states[0]);
    const classes = bisimulationOf(space, (state) => causesOf(trial.properties, state));
    const { machine } = quotient(trial.world, trial);
    const known = new Map<string, number>();
    for (const [index, state] of space.states.entries()) {
      const { high, low } = machine.fingerprint(state);
      const key = `${high} ${low}`;
      expect(classes[index]).toBe(known.get(key) ?? classes[index]);
      known.set(key, classes[index]);
    }
    expect(known.size).toBe(states[1]);
  });
});
