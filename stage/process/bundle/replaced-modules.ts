import { resolve } from 'node:path';
import { InputError } from '../../../setups/input-error.ts';
import { suggestion } from '../../../setups/suggestion.ts';
import { type CodeTrial, type EffectOptions, effectsIn } from '../../trial.ts';

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
    Object.entries(effects).map(([path, names]) => [resolve(folder, path), { path, names: effectsIn(names) }]),
  );
  return {
    replaced(path, real, replace) {
      const exports: Record<string, unknown> = { ...real };
      const said = byPath.get(path);
      for (const [name, options] of said?.names ?? []) {
        const [first, ...rest] = name.split('.');
        if (real !== null) checkFunction(real, name, `effects: ${said?.path}`);
        const replacement = replace(name, options);
        exports[first] = rest.length === 0 ? replacement : withMethod(exports[first], rest, replacement);
      }
      return exports;
    },
  };
}

function checkFunction(real: object, name: string, place: string): void {
  const path = name.split('.');
  const holder = holderOf(real, path);
  if (typeof Reflect.get(holder, path.at(-1) ?? '') === 'function') return;
  const functions =
    path.length === 1
      ? Object.entries(real).flatMap(([key, value]) => (typeof value === 'function' ? key : []))
      : methodsOf(holder).map((method) => [...path.slice(0, -1), method].join('.'));
  throw new InputError(place, `there is no function "${name}" in it`, suggestion(name, functions));
}

/** Those of an object and of its classes. */
function methodsOf(object: object | null): readonly string[] {
  if (object === null || object === Object.prototype) return [];
  const own = Object.entries(Object.getOwnPropertyDescriptors(object)).flatMap(([name, { value }]) =>
    typeof value === 'function' && name !== 'constructor' ? name : [],
  );
  return [...own, ...methodsOf(Object.getPrototypeOf(object))];
}

/** What has the function at a path: of a class that has none of that name itself, what its objects have. */
function holderOf(value: unknown, [name, ...rest]: readonly string[]): object {
  const holder: unknown = Object(value);
  if (rest.length > 0) return holderOf(Reflect.get(Object(holder), name), rest);
  const isOfObjects = typeof holder === 'function' && typeof Reflect.get(holder, name) !== 'function';
  return Object(isOfObjects ? holder.prototype : holder) as object;
}

/** An object like another, with one of its methods replaced. A class, which each life has of its own, is changed itself. */
function withMethod(value: unknown, path: readonly string[], replacement: unknown): object {
  const [name, ...rest] = path;
  const isClass = typeof value === 'function';
  const object = isClass || (typeof value === 'object' && value !== null) ? value : {};
  const isInner = rest.length > 0 && !isClass;
  const inner = isInner ? withMethod(Reflect.get(object, name), rest, replacement) : replacement;
  const property = { value: inner, enumerable: true, writable: true, configurable: true };
  if (!isClass) return Object.create(object, { [name]: property });
  Object.defineProperty(holderOf(value, path), path.at(-1) ?? '', { ...property, enumerable: false });
  return value;
}
