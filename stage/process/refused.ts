import type { SourceLine } from '../decision-point.ts';
import { DECLARE, type Refuse, UndeclaredError } from './undeclared.ts';

/** Whether a run has been refused for good: there is no more to see, whatever the program makes of the exception. */
export class Refused {
  #error: unknown;
  #isRefused = false;
  private readonly here: () => SourceLine | undefined;

  /** @param here the user's line that is at work. */
  constructor(here: () => SourceLine | undefined) {
    this.here = here;
  }

  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Ends the run with what was first thrown. @throws always. */
  end(error: unknown): never {
    this.#note(error);
    throw this.#error;
  }

  /** The program has reached outside without its trial having said so. */
  readonly refuse: Refuse = (what, wayOut = DECLARE) => this.end(new UndeclaredError(what, wayOut, this.here()));

  /** What there is none of here, which a program may do without: it is told so by an exception, and may catch that. @throws always. */
  readonly withhold: Refuse = (what, wayOut = DECLARE) => {
    throw new UndeclaredError(what, wayOut, this.here());
  };

  /** A process has ended by an exception: by one of these the program is refused for good. */
  uncaught(error: unknown): void {
    if (error instanceof UndeclaredError) this.#note(error);
  }

  /** @throws what the run was refused with. */
  check(): void {
    if (this.#isRefused) throw this.#error;
  }

  /** What it was first refused with stays. */
  #note(error: unknown): void {
    if (!this.#isRefused) this.#error = error;
    this.#isRefused = true;
  }
}
