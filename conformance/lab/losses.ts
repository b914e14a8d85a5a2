import { EventEmitter, once } from 'node:events';
import type { HarnessError } from '../harness-error.ts';

/** Processes that have ended and that nobody here has killed: what is waited for of them does not come. */
export class Losses {
  #first: HarnessError | undefined;
  readonly #events = new EventEmitter<{ lost: [HarnessError] }>();

  /** @param error which process it was, and what it said last. */
  lose(error: HarnessError): void {
    this.#first ??= error;
    this.#events.emit('lost', error);
  }

  /**
   * Waits for something as long as nothing is lost.
   *
   * @throws {HarnessError} as soon as something is, or when it has been before.
   */
  async guard<T>(awaited: Promise<T>): Promise<T> {
    const over = new AbortController();
    const lost = this.#firstLoss(over.signal).then((error) => Promise.reject(error));
    // Where nothing is lost, it ends with what was waited for.
    lost.catch(() => {});
    try {
      return await Promise.race([lost, awaited]);
    } finally {
      over.abort();
    }
  }

  async #firstLoss(signal: AbortSignal): Promise<HarnessError> {
    if (this.#first !== undefined) return this.#first;
    const [error] = await once(this.#events, 'lost', { signal });
    return error as HarnessError;
  }
}
