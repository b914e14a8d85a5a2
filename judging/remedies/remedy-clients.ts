import { JAVA_CLIENT } from '../../model/client.ts';
import type { Setup } from '../../model/setup.ts';
import type { ClientBug } from '../../model/switches/switch.ts';
import { mendedIn } from '../../setups/clients/mended-in.ts';
import { type ClientBugOfSetup, clientBugsOf } from '../counterexamples/client-bugs.ts';
import type { Change } from './change.ts';

type Place = ClientBug['found'][number];

/**
 * A library without the bug, switch by switch, and one without any of them. A switch is nothing that somebody can set: what
 * can be done is what the library's documentation says, or to take another version, or where the bug is open another
 * library.
 */
export function clientChanges(setup: Setup): Change[] {
  const changes = clientBugsOf(setup).flatMap((bug) => changesOf(bug, setup));
  if (changes.length < 2) return changes;
  return [...changes, { text: 'Apache Kafka’s Java client', edit: { client: { library: 'java', ...JAVA_CLIENT } } }];
}

function changesOf({ name, java, found }: ClientBugOfSetup, { client }: Setup): Change[] {
  const switched = { client: { [name]: java } };
  if (client.library !== undefined) {
    const documented = found.flatMap((place) => (place.documented === undefined ? [] : [place.documented]));
    // One without keys of its own is on the checklist of everybody: committing by hand.
    if (documented.length > 0)
      return documented.flatMap(({ way, edit }) => (edit === undefined ? [] : [{ text: way, edit }]));
    const mended = mendedIn(client.library, client.version, name, java);
    if (mended !== undefined) {
      return [{ text: mended.title, edit: { client: { version: mended.version, [name]: java } } }];
    }
  }
  return [{ text: withoutBug(found), edit: switched }];
}

function withoutBug(found: readonly Place[]): string {
  const fixed = found.filter((place) => !isOpen(place) && place.documented === undefined);
  const open = found
    .filter(isOpen)
    .map(({ library, issues }) => `open in ${library}${issues === undefined ? '' : `, ${issues}`}`);
  if (fixed.length === 0) return `another client library (${open.join('; ')})`;
  return `a library version with the fix: ${[...fixed.map(fixedFrom), ...open].join('; ')}`;
}

const isOpen = ({ versions }: Place): boolean => /\bopen$/.test(versions) || versions === 'anywhere';

/** `librdkafka ≥ 1.9.0`; where the table has other words, as it has them. */
function fixedFrom({ library, versions }: Place): string {
  const before = /^before ((?:PR )?\S+)$/.exec(versions)?.[1];
  if (before !== undefined) return /^\d/.test(before) ? `${library} ≥ ${before}` : `${library} since ${before}`;
  const last = /^(?:\S+ to )?(\d\S*)(?: alone)?$/.exec(versions)?.[1];
  return last === undefined ? `${library}, which had it ${versions}` : `${library} after ${last}`;
}
