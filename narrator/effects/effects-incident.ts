import { Incident } from '../../model/observer/ledger.ts';
import { has } from '../../model/sets.ts';
import type { Moment } from '../moment.ts';

/** What an outside observer can see at once to be wrong, in the step in which it first happens. */
const WRONGS: readonly (readonly [incident: number, sentence: string])[] = [
  [Incident.uncommittedRead, 'what is read belongs to a transaction that is open or was aborted'],
  [Incident.zombieRead, 'what is read was written by a producer that had been replaced'],
  [Incident.zombieOffsets, 'the offsets are taken from a member that its group goes on without'],
  [Incident.zombieEnd, 'a process that had been replaced has ended a transaction'],
  [Incident.outOfOrder, 'a later record of the same producer and partition came first'],
  [Incident.foreignCommit, 'the commit is taken from a member that does not own the partition'],
  [Incident.wrongStart, 'the start is not where the group had committed last'],
  [Incident.offsetChanged, 'an offset below the high watermark holds another record than before'],
];

/** A wrong that was noted in this step for the first time. */
export function incidentEffects({ before, after }: Moment): string[] {
  return WRONGS.filter(
    ([incident]) => has(after.ledger.incidents, incident) && !has(before.ledger.incidents, incident),
  ).map(([, sentence]) => sentence);
}
