import type { Setup } from '../../model/setup.ts';
import { commaListed } from '../comma-list.ts';
import type { Given } from '../given.ts';

/**
 * Says what is not judged of a topic whose log the cleaner goes through, and refuses a fault that such a topic has not:
 * without `delete` neither retention takes records out of it (`UnifiedLog.deleteOldSegments`) nor DeleteRecords
 * (`Partition.deleteRecordsOnLeader`: PolicyViolationException).
 */
export function noteCompaction(given: Given, { faults }: Setup): void {
  const said = POLICIES.find(([section, key]) => given.place(section, key) !== undefined);
  if (said === undefined) return;
  const [section, key] = said;
  const policies = commaListed(given.ignoredText(section, key) ?? '');
  if (!policies.includes('compact')) return;
  given.note(
    `${key}=${policies.join(',')}: of the records with one key the last stays, and a group that comes later than the cleaner never gets those before it; that is what the policy is for, and not in the machine, where no two records have the same key. A record without a key is refused by such a topic: the fault request.refused stands for that`,
  );
  if (policies.includes('delete') || faults['records.deleted'] === 0) return;
  given.refuse(
    ['topic', 'broker', 'faults'],
    given.place('faults', 'records.deleted'),
    `records.deleted cannot happen with ${key}=compact alone: neither retention nor DeleteRecords takes anything out of such a topic`,
    'leave the fault out, or add delete to the policy',
  );
}

/** The topic's own comes before the broker's. */
const POLICIES = [
  ['topic', 'cleanup.policy'],
  ['broker', 'log.cleanup.policy'],
] as const;
