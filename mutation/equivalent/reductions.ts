import type { Argued } from '../argued.ts';

/** In reductions/. */
export const REDUCTIONS: readonly Argued[] = [];
