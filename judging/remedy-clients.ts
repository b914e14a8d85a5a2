import { JAVA_CLIENT } from '../model/client.ts';
import type { Setup } from '../model/setup.ts';
import type { ClientBug } from '../model/switches/switch.ts';
import type { Change } from './change.ts';
import { clientBugsOf } from './client-bugs.ts';

type Place = ClientBug['found'][number];

/**
 * A library without the bug, switch by switch, and one without any of them. A switch is nothing that somebody can set: what
 * can be done is to take another version, or where the bug is open another library.
 */
export function clientChanges(setup: Setup): Change[] {
  const changes = clientBugsOf(setup).map(
    ({ name, java, found }): Change => ({ text: withoutBug(found), edit: { client: { [name]: java } } }),
  );
  if (changes.length < 2) return changes;
  return [...changes, { text: 'Apache Kafka’s Java client', edit: { client: { library: 'java', ...JAVA_CLIENT } } }];
}

function withoutBug(found: readonly Place[]): string {
  const fixed = found.filter((place) => !isOpen(place));
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
