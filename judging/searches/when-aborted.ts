import type { StopSignal } from '../../explorers/stop-signal.ts';

/** How often it is looked whether a signal asks to stop what other threads are at. */
const LOOK_MS = 50;

/** Ends what other threads are at once a signal asks to stop: they look at none. Returns what puts an end to the looking. */
export function whenAborted(signal: StopSignal, end: () => Promise<unknown>): () => void {
  const looking = setInterval(() => signal.aborted && void end(), LOOK_MS);
  return () => clearInterval(looking);
}
