import type { Given } from '../given.ts';
import { isSince, type Release } from '../release.ts';
import type { ClientLibrary } from './client-library.ts';
import { VERSION } from './version-pattern.ts';

/** A version of a library as it was written, and its numbers. */
export interface LibraryVersion {
  readonly text: string;
  readonly release: Release;
}

const numbers = (text: string): Release => text.split('.').map(Number);

/**
 * The version that a setup names of its client library; the newest that is known where it names none, or a newer one. One
 * that is older than what is known is reported.
 */
export function libraryVersion(given: Given, { title, releases }: ClientLibrary): LibraryVersion {
  const { oldest, newest } = releases;
  const written = VERSION.exec(given.value('client', 'version') ?? newest)?.[1] ?? newest;
  const release = numbers(written);
  if (!isSince(release, oldest)) {
    given.refuse(
      ['client'],
      given.place('client', 'version'),
      `of ${title} ${written} nothing is known here`,
      `name a version from ${oldest} to ${newest}, or single switches of client`,
    );
  }
  // "2.15" is the newest patch of 2.15.
  if (written !== newest && isSince(release, newest) && !newest.startsWith(`${written}.`)) {
    given.note(`${title} ${written} is newer than what is known here: it is taken as ${newest} was`);
  }
  return { text: written, release };
}
