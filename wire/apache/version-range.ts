/** First and last version, both included. */
export type VersionRange = readonly [from: number, to: number];

/** No version at all. */
export const NO_VERSION: VersionRange = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** A range as Apache's schemas write it: `3`, `4-18`, `12+`, `none`. */
export function versionRange(text: string): VersionRange {
  if (text === 'none') return NO_VERSION;
  const [, from, dash, to] = /^(\d+)(?:([-+])(\d+)?)?$/.exec(text) ?? [];
  if (from === undefined) throw new RangeError(`"${text}" is no range of versions`);
  if (dash === '+') return [Number(from), Number.POSITIVE_INFINITY];
  return [Number(from), Number(to ?? from)];
}

export const covers = ([from, to]: VersionRange, version: number): boolean => from <= version && version <= to;
