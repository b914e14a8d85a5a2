import { describe, expect, it } from 'vitest';
import { exhaustive } from '../../explorers/exhaustive.ts';
import { GUARANTEES } from '../guarantees.ts';
import { singlePropertyTrial } from './single-property-trial.ts';
import { changesOf } from './changes.ts';
import type { Hazard } from './hazard.ts';
import { HAZARDS, UNMODELLED } from './hazards.ts';

/** Hazards whose scope, or whose control's, takes too long for the suite: `kafka-trial hazards` tries them. */
const LARGE: readonly string[] = ['B03', 'B04', 'B06'];

/** Controls that break the guarantee in another way (see their findings): only the cause is gone. */
const ONLY_THE_CAUSE: readonly string[] = ['B02'];

/** How many entries each family of the catalogue has. */
const CATALOGUE = { A: 22, B: 29, C: 14 };

const small = HAZARDS.filter(({ id }) => !LARGE.includes(id));

describe.each(small)('$id ($title)', (hazard: Hazard) => {
  const { guarantee, steps } = hazard;

  it(`violates ${guarantee} in ${steps} steps, and no fewer`, () => {
    const { violations } = exhaustive(singlePropertyTrial(hazard, hazard.setup), { stopWhenFound: [guarantee] });
    expect(violations.map(({ schedule }) => schedule.length)).toContain(steps);
    expect(violations.filter(({ schedule }) => schedule.length < steps)).toEqual([]);
  });

  it(`does not with the fix: ${guarantee} is put to the test and holds in the whole scope`, () => {
    const tried = ONLY_THE_CAUSE.includes(hazard.id) ? hazard : { ...hazard, cause: undefined };
    const { violations, complete, exercised } = exhaustive(singlePropertyTrial(tried, hazard.control));
    expect({ violations, complete }).toEqual({ violations: [], complete: true });
    expect(exercised[guarantee]).toBeGreaterThan(0);
  });
});

describe('the catalogue', () => {
  const ids = [...HAZARDS, ...UNMODELLED].map(({ id }) => id);

  it('names each hazard once, by family and number, in that order', () => {
    expect(HAZARDS.filter(({ id }) => !/^[ABCR]\d\d$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const named = HAZARDS.map(({ id }) => id);
    expect(named).toEqual([...named].sort());
  });

  it.each(Object.entries(CATALOGUE))(
    'has all of family %s, as a hazard or with what it would take',
    (family, count) => {
      const published = Array.from({ length: count }, (_, index) => `${family}${String(index + 1).padStart(2, '0')}`);
      expect(published.filter((id) => !ids.includes(id))).toEqual([]);
    },
  );

  it('says of each where it was described, and what the fix changes', () => {
    expect(HAZARDS.filter(({ sources }) => sources.length === 0 || sources.includes(''))).toEqual([]);
    expect(HAZARDS.filter((hazard) => changesOf(hazard).length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('accuses guarantees that there are', () => {
    const known = new Set<string>(GUARANTEES.map(({ id }) => id));
    expect(HAZARDS.filter(({ guarantee }) => !known.has(guarantee))).toEqual([]);
  });

  it('makes exceptions only of what it has', () => {
    expect([...LARGE, ...ONLY_THE_CAUSE].filter((id) => !ids.includes(id))).toEqual([]);
  });
});
