import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Runner, RunResult } from '../stage/run-result.ts';

export interface Elsewhere {
  readonly run: Runner;
  close(): void;
}

/**
 * A trial that is run in a process of its own. The trial file is named from the folder of this process.
 *
 * @throws {Error} from a run, when that process has ended: it says on stderr why.
 */
export function elsewhere(name: string): Elsewhere {
  const child = fork(new URL('./run-elsewhere.js', import.meta.url), [name], { serialization: 'advanced' });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process that runs ${name} has ended with ${String(code)}`);
  });
  // Whoever waits for a run hears of it.
  ended.catch(() => {});
  return {
    async run(job) {
      child.send(job);
      const [result] = (await Promise.race([once(child, 'message'), ended])) as [RunResult];
      return result;
    },
    close: () => child.disconnect(),
  };
}
