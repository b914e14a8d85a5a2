import { InputError } from '../setups/input-error.ts';
import { suggestion } from '../setups/suggestion.ts';
import { SEMANTICS, type Semantics } from './verdict/semantics.ts';

/** What is asked of a program. */
export interface CodeRequirement {
  readonly semantics: Semantics;
  readonly ordered: boolean;
  /** Every single fault at every point must have been tried. */
  readonly proved: boolean;
}

const MORE = ['ordered', 'proved'] as const;

/**
 * Reads what a trial requires: `at-least-once`, `exactly-once,ordered,proved`.
 *
 * @param place where it stands, for errors.
 * @throws {InputError}
 */
export function codeRequirement(text: string, place: string): CodeRequirement {
  const [name, ...more] = text.split(',').map((word) => word.trim());
  const semantics = SEMANTICS.find((one) => one === name);
  if (semantics === undefined)
    throw new InputError(place, `"${name}" is no delivery semantics`, suggestion(name, SEMANTICS));
  const strange = more.find((word) => !(MORE as readonly string[]).includes(word));
  if (strange !== undefined)
    throw new InputError(place, `"${strange}" is nothing to be asked of a semantics`, suggestion(strange, MORE));
  return { semantics, ordered: more.includes('ordered'), proved: more.includes('proved') };
}
