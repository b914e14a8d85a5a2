import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Programs of others that the bench runs beside our search. */

/** A line that a program printed, and when, in seconds since any fixed moment. */
export interface TimedLine {
  readonly text: string;
  readonly at: number;
}

export interface Ended {
  readonly lines: readonly TimedLine[];
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
}

/** Whether there is such a program; `argument` makes it print something and end. */
export const isInstalled = (program: string, argument: string): boolean =>
  spawnSync(program, [argument], { stdio: 'ignore' }).error === undefined;

/**
 * Runs a program to its end and returns what it printed on either stream.
 *
 * @throws what `spawn` tells when it cannot be started, such as `ENOENT`.
 */
export async function run(program: string, args: readonly string[], folder: string): Promise<Ended> {
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = (): void => void child.kill('SIGKILL');
  process.prependOnceListener('exit', kill);
  const lines: TimedLine[] = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (text) => lines.push({ text, at: performance.now() / 1000 }));
  }
  try {
    return await new Promise<Ended>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode) => resolve({ lines, exitCode }));
    });
  } finally {
    process.off('exit', kill);
  }
}

/** The end of what a program printed, for a message that says why it did not do what it should. */
export const lastWords = ({ lines }: Ended): string =>
  lines
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .slice(-3)
    .join(' / ') || 'it printed nothing';

/** Gives `work` a folder that is gone afterwards, also when the user interrupts. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    return await work(folder);
  } finally {
    process.off('exit', remove);
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    remove();
  }
}

/** Ends with what a shell reports of a program that Ctrl-C ended. */
const interrupted = (): void => process.exit(130);
