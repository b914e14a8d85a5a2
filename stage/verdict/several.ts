import type { Ledger, Outcome } from '../ledger.ts';

/**
 * What a record has of one outcome when nothing goes wrong, where that is several things: rows of two tables by one function, two events in
 * one topic. Each by what is in it.
 */
export type Several = ReadonlyMap<string, ReadonlySet<string>>;

/** What is another one each time: identifiers that chance makes, times of day, numbers as long as those. */
const FRESH =
  /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?|\d{10,}|[\da-f]{16,}/gi;

/** By the run without faults. What came together with other records is one thing however often: whoever gathers them writes some again. */
export function severalOf({ outcomes }: Pick<Ledger, 'outcomes'>): Several {
  const all = new Map<string, Outcome[]>();
  for (const one of outcomes)
    for (const id of one.state === 'done' ? one.records : []) {
      const name = nameOf(one.what, id);
      const times = all.get(name);
      if (times) times.push(one);
      else all.set(name, [one]);
    }
  const several = new Map<string, ReadonlySet<string>>();
  for (const [name, times] of all) {
    if (times.length === 1 || times.some((one) => one.records.length > 1 || one.content === undefined)) continue;
    const contents = new Set(times.map((one) => contentOf(one) ?? ''));
    if (contents.size > 1) several.set(name, contents);
  }
  return several;
}

/** What should have come of a record by one outcome, where that is several things. */
export const promisedOf = (several: Several, what: string, record: string): ReadonlySet<string> | undefined =>
  several.get(nameOf(what, record));

/** What of it did not come, and what came again. Where something else came than without faults, all that is known is how many there are. */
export function tally(times: readonly Outcome[], promised: ReadonlySet<string> = ONE): Tally {
  const contents = times.flatMap((one) => contentOf(one) ?? []).filter((one) => promised.has(one));
  if (contents.length === times.length)
    return {
      missing: [...promised].filter((one) => !contents.includes(one)),
      again: contents.filter((one, index) => contents.indexOf(one) < index),
    };
  return { missing: [], again: times.length > promised.size ? [...promised] : [] };
}

/** By what is in it. */
export interface Tally {
  readonly missing: readonly string[];
  readonly again: readonly string[];
}

/** Where it is one thing, nobody has looked at what is in it: all that counts is how often it came. */
const ONE: ReadonlySet<string> = new Set(['']);

export const contentOf = ({ content }: Outcome): string | undefined => content?.replace(FRESH, '…');

const nameOf = (what: string, record: string): string => `${what} ${record}`;

export const isDoneFor = ({ what, state, records }: Outcome, which: string, record: string): boolean =>
  what === which && state === 'done' && records.includes(record);

export const countOf = (times: number): string => (times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`);
