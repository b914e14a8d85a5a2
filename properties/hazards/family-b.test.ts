import { describe, expect, it } from 'vitest';
import { exhaustive } from '../../explorers/exhaustive.ts';
import type { SetupDraft } from '../../model/config/input.ts';
import { setupOf } from '../../model/config/resolve.ts';
import type { ClusterState } from '../../model/state.ts';
import { guaranteeOf } from '../guarantee.ts';
import { clusterTrial } from '../trial.ts';
import { FAMILY_B, UNMODELLED_B } from './family-b.ts';
import type { Hazard } from './hazard.ts';

/** Worlds that take seconds, searched with the other families. */
const LARGE: ReadonlySet<string> = new Set(['B03', 'B04', 'B06', 'B15', 'B30']);

/** Its control loses records in another way (see its finding): only the cause is gone. */
const ONLY_THE_CAUSE: ReadonlySet<string> = new Set(['B02']);

describe.each(FAMILY_B.filter(({ id }) => !LARGE.has(id)))('$id: $title', (hazard) => {
  it('is found, and no shorter way exists', () => {
    const { violations } = search(hazard, hazard.setup, hazard.cause, [hazard.guarantee]);
    expect(Math.min(...violations.map(({ schedule }) => schedule.length))).toBe(hazard.steps);
  });

  it('is nowhere in the whole scope of its control, which puts the guarantee to the test', () => {
    const cause = ONLY_THE_CAUSE.has(hazard.id) ? hazard.cause : undefined;
    const { violations, complete, exercised } = search(hazard, hazard.control, cause);
    expect({ violations, complete }).toEqual({ violations: [], complete: true });
    expect(exercised[hazard.guarantee]).toBeGreaterThan(0);
  });
});

it('every entry of the family is a hazard or says what it would take', () => {
  const ids = [...FAMILY_B, ...UNMODELLED_B].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const catalogue = Array.from({ length: 29 }, (_, index) => `B${String(index + 1).padStart(2, '0')}`);
  expect(catalogue.filter((id) => !ids.includes(id))).toEqual([]);
});

function search(
  { guarantee }: Hazard,
  setup: SetupDraft,
  cause: string | undefined,
  stopWhenFound: readonly string[] = [],
) {
  const trial = clusterTrial(setupOf(setup));
  const properties = trial.properties
    .filter(({ id }) => guaranteeOf(id) === guarantee)
    .map((property) => ({
      ...property,
      id: guarantee,
      violation(state: ClusterState) {
        const found = property.violation(state);
        return cause === undefined || found === cause ? found : null;
      },
    }));
  return exhaustive({ ...trial, properties, goals: [] }, { stopWhenFound });
}
