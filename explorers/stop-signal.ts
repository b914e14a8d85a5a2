/**
 * Asks a search to stop. An `AbortSignal` is one, but it cannot change while a search keeps the thread busy: for a
 * deadline give an object whose `aborted` is computed.
 */
export interface StopSignal {
  readonly aborted: boolean;
  /** What stopped it, for the result; `interrupted` when left out. */
  readonly why?: string;
}
