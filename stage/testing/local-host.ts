import { spawn } from 'node:child_process';
import type { OpenCommandHost } from '../command/command-host.ts';

/** Runs commands on this computer; a test ends them by itself. */
export const localHost: OpenCommandHost = () =>
  Promise.resolve({
    now: () => performance.timeOrigin + performance.now(),
    spawn: (command, words, options) =>
      spawn(command, words, { ...options, env: { ...process.env, ...options.env }, detached: true }),
    end: () => Promise.resolve(),
  });
