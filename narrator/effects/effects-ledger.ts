import type { Action } from '../../model/action.ts';
import { isEqual } from '../../model/equal.ts';
import type { Sighting } from '../../model/observer/ledger.ts';
import { groupOf } from '../../model/world.ts';
import { readByDownstream } from '../downstream.ts';
import type { Moment } from '../moment.ts';
import { groupName, partitionName, recordName } from '../names.ts';
import { processedIn } from '../processings.ts';

/** What took effect, and how often: the part of a story that guarantees are about. */
export function ledgerEffects(moment: Moment, action: Action): string[] {
  const done = processedIn({ ...moment, action });
  if (done !== null) return processed(moment, done.member, done);
  if (action.type !== 'downstream.poll') return [];
  return readByDownstream(moment, action.partition).flatMap((entry) => readAgain(moment, entry));
}

/** A log entry. */
type Entry = Pick<Sighting, 'value' | 'partition' | 'offset' | 'leaderEpoch'>;

function processed({ world, before, after }: Moment, member: number, entry: Entry): string[] {
  const group = groupOf(world, member);
  const was = before.ledger.processed[group].filter(({ value }) => value === entry.value);
  const record = recordName(world, entry.partition, entry.value);
  const where = world.groups === 1 ? '' : ` in ${groupName(group)}`;
  if (was.length === 0) return [`${record} takes effect${where}`];
  // The ledger counts to two, so that a third time leaves it as it was.
  if (world.idempotentEffect && isEqual(after.ledger.processed, before.ledger.processed)) {
    return [`${record} has taken effect${where} before: its idempotency key keeps it from doing so again`];
  }
  return [`${record} takes effect${where} once more${firstTime(world, was, entry)}`];
}

function readAgain({ world, before }: Moment, entry: Entry): string[] {
  const was = before.ledger.outputs.filter(({ value }) => value === entry.value);
  if (was.length === 0) return [];
  return [`${recordName(world, entry.partition, entry.value)} is read once more${firstTime(world, was, entry)}`];
}

function firstTime(world: Moment['world'], was: readonly Sighting[], entry: Entry): string {
  const there = was.filter(({ partition, offset }) => partition === entry.partition && offset === entry.offset);
  if (there.some(({ leaderEpoch }) => leaderEpoch === entry.leaderEpoch)) return ', from the same offset as before';
  if (there.length > 0) return ', from the same offset as before: the log has another copy there now';
  const [{ partition, offset }] = was;
  return `, the first time was offset ${offset} of ${partitionName(world, partition)}`;
}
