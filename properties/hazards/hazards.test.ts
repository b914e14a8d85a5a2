import { describe, expect, it } from 'vitest';
import { exhaustive } from '../../explorers/exhaustive.ts';
import { GUARANTEES } from '../guarantees.ts';
import { accused } from './accused.ts';
import { changesOf } from './changes.ts';
import type { Hazard } from './hazard.ts';
import { HAZARDS, UNMODELLED } from './hazards.ts';

/** Hazards whose scope, or whose control's, takes too long for the suite: `kafka-trial hazards` tries them. */
const LARGE: readonly string[] = [];

const small = HAZARDS.filter(({ id }) => !LARGE.includes(id));

describe.each(small)('$id ($title)', (hazard: Hazard) => {
  const { guarantee, steps } = hazard;

  it(`violates ${guarantee} in ${steps} steps, and no fewer`, () => {
    const { violations } = exhaustive(accused(hazard, hazard.setup), { stopWhenFound: [guarantee] });
    expect(violations.map(({ schedule }) => schedule.length)).toContain(steps);
    expect(violations.filter(({ schedule }) => schedule.length < steps)).toEqual([]);
  });

  it(`does not with the fix: ${guarantee} is put to the test and holds in the whole scope`, () => {
    const { violations, complete, exercised } = exhaustive(accused(hazard, hazard.control));
    expect({ violations, complete }).toEqual({ violations: [], complete: true });
    expect(exercised[guarantee]).toBeGreaterThan(0);
  });
});

describe('the catalogue', () => {
  const number = (id: string): number => id.charCodeAt(0) * 100 + Number(id.slice(1));
  const ids = [...HAZARDS, ...UNMODELLED].map(({ id }) => id);

  it('names each hazard once, by family and number, in that order', () => {
    expect(ids.filter((id) => !/^[ABC]\d\d$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const list of [HAZARDS, UNMODELLED]) {
      const numbers = list.map(({ id }) => number(id));
      expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    }
  });

  it('says of each where it was described, and what the fix changes', () => {
    expect(HAZARDS.filter(({ sources }) => sources.length === 0 || sources.includes(''))).toEqual([]);
    expect(HAZARDS.filter((hazard) => changesOf(hazard).length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('accuses guarantees that there are', () => {
    const known = GUARANTEES.map(({ id }) => id);
    expect(HAZARDS.filter(({ guarantee }) => !known.includes(guarantee))).toEqual([]);
  });

  it('leaves out of the suite only what it has', () => {
    expect(LARGE.filter((id) => !ids.includes(id))).toEqual([]);
  });
});
