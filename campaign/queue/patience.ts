import { setTimeout as sleep } from 'node:timers/promises';

/** How long a server that was there is waited for. */
export const PATIENCE_MS = 60_000;
const againMs = 500;

export interface Patience {
  /** Work is to stop: nobody is waited for any more. */
  readonly signal?: { readonly aborted: boolean };
  /** Milliseconds; {@link PATIENCE_MS} when left out. */
  readonly forMs?: number;
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/**
 * Asks a server again while it cannot be reached, for it may be starting anew.
 *
 * @throws what it is told, when that is of another kind, work is to stop, or its patience has ended.
 */
export async function patiently<T>(
  ask: () => Promise<T>,
  { signal, forMs = PATIENCE_MS, wait = sleep }: Patience,
): Promise<T> {
  for (let waited = 0; ; waited += againMs) {
    try {
      return await ask();
    } catch (error) {
      if (signal?.aborted === true || waited >= forMs || !isOfConnection(error)) throw error;
    }
    await wait(againMs);
  }
}

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/**
 * Whether an error is of the connection, or of a server that is going or coming: PostgreSQL's classes 08 (connection
 * exception) and 57P (operator intervention), and what the drivers say of a connection that has ended.
 */
function isOfConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return NETWORK.has(code) || /^(?:08|57P)/.test(code) || /^Connection (?:terminated|is closed)/.test(error.message);
}
