import { cluster } from '../../../model/cluster.ts';
import { setupOf } from '../../../setups/resolve/resolve.ts';
import { replay } from '../../../explorers/replay.ts';
import { expectedView } from '../../observation/expected.ts';
import { type Difference, differences } from '../../observation/view.ts';
import { usesGroups } from '../../schedules/uses-groups.ts';
import type { Transcript } from '../transcript.ts';

/** A place where a transcript and the machine differ. */
interface TranscriptDifference extends Difference {
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
