import { InputError } from '../setups/input-error.ts';
import { suggestion } from '../setups/suggestion.ts';

/** Every delivery semantics, the weakest first. */
export const SEMANTICS = ['none', 'at-most-once', 'at-least-once', 'exactly-once'] as const;

export type Semantics = (typeof SEMANTICS)[number];

/** What somebody asks of a setup, or of a program. */
export interface Requirement {
  readonly semantics: Semantics;
  /** The order within partitions is asked for as well. */
  readonly ordered: boolean;
  /** Not being violated is not enough: of a setup a search of the whole scope, of a program every single fault. */
  readonly proved: boolean;
}

/** Whether a word names a semantics. */
const isSemantics = (word: string): word is Semantics => (SEMANTICS as readonly string[]).includes(word);

/** What may follow the semantics of a requirement. */
const MORE = ['ordered', 'proved'] as const;

/** The guarantees that a requirement can ask for by themselves, and how. */
const ASKED_BY: ReadonlyMap<string, string> = new Map([
  ['no-loss', 'at-least-once'],
  ['no-duplicates', 'at-most-once'],
  ['partition-order', 'none,ordered'],
]);

/**
 * Reads a requirement: `at-least-once`, `exactly-once,ordered,proved`; the semantics first, and what more is asked for in any
 * order.
 *
 * @param place where it stands, for errors.
 * @throws {InputError} on a text that is none.
 */
export function readRequirement(text: string, place: string): Requirement {
  const [semantics, ...more] = text.split(',').map((word) => word.trim());
  if (!isSemantics(semantics)) {
    throw new InputError(place, `"${semantics}" is no delivery semantics`, wayOutFrom(semantics));
  }
  for (const [index, word] of more.entries()) {
    if (!(MORE as readonly string[]).includes(word)) {
      throw new InputError(place, `"${word}" is nothing to be asked of a semantics`, suggestion(word, MORE));
    }
    if (more.indexOf(word) < index) throw new InputError(place, `"${word}" is asked for twice`, 'name it once');
  }
  const ordered = more.includes('ordered');
  const proved = more.includes('proved');
  if (semantics === 'none' && proved && !ordered) {
    throw new InputError(
      place,
      '"none" rests on nothing that could be proved',
      'name the semantics that must be proved',
    );
  }
  return { semantics, ordered, proved };
}

/** What to write in place of a word that is no semantics. */
function wayOutFrom(word: string): string {
  const asked = ASKED_BY.get(word);
  if (asked !== undefined) return `${asked} asks for it`;
  if ((MORE as readonly string[]).includes(word)) return `write it behind a semantics: at-least-once,${word}`;
  return suggestion(word, SEMANTICS);
}
