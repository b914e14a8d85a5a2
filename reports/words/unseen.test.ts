import { expect, test } from 'vitest';
import { sampleVerdict, searchedWhole, walked } from '../testing/fixtures.ts';
import { unseenWord } from './unseen.ts';
import type { Evidence } from '../documents/verdict.ts';

const word = (evidence: Evidence, shape = 'consume'): string =>
  unseenWord({
    setup: { application: { shape } },
    guarantees: [{ ...sampleVerdict.guarantees[0], evidence }],
  });

test.each<[string, string]>([
  ['never', word(searchedWhole)],
  ['never', word({ ...searchedWhole, symmetry: true, commuting: true })],
  // Of steps that commute one order was tried, and what is between them was not seen in the others.
  ['not seen', word({ ...searchedWhole, commuting: true }, 'transform')],
  ['never', word({ ...searchedWhole, symmetry: true }, 'transform')],
  ['not seen', word({ ...searchedWhole, complete: false })],
  ['not seen in 2,000 runs', word(walked)],
  ['not seen in 1 run', word({ method: 'commands', runs: 1, steps: 7, exercised: 0 })],
])('V3: what nobody has met is called %j, and no more than the search knows', (expected, told) => {
  expect(told).toBe(expected);
});
