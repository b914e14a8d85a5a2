import { resolve } from 'node:path';
import { InputError } from '../../setups/input-error.ts';
import { suggestion } from '../../setups/suggestion.ts';
import type { CodeTrial, EffectOptions } from '../trial.ts';

type Replace = (name: string, options?: EffectOptions) => (...args: unknown[]) => unknown;

/** Modules whose functions reach outside. */
export interface ReplacedModules {
  /**
   * The module's own exports, with effects in the place of its functions.
   *
   * @param real null for one that cannot be loaded: it has nothing but effects.
   * @throws {InputError} on a function that it does not have: nobody would notice an effect that is never called.
   */
  readonly replaced: (path: string, real: object | null, replace: Replace) => object;
}

/** By what a trial says: `{ './db.ts': ['insert', 'pool.query'] }`. */
export function replacedModules(folder: string, effects: NonNullable<CodeTrial['effects']>): ReplacedModules {
  const byPath = new Map(
    Object.entries(effects).map(([path, names]) => [resolve(folder, path), { path, names: optionsOf(names) }]),
  );
  return {
    replaced(path, real, replace) {
      const exports: Record<string, unknown> = { ...real };
      const said = byPath.get(path);
      for (const [name, options] of said?.names ?? []) {
        const [first, ...rest] = name.split('.');
        if (real !== null) checkFunction(real, name, `effects: ${said?.path}`);
        const replacement = replace(name, options);
        exports[first] = rest.length === 0 ? replacement : within(exports[first], rest, replacement);
      }
      return exports;
    },
  };
}

const optionsOf = (names: NonNullable<CodeTrial['effects']>[string]): readonly (readonly [string, EffectOptions])[] =>
  Array.isArray(names)
    ? names.map((name) => [name, {}] as const)
    : Object.entries(names).map(([name, options]) => [name, options === true ? {} : options] as const);

function checkFunction(real: object, name: string, place: string): void {
  const path = name.split('.');
  const holder = path.slice(0, -1).reduce<unknown>((value, key) => Reflect.get(Object(value), key), real);
  if (typeof Reflect.get(Object(holder), path.at(-1) ?? '') === 'function') return;
  throw new InputError(place, `there is no function "${name}" in it`, suggestion(name, Object.keys(real)));
}

/** An object like another, with one of its methods replaced. */
function within(value: unknown, [name, ...rest]: readonly string[], replacement: unknown): object {
  const object = typeof value === 'object' && value !== null ? value : {};
  const inner = rest.length === 0 ? replacement : within(Reflect.get(object, name), rest, replacement);
  return Object.create(object, { [name]: { value: inner, enumerable: true, writable: true, configurable: true } });
}
