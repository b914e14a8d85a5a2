import type { MendableError } from './mendable-error.ts';
import type { Problem } from './place.ts';

/** Something that the user asked for beside a setup is wrong: an option, the name of a claim, a schedule. */
export class InputError extends Error implements MendableError {
  override readonly name = 'InputError';
  readonly problems: readonly Problem[];

  /**
   * @param place what was given, such as an option or a file.
   * @param reason what is wrong with it, as a clause without a full stop.
   * @param wayOut what to do about it, as a clause without a full stop.
   */
  constructor(place: string, reason: string, wayOut: string) {
    super(`${place}: ${reason}`);
    this.problems = [{ place: { file: place }, reason, wayOut }];
  }
}
