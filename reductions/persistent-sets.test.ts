import { describe, expect, it } from 'vitest';
import { clusterTrial } from '../properties/trial.ts';
import { setupOf } from '../setups/resolve.ts';
import { NO_REDUCTIONS } from './reduced.ts';
import { saidOf } from './testing/said.ts';
import { sightings } from './testing/sightings.ts';
import { TRANSFORMING } from './testing/small-worlds.ts';

describe.each(Object.entries(TRANSFORMING))('%s', (_name, { draft }) => {
  it('comes to rest with all that an outsider could see of it, and nothing else, by persistent sets alone', () => {
    const trial = clusterTrial(setupOf(draft));
    const [whole, few] = [false, true].map(
      (commuting) =>
        sightings(
          trial,
          { ...NO_REDUCTIONS, commuting },
          () => null,
          (state) => `${saidOf(trial.properties, state)} ${JSON.stringify(state.ledger)}`,
        ).atRest,
    );
    expect(few).toEqual(whole);
    expect(whole.size).toBeGreaterThan(0);
  });
});
