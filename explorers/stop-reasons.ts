import type { StopSignal } from './stop-signal.ts';

/** How a search ends before it is done, as `SearchResult.stopped` and a verdict say it. */

export const FOUND = 'the violations asked for were found';
export const MEMORY = 'memory limit';
export const boundOf = (statesMax: number): string => `bound of ${statesMax.toLocaleString('en-US')} states`;

/** What has asked a search to stop; nothing when it may go on. */
export const interruptionOf = (signal: StopSignal | undefined): string | undefined =>
  signal?.aborted === true ? (signal.why ?? 'interrupted') : undefined;
