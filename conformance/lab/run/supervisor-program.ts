import { stdin } from 'node:process';
import { createInterface } from 'node:readline';
import { endRun } from './end-run.ts';

/**
 * A process beside the command, which outlives it by moments: when the command ends, however that comes, the pipe from
 * it closes, and this kills what the command has left and removes its folder.
 *
 * Its one argument is the run's folder. Lines on its standard input: `watch PID`, `forget PID`.
 */
const [folder] = process.argv.slice(2);
const watched = new Set<number>();

// Ctrl-C and `kill` of a whole group are meant for the command, and reach this by the pipe.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

for await (const line of createInterface({ input: stdin })) {
  const [word, pid] = line.split(' ');
  if (word === 'watch') watched.add(Number(pid));
  else watched.delete(Number(pid));
}
await endRun(folder, watched);
