import { createHook, executionAsyncId } from 'node:async_hooks';
import type { SourceLine } from '../decision-point.ts';
import type { UserLines } from './user-line.ts';

/** As deep as is looked for the user's call: what a library makes at once, it makes below it. With ten a send of kafkajs's is not found. */
const FRAMES_MAX = 30;

/**
 * The user's call that what is done now goes back to, also where the caller did not wait for it and has ended: then no
 * line of the user's awaits what is done. Whatever is made while a line of the user's is executed belongs to that line, and
 * what is made on behalf of that belongs to it as well: promises and ticks as Node tells of them, and the stage's events.
 *
 * Everything that a consumer does by itself goes back to the line that started it: to ask makes sense only of what a
 * library never does of its own accord.
 */
export class CallLines {
  readonly #lines = new Map<number, SourceLine | undefined>();
  /** Of the event that happens. */
  #event: SourceLine | undefined;
  readonly #hook;

  constructor(lines: UserLines) {
    this.#hook = createHook({
      init: (id) => void this.#lines.set(id, lines.here(FRAMES_MAX) ?? this.current()),
    });
  }

  enable(): void {
    this.#hook.enable();
  }

  disable(): void {
    this.#hook.disable();
  }

  /** The line of the call that is at work. */
  current(): SourceLine | undefined {
    const id = executionAsyncId();
    return this.#lines.has(id) ? this.#lines.get(id) : this.#event;
  }

  /** An event that happens later, on behalf of what is at work now. */
  kept(run: () => void): () => void {
    const line = this.current();
    return () => {
      const outer = this.#event;
      this.#event = line;
      try {
        run();
      } finally {
        this.#event = outer;
      }
    };
  }
}
