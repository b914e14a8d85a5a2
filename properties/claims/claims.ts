import type { Claim } from './claim.ts';
import { SECTION_1 } from './section-1.ts';
import { SECTION_2_1 } from './section-2-1.ts';
import { SECTION_2_2 } from './section-2-2.ts';
import { SECTION_2_3 } from './section-2-3.ts';
import { SECTION_3 } from './section-3.ts';
import { SECTION_4 } from './section-4.ts';
import { SECTION_5 } from './section-5.ts';
import { SECTION_6 } from './section-6.ts';
import { SECTION_7 } from './section-7.ts';

/** Every claim of the guide, in its order. */
export const CLAIMS: readonly Claim[] = [
  ...SECTION_1,
  ...SECTION_2_1,
  ...SECTION_2_2,
  ...SECTION_2_3,
  ...SECTION_3,
  ...SECTION_4,
  ...SECTION_5,
  ...SECTION_6,
  ...SECTION_7,
];

/**
 * Distinct states that the exhaustive search of one trial may visit. No trial needs as many: each is decided by a
 * complete search.
 */
export const CLAIM_STATES_MAX = 200_000;
