import type { Argued } from '../argued.ts';

/** In properties/guarantees. */
export const GUARANTEES: readonly Argued[] = [];
