import { IntList } from '../../../explorers/int-list.ts';
import { EMPTY, POLL, POLLED, type Recording, SEND, SENT, TXN } from './recording.ts';

/** A key of which nothing was returned, or nothing is known. */
const NOTHING = -1;

/**
 * The keys that one operation sends to, or polls, each with its first and its last record. Made for one kind of part
 * and used again for one operation after another, so that it costs no garbage.
 */
export class PartitionsOfOperation {
  private readonly recording: Recording;
  private readonly kind: number;
  private readonly stamps: Int32Array;
  private readonly firsts: Int32Array;
  private readonly lasts: Int32Array;
  /** The keys of the operation that was read last, in the order in which it names them. */
  readonly keys = new IntList();

  constructor(recording: Recording, kind: number) {
    const { keys } = recording.records;
    this.recording = recording;
    this.kind = kind;
    this.stamps = new Int32Array(keys).fill(NOTHING);
    this.firsts = new Int32Array(keys);
    this.lasts = new Int32Array(keys);
  }

  /** Whether an operation can have parts of this kind: a `send` polls nothing, a `poll` sends nothing. */
  concerns(operation: number): boolean {
    const f = this.recording.functions.at(operation);
    return f === TXN || f === (this.kind === POLLED ? POLL : SEND);
  }

  /**
   * Reads an operation.
   *
   * @param onPair called with every two records of a key that follow each other in the operation.
   */
  read(operation: number, onPair?: (before: number, after: number) => void): void {
    const { kinds, subjects, records } = this.recording;
    this.keys.cut(0);
    for (let part = this.recording.from(operation), to = this.recording.to(operation); part < to; part += 1) {
      const kind = kinds.at(part);
      if (kind !== this.kind && !(kind === EMPTY && this.kind === POLLED)) continue;
      const subject = subjects.at(part);
      const key = kind === EMPTY ? subject : records.keyOfRecord(subject);
      if (this.stamps[key] !== operation) {
        this.stamps[key] = operation;
        this.keys.push(key);
        this.firsts[key] = NOTHING;
        this.lasts[key] = NOTHING;
      }
      if (kind === EMPTY) continue;
      if (this.firsts[key] === NOTHING) this.firsts[key] = subject;
      else onPair?.(this.lasts[key], subject);
      this.lasts[key] = subject;
    }
  }

  /** The first record of a key, or `NOTHING`. */
  first = (key: number): number => this.firsts[key];
  /** The last record of a key, or `NOTHING`. */
  last = (key: number): number => this.lasts[key];
}

/** What each operation polls. */
export const pollsOf = (recording: Recording): PartitionsOfOperation => new PartitionsOfOperation(recording, POLLED);

/** What each operation sends. */
export const sendsOf = (recording: Recording): PartitionsOfOperation => new PartitionsOfOperation(recording, SENT);
