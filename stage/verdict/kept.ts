import type { Ledger } from '../ledger.ts';

/** What stays under a key when nothing goes wrong: by key, how often each record is there at the end. Of one that has a key for itself nobody counts. */
export type Kept = ReadonlyMap<string, Times>;

type Times = ReadonlyMap<string, number>;

type Gathering = Pick<Ledger, 'outcomes'>;

/**
 * By the run without faults. A key gathers, as a total does, where whatever takes the place of something there has all of its records, and more at
 * the end than at first; or one record has it for itself, of several keys that a process writes: one alone may say how far that process is. Where one
 * takes the place of another, which of them stays is a matter of order alone; and several that come at once are those of a batch, in whose place the
 * next may come.
 */
export function keptOf({ outcomes }: Gathering): Kept {
  const kept = new Map<string, Times>();
  const all = writesOf(outcomes);
  const isOneOfSeveral = ({ what, process }: Write, key: string): boolean =>
    [...all].some(
      ([other, writes]) => other !== key && writes.some((one) => one.what === what && one.process === process),
    );
  for (const [key, writes] of all) {
    const last = writes[writes.length - 1].times;
    const isWhole = writes.every(
      ({ times }, at) => at === 0 || [...writes[at - 1].times.keys()].every((id) => times.has(id)),
    );
    if (!isWhole) continue;
    if (last.size > writes[0].times.size) kept.set(key, last);
    else if (last.size === 1 && isOneOfSeveral(writes[0], key))
      kept.set(key, new Map([...last.keys()].map((id) => [id, Number.POSITIVE_INFINITY])));
  }
  return kept;
}

/** What was written under a key. */
export interface Write {
  readonly what: string;
  readonly process: number;
  readonly times: Times;
}

/** What was written under each key, one after the other. */
export function writesOf(outcomes: Ledger['outcomes']): ReadonlyMap<string, readonly Write[]> {
  const writes = new Map<string, Write[]>();
  for (const { what, process, replaced = [] } of outcomes)
    for (const { key, records } of replaced) {
      const write = { what, process, times: timesOf(records) };
      const before = writes.get(key);
      if (before) before.push(write);
      else writes.set(key, [write]);
    }
  return writes;
}

function timesOf(records: readonly string[]): Times {
  const times = new Map<string, number>();
  for (const id of records) times.set(id, (times.get(id) ?? 0) + 1);
  return times;
}
