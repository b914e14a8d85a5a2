import { resolve } from 'node:path';
import type { CodeTrial, EffectOptions } from '../trial.ts';

type Replace = (name: string, options?: EffectOptions) => (...args: unknown[]) => unknown;

/** Modules whose functions reach outside. */
export interface ReplacedModules {
  /** The module's own exports, with effects in the place of its functions. */
  readonly replaced: (path: string, real: object, replace: Replace) => object;
}

/** By what a trial says: `{ './db.ts': ['insert', 'pool.query'] }`. */
export function replacedModules(folder: string, effects: NonNullable<CodeTrial['effects']>): ReplacedModules {
  const byPath = new Map(Object.entries(effects).map(([path, names]) => [resolve(folder, path), optionsOf(names)]));
  return {
    replaced(path, real, replace) {
      const exports: Record<string, unknown> = { ...real };
      for (const [name, options] of byPath.get(path) ?? []) {
        const [first, ...rest] = name.split('.');
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

/** An object like another, with one of its methods replaced. */
function within(value: unknown, [name, ...rest]: readonly string[], replacement: unknown): object {
  const object = typeof value === 'object' && value !== null ? value : {};
  const inner = rest.length === 0 ? replacement : within(Reflect.get(object, name), rest, replacement);
  return Object.create(object, { [name]: { value: inner, enumerable: true, writable: true, configurable: true } });
}
