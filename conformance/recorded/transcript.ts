import type { Action } from '../../model/action.ts';
import { cluster } from '../../model/cluster.ts';
import type { Setup } from '../../model/setup.ts';
import { setupOf } from '../../setups/resolve.ts';
import { replay } from '../../explorers/replay.ts';
import { expectedView } from '../observation/expected.ts';
import { type Difference, differences, type View } from '../observation/view.ts';
import { usesGroups } from '../schedules/uses-groups.ts';

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

/** A place where a transcript and the machine differ. */
export interface TranscriptDifference extends Difference {
  /** Counted from 1; 0 is before the first. */
  readonly step: number;
}

/**
 * Goes through a transcript beside the machine, as if Kafka were there.
 *
 * @returns where they differ first; nothing when they agree.
 * @throws {ScheduleError} when the machine does not take a step that Kafka took.
 */
export function heldTo({ setup: recorded, schedule, seen }: Transcript): readonly TranscriptDifference[] {
  // Of a day before some switches were there: those follow from the rest.
  const setup = setupOf(recorded);
  const machine = cluster(setup);
  const states = [machine.init, ...replay(machine, schedule).map(({ after }) => after)];
  const hasGroups = usesGroups(machine.world, schedule);
  const view = new Map<string, string>();
  for (const [step, news] of seen.entries()) {
    if (news === null) continue;
    for (const [what, said] of Object.entries(news)) {
      if (said === null) view.delete(what);
      else view.set(what, said);
    }
    const found = differences(expectedView(machine.world, states[step], hasGroups), view);
    if (found.length > 0) return found.map((difference) => ({ ...difference, step }));
  }
  return [];
}
