import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { endRun } from './end-run.ts';
import { isSame, startOf } from './process-identity.ts';

/** Folder of a run: it says in its name whose it is, so that there is no moment at which nobody knows. */
const NAME = /^kafka-trial-run-(\d+)-(\w+)-\w+$/;

/** Makes a folder for this process's run. */
export function makeRunFolder(parent: string): string {
  return mkdtempSync(join(parent, `kafka-trial-run-${process.pid}-${startOf(process.pid)}-`));
}

/**
 * Ends the runs of commands that died together with their supervisors, as in a crash of the container: what is left of
 * their processes is killed, and their folders are removed.
 *
 * @returns how many there were.
 */
export async function endDeadRuns(parent: string): Promise<number> {
  const dead = readdirSync(parent).filter((name) => {
    const [, pid, start] = NAME.exec(name) ?? [];
    return pid !== undefined && !isSame(Number(pid), start);
  });
  await Promise.allSettled(dead.map((name) => endRun(join(parent, name))));
  return dead.length;
}
