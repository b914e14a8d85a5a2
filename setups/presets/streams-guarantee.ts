import type { SetupEntry } from '../input.ts';
import type { Problem } from '../place.ts';
import { isSince, type Release } from '../release.ts';

/** What `processing.guarantee` takes, with the release that brought it and the one that took it away (`StreamsConfig`). */
const GUARANTEES: Readonly<Record<string, { readonly since: string; readonly until?: string }>> = {
  at_least_once: { since: '0.11' },
  exactly_once: { since: '0.11', until: '4.0' },
  exactly_once_beta: { since: '2.6', until: '4.0' },
  exactly_once_v2: { since: '3.0' },
};

/** What is wrong with a guarantee that Kafka Streams of this version does not start with. */
export function wrongGuarantee({ value, place }: SetupEntry, release: Release): Problem | undefined {
  const word = String(value).trim();
  const known = GUARANTEES[word];
  const taken = Object.entries(GUARANTEES).filter(([, span]) => isIn(span, release));
  if (known !== undefined && isIn(known, release)) return undefined;
  const when =
    known === undefined ? '' : isSince(release, known.since) ? ` since ${known.until}` : ` before ${known.since}`;
  return {
    place,
    reason: `processing.guarantee cannot be ${JSON.stringify(word)}${when} (Kafka Streams throws a ConfigException)`,
    wayOut: `of this version it takes ${taken.map(([name]) => name).join(', ')}; a setup beside the file says which version it is for, as in kafka: "3.9"`,
  };
}

const isIn = ({ since, until }: { readonly since: string; readonly until?: string }, release: Release): boolean =>
  isSince(release, since) && (until === undefined || !isSince(release, until));
