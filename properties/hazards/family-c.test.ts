import { describe, expect, it } from 'vitest';
import { exhaustive } from '../../explorers/exhaustive.ts';
import type { SetupDraft } from '../../model/config/input.ts';
import { setupOf } from '../../model/config/resolve.ts';
import type { ClusterState } from '../../model/state.ts';
import { guaranteeOf } from '../guarantee.ts';
import { clusterTrial } from '../trial.ts';
import { EXPIRY_A } from './family-a-expiry.ts';
import { FAMILY_C, UNMODELLED_C } from './family-c.ts';
import type { Hazard } from './hazard.ts';

/** What is claimed of a setup in the words of a hazard: its guarantee, for its cause where it has one. */
function trialOf({ guarantee, cause }: Hazard, draft: SetupDraft) {
  const trial = clusterTrial(setupOf(draft));
  const properties = trial.properties.filter(({ id }) => guaranteeOf(id) === guarantee);
  const narrowed = properties.map((property) => ({
    ...property,
    id: guarantee,
    violation(state: ClusterState) {
      const found = property.violation(state);
      return cause === undefined || found === cause ? found : null;
    },
  }));
  return { trial: { ...trial, goals: [] }, properties, narrowed };
}

describe.each([...EXPIRY_A, ...FAMILY_C])('$id: $title', (hazard) => {
  const { guarantee, setup, control, steps } = hazard;

  it(`violates ${guarantee} in ${steps} steps, and in no fewer`, () => {
    const { trial, narrowed } = trialOf(hazard, setup);
    const { violations } = exhaustive({ ...trial, properties: narrowed }, { stopWhenFound: [guarantee] });
    expect(violations.map(({ schedule }) => schedule.length)).toEqual([steps]);
  });

  it('has a control whose whole scope keeps the guarantee and puts it to the test', () => {
    const { trial, properties } = trialOf(hazard, control);
    const { violations, complete, exercised } = exhaustive({ ...trial, properties });
    expect({ violations, complete }).toEqual({ violations: [], complete: true });
    expect(properties.every(({ id }) => exercised[id] > 0)).toBe(true);
  });

  it('has a control that differs in one thing', () => {
    const leaves = (draft: SetupDraft) =>
      Object.entries(setupOf(draft)).flatMap(([section, content]) =>
        Object.entries(content as object).map(([key, value]) => `${section}.${key}=${value}`),
      );
    const after = new Set(leaves(control));
    expect(leaves(setup).filter((leaf) => !after.has(leaf))).toHaveLength(1);
  });
});

it('every failure of another client library has an id of its own, modelled or not', () => {
  const ids = [...FAMILY_C, ...UNMODELLED_C].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
