import type { Argued } from '../argued.ts';

/** In model/producer. */
export const PRODUCER: readonly Argued[] = [];
