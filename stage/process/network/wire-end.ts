import type { Life } from '../time/life.ts';

/** The client's end of a connection: a socket of the stage's own, or one of this computer's. */
export interface WireEnd {
  readonly life: Life;
  /** The broker has taken the connection. */
  connected(): void;
  receive(bytes: Buffer): void;
  /** The broker has ended as well. */
  ended(): void;
  /** The connection breaks. */
  destroy(error?: Error): unknown;
}
