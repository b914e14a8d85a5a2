import { IntList } from '../../explorers/int-list.ts';
import { NumberList } from './recording/number-list.ts';
import {
  ASSIGN,
  CHOSEN,
  EMPTY,
  FAIL,
  OK,
  type Recording,
  SEND,
  SENT,
  SUBSCRIBE,
  UNKNOWN_OFFSET,
} from './recording/recording.ts';

/** How far a poll was behind: at `time` (nanoseconds) `process` had of `key` nothing that was younger than `lag`. */
export interface Lag {
  readonly time: number;
  readonly process: number;
  readonly key: string;
  readonly lag: number;
}

/** When it was first known that a partition has an offset: only what is higher than all before says anything new. */
interface Growth {
  readonly offsets: NumberList;
  readonly times: NumberList;
}

interface Position {
  offset: number;
  /** Polls of the process before it had this position. */
  since: number;
}

interface Consumer {
  positions: Map<number, Position>;
  polls: number;
  polledAt: number;
}

/**
 * Jepsen's estimate of the lag of consumers, the worst of a history; undefined when nothing ever lagged. A poll that
 * began at t, of a process that has read up to offset o, lags by t minus the time at which offset o+1 was first known
 * to exist. It is never a failure.
 */
export function worstRealtimeLag(recording: Recording): Lag | undefined {
  const lags = new RealtimeLags(recording);
  for (let operation = 0; operation < recording.length; operation += 1) {
    if (!Number.isNaN(recording.times.at(operation))) lags.observe(operation);
  }
  return lags.worst();
}

/** As long as a position does not move its lag only grows; so it is looked at when the position moves, and at the end. */
class RealtimeLags {
  private readonly recording: Recording;
  private readonly growths: (Growth | undefined)[] = [];
  private readonly consumers = new Map<number, Consumer>();
  private found: Lag | undefined;
  /** The keys whose offsets the operation at hand knows, and those offsets. */
  private readonly keys = new IntList();
  private readonly offsets = new NumberList();

  constructor(recording: Recording) {
    this.recording = recording;
  }

  observe(operation: number): void {
    const { functions, outcomes, processes, invokedAt } = this.recording;
    const f = functions.at(operation);
    if (this.recording.isData(operation) && outcomes.at(operation) !== FAIL) {
      this.reach(operation);
      for (let at = 0; at < this.keys.length; at += 1) this.grow(this.keys.at(at), this.offsets.at(at), operation);
      if (f !== SEND && outcomes.at(operation) === OK) this.poll(processes.at(operation), invokedAt.at(operation));
    } else if ((f === ASSIGN || f === SUBSCRIBE) && outcomes.at(operation) === OK) this.subscribe(operation);
  }

  worst(): Lag | undefined {
    for (const [process, consumer] of this.consumers) {
      for (const key of consumer.positions.keys()) this.look(process, consumer, key);
    }
    return this.found;
  }

  /** Notes which offsets an operation has sent and polled. */
  private reach(operation: number): void {
    const { kinds, subjects, offsets, records } = this.recording;
    this.keys.cut(0);
    this.offsets.cut(0);
    const [from, to] = [this.recording.from(operation), this.recording.to(operation)];
    // A send whose offset is not known makes Jepsen forget those that were sent before it.
    let known = to;
    while (known > from && !(kinds.at(known - 1) === SENT && offsets.at(known - 1) === UNKNOWN_OFFSET)) known -= 1;
    for (let part = from; part < to; part += 1) {
      const kind = kinds.at(part);
      if (kind === SENT && part < known) continue;
      const key = kind === EMPTY ? subjects.at(part) : records.keyOfRecord(subjects.at(part));
      const last = this.keys.length - 1;
      if (last >= 0 && this.keys.at(last) === key) {
        this.offsets.set(last, Math.max(this.offsets.at(last), offsets.at(part)));
      } else {
        this.keys.push(key);
        this.offsets.push(offsets.at(part));
      }
    }
  }

  private poll(process: number, time: number): void {
    const consumer = this.consumerOf(process);
    for (let at = 0; at < this.keys.length; at += 1) {
      const key = this.keys.at(at);
      const offset = this.offsets.at(at);
      const position = consumer.positions.get(key);
      if (position === undefined) consumer.positions.set(key, { offset, since: consumer.polls });
      else if (position.offset < offset) {
        this.look(process, consumer, key);
        position.offset = offset;
        position.since = consumer.polls;
      }
    }
    consumer.polls += 1;
    consumer.polledAt = time;
  }

  /** Keys that stay keep their position, others begin before offset 0; what is subscribed is known once it is polled. */
  private subscribe(operation: number): void {
    const { recording } = this;
    const process = recording.processes.at(operation);
    const consumer = this.consumerOf(process);
    const positions = new Map<number, Position>();
    for (const key of consumer.positions.keys()) this.look(process, consumer, key);
    if (recording.functions.at(operation) === ASSIGN) {
      for (let part = recording.from(operation), to = recording.to(operation); part < to; part += 1) {
        if (recording.kinds.at(part) !== CHOSEN) continue;
        const key = recording.subjects.at(part);
        positions.set(key, consumer.positions.get(key) ?? { offset: -1, since: consumer.polls });
      }
    }
    consumer.positions = positions;
  }

  private consumerOf(process: number): Consumer {
    const known = this.consumers.get(process);
    if (known !== undefined) return known;
    const consumer: Consumer = { positions: new Map(), polls: 0, polledAt: 0 };
    this.consumers.set(process, consumer);
    return consumer;
  }

  private look(process: number, { positions, polls, polledAt }: Consumer, key: number): void {
    const position = positions.get(key);
    if (position === undefined || position.since === polls) return;
    const lag = polledAt - this.knownSince(key, position.offset + 1);
    if (lag <= (this.found?.lag ?? 0)) return;
    this.found = { time: polledAt, process, key: this.recording.records.nameOfKey(key), lag };
  }

  private grow(key: number, offset: number, operation: number): void {
    const growth = (this.growths[key] ??= { offsets: new NumberList(), times: new NumberList() });
    const { length } = growth.offsets;
    if (offset < 0 || (length > 0 && growth.offsets.at(length - 1) >= offset)) return;
    growth.offsets.push(offset);
    growth.times.push(this.recording.times.at(operation));
  }

  /** When it was first known that an offset exists; infinity when it never was. */
  private knownSince(key: number, offset: number): number {
    const growth = this.growths[key];
    if (growth === undefined) return Infinity;
    let [low, high] = [0, growth.offsets.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (growth.offsets.at(middle) < offset) low = middle + 1;
      else high = middle;
    }
    return low < growth.offsets.length ? growth.times.at(low) : Infinity;
  }
}
