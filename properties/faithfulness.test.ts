import { describe, expect, it } from 'vitest';
import { exhaustive } from '../explorers/exhaustive.ts';
import { singlePropertyTrial } from './hazards/single-property-trial.ts';
import type { Entry } from './testing/faithfulness/entry.ts';
import { ENTRIES } from './testing/faithfulness/entries.ts';

/** Kafka decides: where a real broker or its source has said what happens, the machine gives the same verdict. */
describe.each(Object.entries(ENTRIES))('%s', (id, entries) => {
  it.each(entries)('$title: $guarantee, $verdict', (entry: Entry) => {
    expect(verdictOn(id, entry)).toBe(entry.verdict);
  });
});

function verdictOn(id: string, { setup, guarantee, cause }: Entry): string {
  const trial = singlePropertyTrial({ id, guarantee, cause }, setup);
  const { violations, complete, exercised } = exhaustive(trial, { stopWhenFound: [guarantee] });
  if (violations.length > 0) return 'violated';
  if (!complete) return 'not searched to its end';
  return exercised[guarantee] > 0 ? 'holds' : 'vacuous';
}
