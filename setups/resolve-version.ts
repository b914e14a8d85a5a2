import type { Given } from './given.ts';
import { DEFAULT_RELEASE, nearestRelease, parseRelease, RELEASES, type Release } from './release.ts';

/** The version of a setup as it was written, with its numbers. */
export interface ResolvedVersion {
  readonly kafka: string;
  readonly release: Release;
}

/** The Kafka version of a setup. An unknown one is reported, and the rest is then judged by the default. */
export function resolveVersion(given: Given): ResolvedVersion {
  const kafka = given.value('', 'kafka') ?? DEFAULT_RELEASE;
  const release = parseRelease(kafka);
  if (release !== undefined) return { kafka, release };
  given.problem(
    given.place('', 'kafka'),
    `kafka cannot be "${kafka}"`,
    `it takes a version from ${RELEASES[0]} to ${RELEASES.at(-1)}, as x.y or x.y.z; did you mean "${nearestRelease(kafka)}"?`,
  );
  return { kafka: DEFAULT_RELEASE, release: parseRelease(DEFAULT_RELEASE) ?? [] };
}
