import { ClientError } from '../clients/client-error.ts';

/** How a call of a client ended; null: it returned. */
export type CallEnd = ClientError | null;

interface PendingCall {
  readonly op: string;
  readonly end: Promise<CallEnd>;
}

/** Calls of producers that block, by client: more than one step goes by until they return. */
export class PendingCalls {
  readonly #calls = new Map<string, PendingCall>();

  /** Makes a call, unless the client is still in one. */
  begin(name: string, op: string, call: () => Promise<unknown>): void {
    if (this.#calls.has(name)) return;
    const end = call().then(
      () => null,
      (error: unknown) => {
        if (error instanceof ClientError) return error;
        throw error;
      },
    );
    // It is told to whoever waits for it; nobody does where the process is killed meanwhile.
    end.catch(() => undefined);
    this.#calls.set(name, { op, end });
  }

  /** What the client is blocked in. */
  of(name: string): PendingCall | undefined {
    return this.#calls.get(name);
  }

  /** The client's process has died, or the call has returned. */
  forget(name: string): void {
    this.#calls.delete(name);
  }
}
