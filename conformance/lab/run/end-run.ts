import { rmSync } from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import { processesOfRun } from './processes-of-run.ts';

/** How often a run's processes are looked for at least: one that was being started when its command died shows up late. */
const LOOKS_MIN = 3;
/** About five seconds: SIGKILL ends a process at once, but for one that the system keeps in a wait of its own. */
const LOOKS_MAX = 50;
const BETWEEN_LOOKS_MS = 100;

/**
 * Ends a run: its processes, also stopped ones, are killed, and its folder is removed.
 *
 * @param folder the run's own.
 * @param pids processes that are known to belong to it; others are found by its folder.
 * @param looksMin how often none must have been found.
 */
export async function endRun(folder: string, pids: Iterable<number> = [], looksMin = LOOKS_MIN): Promise<void> {
  kill(pids);
  for (let look = 1; look <= LOOKS_MAX; look++) {
    const left = processesOfRun(folder);
    kill(left);
    if (left.length === 0 && look >= looksMin) break;
    await later(BETWEEN_LOOKS_MS);
  }
  // What was written while the last ones died is why it is tried again.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

function kill(pids: Iterable<number>): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It is gone already, which is what is wanted.
    }
  }
}
