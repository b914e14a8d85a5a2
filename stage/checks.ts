import { InputError } from '../setups/input-error.ts';
import { suggestion } from '../setups/suggestion.ts';

/** Looks at a value that stands at a place of what a user has written. @throws {InputError} on one that does not belong there. */
export type Check = (value: unknown, place: string) => void;

/** A value of a kind; what it takes is told of any other. */
export const kind =
  (takes: string, is: (value: unknown) => boolean): Check =>
  (value, place) => {
    if (!is(value)) throw new InputError(place, `it cannot be ${words(value)}`, `it takes ${takes}`);
  };

function words(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isName = (value: unknown): boolean => typeof value === 'string' && value !== '';

export const text = kind('a text', (value) => typeof value === 'string');
export const filled = kind('a text with something in it', isName);
export const object = kind('an object', isObject);

export const isWhole = (value: unknown, from: number, to: number): boolean =>
  Number.isInteger(value) && from <= Number(value) && Number(value) <= to;
export const whole = (from: number, to: number): Check =>
  kind(`a whole number from ${from} to ${to}`, (value) => isWhole(value, from, to));
export const texts = kind(
  'a list of texts',
  (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
);

/** An object with keys of one's own choice. */
export const mapOf =
  (check: Check, ofKind = object): Check =>
  (value, place) => {
    ofKind(value, place);
    for (const [key, one] of Object.entries(value as object)) check(one, `${place}: ${key}`);
  };

/** An object with these keys, each of which may be left out. */
export const fields =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, place) => {
    object(value, place);
    for (const [key, one] of Object.entries(value as object)) {
      const known = Object.hasOwn(checks, key);
      const at = place === '' ? key : `${place}: ${key}`;
      if (!known) throw new InputError(at, 'there is no such key', suggestion(key, Object.keys(checks)));
      if (one !== undefined) checks[key](one, at);
    }
  };
