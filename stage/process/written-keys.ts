/** By what something is named that is written outside; undefined where it has no name. @param key which argument names it. */
export const writtenKey = (name: string, args: readonly unknown[], key: number | undefined): string | undefined =>
  key === undefined ? undefined : `${name} ${String(args[key])}`;

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
