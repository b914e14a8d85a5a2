import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { Supervisor } from './supervisor.ts';

/** Runs the commands that are on trial (`stage/command/command-host.ts`): none of their processes outlives ours. */
export async function openCommandHost() {
  const supervisor = await Supervisor.start();
  return {
    now: () => performance.timeOrigin + performance.now(),
    spawn: (command: string, words: readonly string[], options: SpawnOptions): ChildProcess =>
      supervisor.spawn(command, words, { ...options, env: { ...process.env, ...options.env } }),
    end: () => supervisor.end(),
  };
}
