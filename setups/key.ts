import type { History } from '../model/switches/switch.ts';
import type { Kind } from './kinds.ts';

/** A key of a setup that bears on delivery. */
export interface Key<T> {
  readonly kind: Kind<T>;
  /** What it says, in one line for people. */
  readonly about: string;
}

/** A key that has a default of its own: it may differ from version to version. */
export interface DefaultedKey<T> extends Key<T> {
  readonly defaults: History<T>;
}

/**
 * An entry of the table of keys.
 *
 * @param defaults left out where the default depends on other keys; then a resolver knows it.
 */
export function key<T>(kind: Kind<T>, about: string, defaults: History<NoInfer<T>>): DefaultedKey<T>;
export function key<T>(kind: Kind<T>, about: string): Key<T>;
export function key<T>(kind: Kind<T>, about: string, defaults?: History<T>): Key<T> | DefaultedKey<T> {
  return defaults === undefined ? { kind, about } : { kind, about, defaults };
}
