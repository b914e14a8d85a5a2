import { type Analysis, indexOf } from '../analysis.ts';
import { RECORDS_MAX } from '../findings.ts';
import { COMMIT, COMMITTED, EMPTY, FAIL, OK, PROCESS, PROCESSED } from '../recording/recording.ts';
import { NOWHERE, recordAt } from '../version-order.ts';

/** Where a group is on a partition, in slots of its log. */
interface Progress {
  /** Where it began: at the beginning, unless it said otherwise by a commit before all else. */
  readonly start: number;
  /** Everything before it was processed, or told as committed past. */
  next: number;
  /** The highest offset that it has committed. */
  committed: number;
}

interface Group {
  readonly name: string;
  readonly partitions: Map<number, Progress>;
  /** How often it has processed each record, and in which operation first. */
  readonly processed: Map<number, { count: number; readonly operation: number }>;
}

/**
 * What a group as a whole promises, of histories that tell what it processed and committed: `unprocessed`,
 * `processed-twice` and `commit-past-processed`. The records are those of the log as Jepsen's operations let it be
 * known; what was processed is told by value, so that a record at two offsets is processed twice.
 *
 * An operation of which nobody knows how it came out may have processed, and is believed where a record would be
 * missed otherwise; only what is certain counts as processed twice, or as committed.
 */
export function findBrokenGroupPromises(analysis: Analysis): void {
  const { recording } = analysis;
  const groups = new Map<string, Group>();
  for (let operation = 0; operation < recording.length; operation += 1) {
    const f = recording.functions.at(operation);
    if ((f !== PROCESS && f !== COMMIT) || recording.outcomes.at(operation) === FAIL) continue;
    const name = recording.groups.get(operation) ?? '';
    let group = groups.get(name);
    if (group === undefined) {
      group = { name, partitions: new Map(), processed: new Map() };
      groups.set(name, group);
    }
    if (f === PROCESS) process(analysis, group, operation);
    else if (recording.outcomes.at(operation) === OK) commit(analysis, group, operation);
  }
  for (const group of groups.values()) findUnprocessed(analysis, group);
}

function process(analysis: Analysis, group: Group, operation: number): void {
  const { recording, order, findings } = analysis;
  const { records, kinds, subjects } = recording;
  const isCertain = recording.outcomes.at(operation) === OK;
  for (let part = recording.from(operation), to = recording.to(operation); part < to; part += 1) {
    // Of a partition of which it has processed nothing yet, too.
    if (kinds.at(part) === EMPTY && !group.partitions.has(subjects.at(part))) {
      begin(group, subjects.at(part), order.keyStarts[subjects.at(part)]);
    }
    if (kinds.at(part) !== PROCESSED) continue;
    const record = subjects.at(part);
    const key = records.keyOfRecord(record);
    if (!group.partitions.has(key)) begin(group, key, order.keyStarts[key]);
    const before = group.processed.get(record);
    if (before === undefined) group.processed.set(record, { count: isCertain ? 1 : 0, operation });
    else if (isCertain && (before.count += 1) > 1) {
      findings.add('processed-twice', () => ({
        group: group.name,
        key: records.nameOf(record),
        value: records.valueOf(record),
        ops: [indexOf(analysis, before.operation), indexOf(analysis, operation)],
      }));
    }
  }
}

function commit(analysis: Analysis, group: Group, operation: number): void {
  const { recording, order, findings } = analysis;
  const { records, kinds, subjects, offsets } = recording;
  for (let part = recording.from(operation), to = recording.to(operation); part < to; part += 1) {
    if (kinds.at(part) !== COMMITTED) continue;
    const key = subjects.at(part);
    const committed = offsets.at(part);
    const progress = group.partitions.get(key) ?? begin(group, key, slotBehind(analysis, key, committed));
    progress.committed = Math.max(progress.committed, committed);
    const missed: number[] = [];
    for (; progress.next < order.keyStarts[key + 1] && order.offsets[progress.next] < committed; progress.next += 1) {
      const record = recordAt(order, progress.next);
      if (!group.processed.has(record) && !isVoid(analysis, record)) missed.push(record);
    }
    if (missed.length === 0) continue;
    findings.add('commit-past-processed', () => ({
      group: group.name,
      key: records.nameOfKey(key),
      committed,
      count: missed.length,
      values: missed.slice(0, RECORDS_MAX).map(records.valueOf),
      op: indexOf(analysis, operation),
    }));
  }
}

function begin(group: Group, key: number, start: number): Progress {
  const progress: Progress = { start, next: start, committed: NOWHERE };
  group.partitions.set(key, progress);
  return progress;
}

/** The first slot at an offset or behind it. */
function slotBehind({ order: { keyStarts, offsets } }: Analysis, key: number, offset: number): number {
  let slot = keyStarts[key];
  while (slot < keyStarts[key + 1] && offsets[slot] < offset) slot += 1;
  return slot;
}

/** What a failed send has left in the log is promised to nobody. */
const isVoid = ({ recording: { records } }: Pick<Analysis, 'recording'>, record: number): boolean =>
  records.hasFailed(record) && !records.isAcknowledged(record);

function findUnprocessed({ recording, order, findings }: Analysis, group: Group): void {
  const { records } = recording;
  const missedByKey = new Map<number, number[]>();
  for (let record = 0; record < records.length; record += 1) {
    const progress = group.partitions.get(records.keyOfRecord(record));
    if (progress === undefined || group.processed.has(record)) continue;
    if (isVoid({ recording }, record)) continue;
    const slot = order.lastSlotOf[record];
    if (slot === NOWHERE ? !records.isAcknowledged(record) : slot < progress.start) continue;
    const missed = missedByKey.get(records.keyOfRecord(record));
    if (missed === undefined) missedByKey.set(records.keyOfRecord(record), [record]);
    else missed.push(record);
  }
  for (const [key, missed] of missedByKey) {
    const committed = group.partitions.get(key)?.committed ?? NOWHERE;
    const isPast = (record: number): boolean =>
      order.lastSlotOf[record] !== NOWHERE && order.offsets[order.lastSlotOf[record]] < committed;
    findings.add('unprocessed', () => ({
      group: group.name,
      key: records.nameOfKey(key),
      count: missed.length,
      values: missed.slice(0, RECORDS_MAX).map(records.valueOf),
      // Of so many of them the group has committed past: nobody will come back for them.
      'committed-past': missed.filter(isPast).length,
    }));
  }
}
