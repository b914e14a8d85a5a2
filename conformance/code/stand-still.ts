import type { Socket } from 'node:net';
import { setTimeout as later } from 'node:timers/promises';
import type { FromProcess, ToProcess } from './messages.ts';

/** What has come before is read within this. */
const READ_MS = 100;

/** The whole process stands still, as in a long collection of garbage: what comes waits, and so do its timers. */
export function standStill(ms: number): void {
  if (ms > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/**
 * Stands still as an answer is read, so that it is the first thing that happens afterwards, as on the stage. A process that is
 * stopped by a signal runs its timers first (`epoll_wait` ends with EINTR when it goes on, and libuv runs timers before it
 * polls again): kafkajs then gives up a request whose answer is there (`network/requestQueue`).
 */
export class StandsStillAtData {
  #ms = 0;

  constructor() {
    process.on('message', (told: ToProcess) => {
      if (told.type === 'stall') void this.#arm(told.ms);
    });
  }

  /** A connection to a broker. */
  watch(socket: Socket): Socket {
    return socket.prependListener('data', () => {
      const ms = this.#ms;
      this.#ms = 0;
      standStill(ms);
    });
  }

  async #arm(ms: number): Promise<void> {
    await later(READ_MS);
    this.#ms = ms;
    const ready: FromProcess = { type: 'ready' };
    process.send?.(ready);
  }
}
