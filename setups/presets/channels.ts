import type { SetupEntry } from '../input.ts';
import { wordOf } from './framework-file.ts';

/** One of the clients that a framework makes by a file, such as a channel's, with what the file says of it. */
export interface Channel {
  readonly name: string;
  /** The first of its keys. */
  readonly at: SetupEntry;
  /** What it says of a key, or what all of them have by default. */
  readonly word: (key: string) => SetupEntry | undefined;
}

/**
 * The clients that a file names.
 *
 * @param named a key of one of them: its groups are the name, and the key without it.
 * @param common what stands before a key that is for all of them; an earlier one outranks a later one.
 */
export function channelsOf(
  entries: readonly SetupEntry[],
  named: RegExp,
  common: readonly RegExp[] = [],
): readonly Channel[] {
  const found = new Map<string, Map<string, SetupEntry>>();
  const usual = new Map<string, SetupEntry>();
  for (const entry of entries) {
    const [, name, key] = named.exec(entry.key) ?? [];
    if (name === undefined || key === undefined) continue;
    found.set(name, (found.get(name) ?? new Map<string, SetupEntry>()).set(key, entry));
  }
  for (const prefix of common.toReversed()) {
    for (const entry of entries) {
      const [before] = prefix.exec(entry.key) ?? [];
      if (before !== undefined) usual.set(entry.key.slice(before.length), entry);
    }
  }
  return [...found].flatMap(([name, words]) => {
    const [at] = words.values();
    return at === undefined ? [] : [{ name, at, word: (key: string) => words.get(key) ?? usual.get(key) }];
  });
}

/** What decides a verdict, and may be said of each, with what it is where nobody says it. */
export type Decisive = Readonly<Record<string, string>>;

export const OF_CONSUMERS: Decisive = {
  'enable.auto.commit': 'false',
  'auto.offset.reset': 'latest',
  'isolation.level': 'read_uncommitted',
  'group.protocol': 'classic',
  'partition.assignment.strategy': '',
};

export const OF_PRODUCERS: Decisive = {
  acks: 'all',
  'enable.idempotence': '',
  'max.in.flight.requests.per.connection': '5',
};

/** Where several differ in what decides: one verdict would be on none of them. */
export function differing(
  [first, ...others]: readonly Channel[],
  decisive: Decisive,
): { readonly entry: SetupEntry; readonly reason: string; readonly wayOut: string } | undefined {
  if (first === undefined) return undefined;
  for (const other of others) {
    const said = (channel: Channel, key: string): string =>
      channel.word(key) === undefined ? decisive[key] : wordOf(channel.word(key));
    const key = Object.keys(decisive).find((each) => said(first, each) !== said(other, each));
    if (key === undefined) continue;
    return {
      entry: other.word(key) ?? first.word(key) ?? other.at,
      reason: `${first.name} and ${other.name} differ in ${key}, and one verdict would be on neither`,
      wayOut: 'hand over a file with the keys of one of them, and another one for the other',
    };
  }
  return undefined;
}
