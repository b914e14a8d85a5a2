import type { Commit, Fetched, InputRecord, Ledger, Life, Outcome } from '../ledger.ts';
import type { Anomaly } from './anomaly.ts';
import { type Expected, insteadOf, isPast, topicPartition } from './expected.ts';

/**
 * Judges a ledger by the guarantees, record by record, each outcome by itself: a row inserted and a card charged are two
 * promises.
 *
 * - *no-loss*: at rest every record has every outcome that is expected of it, or another in its place: it was put aside. What
 *   the group has committed past is lost; what it has not may still come, but at rest nothing does: then the program is stuck.
 * - *no-duplicates*: none has it twice. What failed, was aborted, or was repeated under its key did not take place.
 * - *partition-order*: outcomes come first in the order of the partition.
 */
export function judge(ledger: Ledger, expected: Expected): readonly Anomaly[] {
  return [...expected.outcomes.keys()].flatMap((what) => {
    const took = ledger.outcomes.filter((outcome) => outcome.what === what && outcome.state === 'done');
    return [
      ...ledger.records.flatMap((record) => ofRecord(ledger, record, what, took, expected)),
      ...disorder(ledger.records, what, took),
    ];
  });
}

function ofRecord(
  ledger: Ledger,
  record: InputRecord,
  what: string,
  took: readonly Outcome[],
  expected: Expected,
): Anomaly[] {
  const times = took.filter(({ records }) => records.includes(record.id));
  if (times.length > 1)
    return [{ kind: 'duplicate', record: record.id, what, because: `${what} took place ${countOf(times.length)}` }];
  const isExpected = expected.outcomes.get(what)?.has(record.id) === true;
  if (times.length === 1 || !isExpected || insteadOf(ledger, expected, record.id).length > 0) return [];
  const past = committedPast(ledger, record, expected);
  if (past) {
    const because = `group ${past.group} has committed offset ${past.offset}, and ${what} never took place for the record at ${record.offset}`;
    return [{ kind: 'loss', record: record.id, what, because }];
  }
  if (!ledger.atRest) return [];
  const readOn = readPast(ledger, record, expected);
  if (!readOn) return [{ kind: 'stuck', record: record.id, what, because: stuckBecause(ledger) }];
  const because = `${topicPartition(record)} was read on from offset ${readOn.offset}, and ${what} never took place for the record at ${record.offset}, which is not committed`;
  return [{ kind: 'stuck', record: record.id, what, because, isReadPast: true }];
}

/**
 * The commit in force that lies past a record. Where several groups work at it, all have to be past: to one that is not the
 * record may still come.
 */
export function committedPast({ commits }: Ledger, record: InputRecord, { groups }: Expected): Commit | undefined {
  const place = topicPartition(record);
  const inForce = new Map(commits.filter((one) => topicPartition(one) === place).map((one) => [one.group, one]));
  const hasPassed = (group: string): boolean => (inForce.get(group)?.offset ?? 0) > record.offset;
  if (![...(groups.get(place) ?? [])].every(hasPassed)) return undefined;
  return [...inForce.values()].find(({ group }) => hasPassed(group));
}

/** From where a living program has read on past a record. Where several groups read, nobody knows which of them has. */
function readPast({ fetched, lives }: Ledger, record: InputRecord, { groups }: Expected): Fetched | undefined {
  const isOfOneGroup = (groups.get(topicPartition(record))?.size ?? 0) <= 1;
  return isOfOneGroup && lives.some(isAlive) ? fetched.find(isPast(record)) : undefined;
}

function stuckBecause({ lives }: Ledger): string {
  const alive = lives.filter(isAlive).length;
  if (alive === 0) return 'no process is left that would go on';
  return `${alive === 1 ? 'the process is' : `${alive} processes are`} alive, nothing new happens any more, and the record is not committed`;
}

export const isAlive = ({ end }: Life): boolean => end === 'alive';

function disorder(records: readonly InputRecord[], what: string, took: readonly Outcome[]): Anomaly[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  const highest = new Map<string, number>();
  const seen = new Set<string>();
  const late: Anomaly[] = [];
  for (const record of took.flatMap(({ records: ids }) => known(ids, byId))) {
    const { id, offset } = record;
    if (seen.has(id)) continue;
    seen.add(id);
    const place = topicPartition(record);
    const before = highest.get(place) ?? -1;
    if (offset < before) {
      const because = `${what} took place for the record at ${offset} of ${place} after that at ${before}`;
      late.push({ kind: 'disorder', record: id, what, because });
    }
    highest.set(place, Math.max(before, offset));
  }
  return late;
}

const known = (ids: readonly string[], byId: ReadonlyMap<string, InputRecord>): InputRecord[] =>
  ids.flatMap((id) => byId.get(id) ?? []);

const countOf = (times: number): string => (times === 2 ? 'twice' : `${times} times`);
