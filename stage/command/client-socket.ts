import type { Socket } from 'node:net';
import type { Life } from '../process/time/life.ts';
import type { WireEnd } from '../process/network/wire-end.ts';

/** A connection of a process of this computer to a broker of the stage. */
export class ClientSocket implements WireEnd {
  readonly life: Life;
  readonly #socket: Socket;

  constructor(life: Life, socket: Socket) {
    this.life = life;
    this.#socket = socket;
  }

  connected(): void {
    // The system has taken it before anybody here heard of it.
  }

  receive(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  ended(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.resetAndDestroy();
  }
}
