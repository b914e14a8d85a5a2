import type { History } from '../model/switches/switch.ts';
import { namesIn } from './names-in.ts';

/**
 * The minor releases of Apache Kafka that a setup may name: 0.11 brought idempotence and transactions. The last one is
 * not released: it is what trunk will be, and the first that has the fix of KAFKA-15591.
 */
export const RELEASES = namesIn(`
  0.11 1.0 1.1 2.0 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 3.0 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 4.0 4.1 4.2 4.3 4.4 4.5`);

/** The release to come, which a setup may name already. */
export const UNRELEASED = RELEASES[RELEASES.length - 1];

/** Whose defaults and protocol apply when a setup does not say. */
export const DEFAULT_RELEASE = '4.1';

/** A version of Kafka: its numbers, from the major one down. A part that was left out stands for its newest patch. */
export type Release = readonly number[];

/** Reads `x.y`, `x.y.z` or `0.11.0.z`; undefined when it is not of that form or Kafka has no such minor release. */
export function parseRelease(text: string): Release | undefined {
  if (!/^\d+\.\d+(\.\d+){0,2}$/.test(text)) return undefined;
  const parts = text.split('.').map(Number);
  if (parts.length === 4 && parts[0] !== 0) return undefined;
  return RELEASES.some((minor) => minor === `${parts[0]}.${parts[1]}`) ? parts : undefined;
}

/** The minor release of a version: `4.1` of `4.1.2`. */
export const minorOf = (version: string): string => version.split('.').slice(0, 2).join('.');

/** The release that a level of Kafka's begins with, such as `0.10.2-IV0`, or `2.8`; undefined of anything else. */
export const releaseIn = (text: string): Release | undefined =>
  /^\d+(?:\.\d+)+/.exec(text.trim())?.[0].split('.').map(Number);

/** The older of two releases. */
export const olderOf = (left: Release, right: Release): Release => (order(left, right) <= 0 ? left : right);

/** Whether `release` has what came with `since`, such as `"2.0.1"`. */
export function isSince(release: Release, since: string): boolean {
  return order(release, since.split('.').map(Number)) >= 0;
}

/** What a release has of something that changed: the last value whose release is not newer. */
export function valueAt<Value>(history: History<Value>, release: Release): Value {
  const [[first], ...changes] = history;
  return changes.findLast(([, ...since]) => hasCome(release, since))?.[0] ?? first;
}

/** Whether a release has what went into several branches at once: since the patches that brought it, oldest first. */
const hasCome = (release: Release, patches: readonly string[]): boolean =>
  patches.some((patch, index) => {
    const newer = patches.at(index + 1);
    return isSince(release, patch) && (newer === undefined || !isSince(release, `${newer.replace(/\.\d+$/, '')}.0`));
  });

/** The known release that a wrong version most likely means. */
export function nearestRelease(text: string): string {
  const numbers = text.match(/\d+/g)?.map(Number) ?? [];
  if (numbers.length === 0) return DEFAULT_RELEASE;
  // "4" alone means the first release of that major version, "3.12" the last one that there was.
  const wanted = numbers.length === 1 ? [numbers[0], 0] : numbers.slice(0, 2);
  return RELEASES.findLast((minor) => order(minor.split('.').map(Number), wanted) <= 0) ?? RELEASES[0];
}

/** Compares part by part; a missing part of the first counts as larger than any number. */
function order(left: readonly number[], right: readonly number[]): number {
  for (const [index, part] of right.entries()) {
    const mine = left[index] ?? Number.POSITIVE_INFINITY;
    if (mine !== part) return mine < part ? -1 : 1;
  }
  return 0;
}
