import type { Action } from '../../model/action.ts';
import type { Setup } from '../../model/setup.ts';
import type { View } from '../observation/view.ts';

export const TRANSCRIPT_FORMAT = 'kafka-trial/transcript';

/** What was seen of a cluster that changed with a step; null of what was seen no longer. */
export type Seen = Readonly<Record<string, string | null>>;

/** A record of a real run: with it the machine is held to Kafka where there is none. */
export interface Transcript {
  readonly format: typeof TRANSCRIPT_FORMAT;
  readonly version: 1;
  /** What it is a run of, in words. */
  readonly name: string;
  /** The brokers' version, such as `4.1.2`. */
  readonly kafka: string;
  /** The library of the clients, and its version. */
  readonly client: string;
  /** Day of the run: `2026-11-27`. */
  readonly date: string;
  readonly setup: Setup;
  readonly schedule: readonly Action[];
  /** Before the first step, and after each; null where nothing was to be seen. */
  readonly seen: readonly (Seen | null)[];
}

/** What `after` has that `before` had not, or had otherwise. */
export function seenAnew(before: View, after: View): Seen {
  const gone = [...before.keys()].filter((what) => !after.has(what)).map((what) => [what, null] as const);
  const changed = [...after].filter(([what, said]) => before.get(what) !== said);
  return Object.fromEntries([...gone, ...changed]);
}
