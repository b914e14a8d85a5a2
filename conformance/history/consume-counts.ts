import { OK, POLL, POLLED, type Recording, SUBSCRIBE, TXN } from './recording/recording.ts';

/** How often processes that subscribed were given one record: how many records so often, and which more than once. */
export interface ConsumeCounts {
  readonly distribution: Readonly<Record<string, number>>;
  readonly 'dup-counts': Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/**
 * Jepsen's count of what was consumed more than once, by each process for itself and only by operations that came out
 * well. It is never a failure: a group may give a process what it had before.
 */
export function consumeCountsOf(recording: Recording): ConsumeCounts {
  const { records, kinds, subjects } = recording;
  const counts = new Int32Array(records.length);
  const distribution: Record<string, number> = {};
  const twice: Record<string, Record<string, number>> = {};
  for (const operations of subscribedPolls(recording).values()) {
    const read: number[] = [];
    for (const operation of operations) {
      for (let part = recording.from(operation), to = recording.to(operation); part < to; part += 1) {
        if (kinds.at(part) !== POLLED) continue;
        const record = subjects.at(part);
        if (counts[record] === 0) read.push(record);
        counts[record] += 1;
      }
    }
    for (const record of read) {
      const count = counts[record];
      counts[record] = 0;
      distribution[count] = (distribution[count] ?? 0) + 1;
      if (count > 1) (twice[records.nameOf(record)] ??= {})[String(records.valueOf(record))] = count;
    }
  }
  return { distribution, 'dup-counts': twice };
}

/** The operations of each process since it subscribed. */
function subscribedPolls(recording: Recording): ReadonlyMap<number, readonly number[]> {
  const polls = new Map<number, number[]>();
  for (let operation = 0; operation < recording.length; operation += 1) {
    if (recording.outcomes.at(operation) !== OK) continue;
    const process = recording.processes.at(operation);
    const f = recording.functions.at(operation);
    if (f === POLL || f === TXN) polls.get(process)?.push(operation);
    else if (f === SUBSCRIBE && !polls.has(process)) polls.set(process, []);
  }
  return polls;
}
