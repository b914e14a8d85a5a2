import { inspect } from 'node:util';

/** An object that names what is written is looked at as deep as is sensible, and else through and through. */
const WHOLE = { depth: 20, sorted: true, maxArrayLength: null, maxStringLength: null } as const;

/** By what something is named that is written outside; undefined where it has no name. @param key which argument names it: an object by all that is in it. */
export function writtenKey(name: string, args: readonly unknown[], key: number | undefined): string | undefined {
  if (key === undefined) return undefined;
  const named = args[key];
  return `${name} ${typeof named === 'string' ? named : inspect(named, WHOLE)}`;
}

/** What has been written outside, by its key: written again under the same one it has no effect. */
export class WrittenKeys {
  readonly #written = new Set<string>();

  /** Something is written. @returns whether it was there already. */
  isRepeated(key: string | undefined): boolean {
    if (key === undefined) return false;
    const isThere = this.#written.has(key);
    this.#written.add(key);
    return isThere;
  }
}
