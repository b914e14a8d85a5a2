import { FAMILY_A, UNMODELLED_A } from './family-a.ts';
import { FAMILY_B, UNMODELLED_B } from './family-b.ts';
import { FAMILY_C, UNMODELLED_C } from './family-c.ts';
import type { Hazard, Unmodelled } from './hazard.ts';

/** The published failures that the suite rediscovers, in the order of their ids. */
export const HAZARDS: readonly Hazard[] = [...FAMILY_A, ...FAMILY_B, ...FAMILY_C];

/** Those that the machine cannot express. */
export const UNMODELLED: readonly Unmodelled[] = [...UNMODELLED_A, ...UNMODELLED_B, ...UNMODELLED_C];
