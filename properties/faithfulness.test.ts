import { describe, expect, it } from 'vitest';
import { exhaustive } from '../explorers/exhaustive.ts';
import { singlePropertyTrial } from './hazards/single-property-trial.ts';
import type { Entry } from './testing/faithfulness/entry.ts';
import { ENTRIES } from './testing/faithfulness/entries.ts';

/** Kafka decides: where a real broker or its source has said what happens, the machine gives the same verdict. */
describe.each(Object.entries(ENTRIES))('%s', (id, entries) => {
  it.each(entries)('$title: $guarantee, $verdict', ({ setup, guarantee, cause, verdict }: Entry) => {
    const trial = singlePropertyTrial({ id, guarantee, cause }, setup);
    const { violations, complete, exercised } = exhaustive(trial, { stopWhenFound: [guarantee] });
    if (verdict === 'violated') return expect(violations).not.toEqual([]);
    expect({ violations, complete }).toEqual({ violations: [], complete: true });
    expect(exercised[guarantee]).toBeGreaterThan(0);
  });
});
