import type { Argued } from '../argued.ts';

/** In model/consumer. */
export const CONSUMER: readonly Argued[] = [];
