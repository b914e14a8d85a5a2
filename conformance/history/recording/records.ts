import { IntList } from '../../../explorers/int-list.ts';
import { ValueIds } from './value-ids.ts';

/** Nobody: no operation has sent, or read, a record. */
export const NOBODY = -1;

/** What operations say of a record. */
const OK_SENT = 1;
const OK_READ = 2;
const FAILED = 4;

/**
 * The partitions and the records of a history, by number. A record is a value under a key: values are unique within
 * one, as Jepsen asks of a history.
 */
export class Records {
  private readonly keyIds = new Map<string, number>();
  private readonly idsByValue: ValueIds[] = [];
  private readonly keyNames: string[] = [];
  private readonly keyNumbers = new IntList();
  private readonly valueList: unknown[] = [];
  private readonly flags = new IntList();
  private readonly writers = new IntList();
  private readonly readers = new IntList();

  get keys(): number {
    return this.keyNames.length;
  }

  get length(): number {
    return this.valueList.length;
  }

  /** The number of a partition. */
  keyOf(name: string | number): number {
    const text = typeof name === 'string' ? name : String(name);
    const known = this.keyIds.get(text);
    if (known !== undefined) return known;
    const id = this.keyNames.length;
    this.keyIds.set(text, id);
    this.keyNames.push(text);
    this.idsByValue.push(new ValueIds());
    return id;
  }

  /** The number of a record: of a value that is no list and no object, itself; else its text. */
  recordOf(key: number, value: unknown): number {
    const ids = this.idsByValue[key];
    const identity = typeof value === 'object' && value !== null ? `\0${JSON.stringify(value)}` : value;
    const known = ids.get(identity);
    if (known !== NOBODY) return known;
    const id = this.valueList.length;
    ids.set(identity, id);
    this.keyNumbers.push(key);
    this.valueList.push(value);
    this.flags.push(0);
    this.writers.push(NOBODY);
    this.readers.push(NOBODY);
    return id;
  }

  nameOfKey = (key: number): string => this.keyNames[key];
  keyOfRecord = (record: number): number => this.keyNumbers.at(record);
  nameOf = (record: number): string => this.keyNames[this.keyNumbers.at(record)];
  valueOf = (record: number): unknown => this.valueList[record];

  /** The last operation that sent the record, or `NOBODY`. */
  writerOf = (record: number): number => this.writers.at(record);
  /** The first operation that polled the record, or `NOBODY`. */
  readerOf = (record: number): number => this.readers.at(record);
  /** Whether an operation that came out well has sent it. */
  isAcknowledged = (record: number): boolean => (this.flags.at(record) & OK_SENT) !== 0;
  /** Whether an operation that came out well has read it. */
  isRead = (record: number): boolean => (this.flags.at(record) & OK_READ) !== 0;
  /** Whether an operation that failed has sent it. */
  hasFailed = (record: number): boolean => (this.flags.at(record) & FAILED) !== 0;

  sentBy(record: number, operation: number, outcome: 'ok' | 'info' | 'fail'): void {
    this.writers.set(record, operation);
    if (outcome !== 'info') this.flags.set(record, this.flags.at(record) | (outcome === 'ok' ? OK_SENT : FAILED));
  }

  readBy(record: number, operation: number, outcome: 'ok' | 'info' | 'fail'): void {
    if (this.readers.at(record) === NOBODY) this.readers.set(record, operation);
    if (outcome === 'ok') this.flags.set(record, this.flags.at(record) | OK_READ);
  }
}
