import { describe, expect, it } from 'vitest';
import { exhaustive } from '../explorers/exhaustive.ts';
import type { Protocol } from '../model/protocol.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { guaranteeOf } from './guarantee.ts';
import { restrictedTo } from '../model/property.ts';
import type { Sabotage } from './testing/sabotage/sabotage.ts';
import { SABOTAGES } from './testing/sabotage/sabotages.ts';
import { clusterTrial } from './trial.ts';

/**
 * A suite that finds nothing is worth nothing: each safety mechanism of the protocol is taken away, one at a time, and a
 * named guarantee must notice. With the mechanism in place the same search of the same scope, to its end, finds nothing.
 */
describe.each(SABOTAGES)('$protocol in the protocol', (sabotage) => {
  const { guarantee, cause, steps } = sabotage;

  it(`is caught by ${guarantee}`, () => {
    const { violations } = search(sabotage, { ...sabotage.setup.protocol, ...sabotage.protocol });
    expect(violations.map(({ schedule }) => schedule.length)).toEqual([steps]);
  });

  it(`is what ${guarantee} was broken by: without it the whole scope has no "${cause}"`, () => {
    const { violations, complete } = search(sabotage, { ...sabotage.setup.protocol });
    expect({ violations, complete }).toEqual({ violations: [], complete: true });
  });
});

/** The whole scope, or as much of it as it takes to find the one cause that is looked for. */
function search({ setup, guarantee, cause }: Sabotage, protocol: Partial<Protocol>) {
  const trial = clusterTrial(setupOf({ ...setup, protocol }));
  const properties = trial.properties
    .filter(({ id }) => guaranteeOf(id) === guarantee)
    .map((property) => ({ ...restrictedTo(property, cause), id: guarantee }));
  return exhaustive({ ...trial, properties, goals: [] }, { stopWhenFound: [guarantee] });
}
