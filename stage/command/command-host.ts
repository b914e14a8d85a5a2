import type { ChildProcess, SpawnOptions } from 'node:child_process';

/** Where commands run: their processes do not outlive it, and time is real. */
export interface CommandHost {
  /** Milliseconds since 1970. */
  now(): number;
  /** Starts a process in a session of its own; its environment is that of whoever tries the command, and what is given. */
  spawn(command: string, words: readonly string[], options: SpawnOptions): ChildProcess;
  /** No process of it lives on. */
  end(): Promise<void>;
}

/** Made when the first command is run: a program in JavaScript needs none. */
export type OpenCommandHost = () => Promise<CommandHost>;
