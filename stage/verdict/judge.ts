import type { Commit, Endless, Fetched, InputRecord, Ledger, Life, Outcome, Place } from '../ledger.ts';
import type { Anomaly } from './anomaly.ts';
import { disorder } from './disorder.ts';
import { type Expected, insteadOf, isPast } from './expected.ts';
import { inForce } from '../in-force.ts';
import { topicPartition } from '../topic-partition.ts';
import { gathered } from './gathered.ts';
import { countOf, promisedOf, tally } from './several.ts';
import { otherStatement, statementIn } from './statements.ts';

/**
 * Judges a ledger by the guarantees, record by record, each outcome by itself: a row inserted and a card charged are two
 * promises.
 *
 * - *no-loss*: at rest every record has every outcome that is expected of it, or another in its place: it was put aside. What
 *   the group has committed past is lost, and what a process that has started again goes past all the same; what it has not may
 *   still come, but at rest nothing does: then the program is stuck. Of what no consumer reads, such as the rows of a table, that is lost
 *   which does not come after a fresh start. What gathers under a key is lost where it does not stay there.
 * - *no-duplicates*: none has it twice, or oftener than without faults where that is several things. What failed, was aborted, or was repeated under its key did not take place.
 * - *partition-order*: outcomes come first in the order of the partition. Of records in another topic that is so in each of its
 *   partitions: between them nobody reads any order. What is replaced comes to rest as its last record has it.
 */
export function judge(ledger: Ledger, expected: Expected): readonly Anomaly[] {
  const underKeys = gathered(ledger, expected.kept);
  return [...expected.outcomes.keys()].flatMap((what) => {
    const took = ledger.outcomes
      .filter((one) => one.what === what && one.state === 'done' && !otherStatement(one, expected.statements))
      .map((outcome) => withoutCompany(outcome, expected));
    return [
      ...ledger.records.flatMap((record) => ofRecord({ ledger, expected, record, what }, took)),
      ...underKeys.filter((one) => one.what === what),
      ...disorder(ledger, what, took),
    ];
  });
}

/** One outcome of one record, in a run. */
interface Awaited {
  readonly ledger: Ledger;
  readonly expected: Expected;
  readonly record: InputRecord;
  readonly what: string;
}

function ofRecord(awaited: Awaited, took: readonly Outcome[]): Anomaly[] {
  const { ledger, expected, record, what } = awaited;
  const times = took.filter(({ records }) => records.includes(record.id));
  const promised = promisedOf(expected.several, what, record.id);
  const { missing, again } = tally(times, promised);
  const calm = promised === undefined ? '' : `, and ${countOf(promised.size)} when nothing goes wrong`;
  const twice = `${what} took place ${countOf(times.length)}${calm}`;
  const duplicates: Anomaly[] =
    again.length > 0 ? [{ kind: 'duplicate', record: record.id, what, because: twice }] : [];
  const isExpected = expected.outcomes.get(what)?.has(record.id) === true;
  if (missing.length === 0 || !isExpected || insteadOf(ledger, expected, record.id).length > 0) return duplicates;
  return [...duplicates, ...ofMissing(awaited, times.length, `${calm}${withoutStatement(missing, times)}`)];
}

/** What is missing of a function that is called with SQL, where none of its statements into that table took place. */
function withoutStatement(missing: readonly string[], times: readonly Outcome[]): string {
  const taken = new Set(times.map(({ content = '' }) => statementIn(content)));
  const words = new Set(missing.map(statementIn));
  const isToldApart = [...words].every((one) => one !== undefined && !taken.has(one));
  return isToldApart ? `, but never as ${[...words].join(' and ')}` : '';
}

/** An outcome that did not come, or not all of it. @param times how much of it did. @param calm what it comes to when nothing goes wrong, and what of that is missing. */
function ofMissing(awaited: Awaited, times: number, calm: string): Anomaly[] {
  const { ledger, expected, record, what } = awaited;
  const isGone = ledger.outcomes.some((one) => isGoneOf(one, record.id, what));
  const never = ({ offset }: Place): string => {
    if (isGone) return `${what} has nothing of the record at ${offset}, which its leader had taken`;
    if (times > 0) return `${what} took place ${countOf(times)} for the record at ${offset}${calm}`;
    if (isUnderKey(ledger, record.id, what)) return `${what} has nothing of the record at ${offset}: ${UNDER_KEY}`;
    return `${what} never took place for the record at ${offset}`;
  };
  const past = committedPast(ledger, record, expected, what);
  const sentOn = past && placeSentOn(ledger, record, expected);
  if (past && !sentOn) {
    const because = `group ${past.group} has committed offset ${past.offset}, and ${never(record)}`;
    return [{ kind: 'loss', record: record.id, what, because, group: past.group }];
  }
  const open = sentOn ?? record;
  if (!ledger.atRest)
    return ledger.endless ? [{ kind: 'stuck', record: record.id, what, because: endlessBecause(ledger.endless) }] : [];
  if (isGone) return [{ kind: 'loss', record: record.id, what, because: never(record) }];
  if (!expected.read.has(topicPartition(open))) return [unread(awaited, open, never(open))];
  const readOn = readPast(ledger, open, expected);
  if (!readOn) return [{ kind: 'stuck', record: record.id, what, because: stuckBecause(ledger) }];
  const read = `${topicPartition(open)} was read on from offset ${readOn.offset}`;
  if (isUndisturbed(ledger, readOn) && !beginsBefore(readOn, open, expected)) {
    const because = `${read} by a process that had started again, and ${never(open)}`;
    return [{ kind: 'loss', record: record.id, what, because }];
  }
  const because = `${read}, and ${never(open)}, ${notCommitted(ledger, open)}`;
  return [{ kind: 'stuck', record: record.id, what, because, isReadPast: true }];
}

/**
 * An outcome without the records that, as the trial says, it is not expected of, where it is that of others: a price is in the row of each
 * order, and is not done twice.
 */
function withoutCompany(outcome: Outcome, { isDeclared, outcomes }: Expected): Outcome {
  const own = outcome.records.filter((id) => outcomes.get(outcome.what)?.has(id) === true);
  return isDeclared && own.length > 0 ? { ...outcome, records: own } : outcome;
}

/** Why nothing came of a record that was written. */
const UNDER_KEY =
  'under its key something else was there (let `key` name the argument that has the id; what takes its place says `replaces: true`)';

/** Whether a record was written under a key that was there. */
const isUnderKey = ({ outcomes }: Ledger, record: string, what: string): boolean =>
  outcomes.some((one) => one.what === what && one.state === 'repeated' && one.records.includes(record));

/** Whether an outcome is that of a record which its leader had taken, and which is not there. */
export const isGoneOf = ({ state, records, ...outcome }: Outcome, record: string, what: string): boolean =>
  state === 'gone' && outcome.what === what && records.includes(record);

/** A record of which a consumer hears nothing, and whoever has it from elsewhere no more. */
function unread({ ledger, record: { id: record }, what }: Awaited, place: Place, never: string): Anomaly {
  const hasStartedAgain = ledger.lives.some((life) => isUndisturbed(ledger, life));
  const nobody = `no consumer reads ${topicPartition(place)}`;
  if (!hasStartedAgain) return { kind: 'stuck', record, what, because: stuckBecause(ledger, nobody), isUnread: true };
  const because = `a process has started again, nothing new happens any more, ${nobody}, and ${never}`;
  return { kind: 'loss', record, what, because };
}

/** A topic into which the program has sent a record on, and whose readers have not gone past it: it may still come from there. */
const placeSentOn = ({ outcomes, ...ledger }: Ledger, { id }: InputRecord, expected: Expected): Place | undefined =>
  outcomes
    .flatMap(({ state, records, place }) => (state === 'done' && records.includes(id) ? (place ?? []) : []))
    .find((place) => expected.groups.has(topicPartition(place)) && !committedPast(ledger, place, expected));

/**
 * The commit in force that lies past a record. Where several groups work at it, all have to be past: to one that is not the
 * record may still come.
 *
 * @param what an outcome: of several groups the one that brings it about.
 */
export function committedPast(
  { commits }: Pick<Ledger, 'commits'>,
  record: Place,
  { groups, groupOf }: Expected,
  what = '',
): Commit | undefined {
  const place = topicPartition(record);
  const last = inForce(commits, place);
  const hasPassed = (group: string): boolean => (last.get(group)?.offset ?? 0) > record.offset;
  if (![...(groups.get(place) ?? [])].every(hasPassed)) return undefined;
  const passed = [...last.values()].filter(({ group }) => hasPassed(group));
  return passed.find(({ group }) => group === groupOf.get(what)) ?? passed[0];
}

/** A commit may lie past a record and count for nothing: as where each start begins at the beginning, whatever its group has committed. */
const notCommitted = ({ astray = [] }: Ledger, place: Place): string =>
  astray.some(isPast(place)) ? 'and no consumer begins from what is committed' : 'which is not committed';

/** From where a living program has read on past a record. Where several groups read, nobody knows which of them has. */
function readPast({ fetched, lives }: Ledger, place: Place, { groups }: Expected): Fetched | undefined {
  const isOfOneGroup = (groups.get(topicPartition(place))?.size ?? 0) <= 1;
  return isOfOneGroup && lives.some(isAlive) ? fetched.findLast(isPast(place)) : undefined;
}

/**
 * Whether a life is one that was started again, and in which no call failed: it began where any other would, and what it went past is
 * past for good, as where the program keeps its offsets elsewhere.
 */
const isUndisturbed = ({ lives, outcomes }: Ledger, life: LifeName): boolean => {
  const isIts = isLife(life);
  return (
    life.incarnation > 0 &&
    lives.some((one) => isIts(one) && isAlive(one)) &&
    !outcomes.some((one) => isIts(one) && hasFailed(one))
  );
};

/**
 * Whether the next life will read a record anew, as this one did, from what the group has committed: it was handed over, and whoever has it
 * holds it, as a batch that waits to be full.
 */
const beginsBefore = ({ from }: Fetched, place: Place, { groups }: Expected): boolean =>
  from <= place.offset && groups.has(topicPartition(place));

export type LifeName = Pick<Life, 'process' | 'incarnation'>;

/** Whether something is of a life. */
export const isLife =
  (life: LifeName) =>
  (other: LifeName): boolean =>
    life.process === other.process && life.incarnation === other.incarnation;

/** Whether a call has failed for who made it. */
export const hasFailed = ({ state, isAnswerLost }: Outcome): boolean => state === 'failed' || isAnswerLost === true;

const LEFT_OPEN = '; its transaction was neither committed nor aborted';

const endlessBecause = ({ process }: Endless): string =>
  `process ${process} goes round and round, and waits for nothing between two rounds: no answer and no timer comes to it any more`;

function stuckBecause({ lives, mixed = [], leftOpen = [] }: Ledger, why = 'the record is not committed'): string {
  const alive = lives.filter(isAlive).length;
  if (alive === 0) return 'no process is left that would go on';
  const besides = [
    ...mixed.map((group) => `; members of group ${group} subscribe to different topics`),
    ...(leftOpen.some((open) => lives.some((life) => isAlive(life) && isLife(life)(open))) ? [LEFT_OPEN] : []),
  ];
  return `${alive === 1 ? 'the process is' : `${alive} processes are`} alive, nothing new happens any more, and ${why}${besides.join('')}`;
}

export const isAlive = ({ end }: Life): boolean => end === 'alive';
