import { IntList } from '../../../explorers/int-list.ts';
import { MalformedOperation } from './malformed-operation.ts';
import { NumberList } from './number-list.ts';
import type {
  CommitOperation,
  DataOperation,
  Operation,
  ProcessOperation,
  RecordPair,
  SubscriptionOperation,
} from './operation.ts';
import { Records } from './records.ts';

/** How an operation came out. */
const OUTCOMES = ['ok', 'info', 'fail'] as const;
export const OK = 0;
export const INFO = 1;
export const FAIL = 2;

/** What an operation does. The first three are those of data. */
export const SEND = 0;
export const POLL = 1;
export const TXN = 2;
export const ASSIGN = 3;
export const SUBSCRIBE = 4;
export const PROCESS = 5;
export const COMMIT = 6;
const FUNCTION_NUMBERS = {
  send: SEND,
  poll: POLL,
  txn: TXN,
  assign: ASSIGN,
  subscribe: SUBSCRIBE,
  process: PROCESS,
  commit: COMMIT,
};

/** What a part of an operation is; its subject is a record in the first three, a key in the others. */
export const SENT = 0;
export const POLLED = 1;
export const PROCESSED = 2;
/** A key of which a poll returned nothing. */
export const EMPTY = 3;
/** A key of an assign or a subscribe. */
export const CHOSEN = 4;
export const COMMITTED = 5;

/** The offset of what nobody knows the offset of. */
export const UNKNOWN_OFFSET = -1;

interface Pending {
  readonly operation: Operation;
  readonly position: number;
  readonly okBefore: number;
}

/**
 * A history as the checks want it: the operations as they came out, in that order, in columns. Takes one after another
 * and keeps some 60 bytes of each, and of every record it speaks of; so a history need not fit into memory as text.
 *
 * An operation that is never completed counts as `info` at the end, as Jepsen's interpreter would have written.
 */
export class Recording {
  readonly records = new Records();
  readonly outcomes = new IntList();
  readonly functions = new IntList();
  readonly processes = new IntList();
  /** Where an operation began, and where it came out, in the order of the history. */
  readonly invocations = new IntList();
  readonly completions = new IntList();
  /** How many data operations had come out well when it began. */
  readonly okBefore = new IntList();
  /** Its own number for itself. */
  readonly indexes = new IntList();
  /** When it began, and when it came out, in nanoseconds; NaN where it does not say. */
  readonly invokedAt = new NumberList();
  readonly times = new NumberList();
  private readonly starts = new IntList();
  readonly kinds = new IntList();
  readonly subjects = new IntList();
  readonly offsets = new NumberList();
  /** Keys that were rebalanced while an operation ran, of those few that say so. */
  readonly rebalanced = new Map<number, ReadonlySet<number>>();
  /** The group of each operation that names one. */
  readonly groups = new Map<number, string>();
  subscribes = false;
  private readonly pending = new Map<number, Pending>();
  private okSoFar = 0;
  private position = 0;

  /** Operations that have come out. */
  get length(): number {
    return this.outcomes.length;
  }

  /** Operations that were given, invocations included. */
  get given(): number {
    return this.position;
  }

  /** Whether an operation sends or polls. */
  isData = (operation: number): boolean => this.functions.at(operation) <= TXN;
  from = (operation: number): number => this.starts.at(operation);
  to = (operation: number): number =>
    operation + 1 < this.starts.length ? this.starts.at(operation + 1) : this.kinds.length;

  /**
   * Takes the next operation.
   *
   * @throws {MalformedOperation} when it cannot stand where it stands.
   */
  add(operation: Operation): void {
    const position = this.position;
    this.position += 1;
    const { process, type } = operation;
    if (typeof process !== 'number' || !Number.isInteger(process)) return;
    const pending = this.pending.get(process);
    if (type === 'invoke') {
      if (pending !== undefined) {
        throw new MalformedOperation(
          `process ${process} begins an operation while its last one, at ${pending.position}, has not come out`,
          'a process does one thing after another: complete it with ok, fail or info first',
        );
      }
      this.pending.set(process, { operation, position, okBefore: this.okSoFar });
      return;
    }
    if (pending === undefined || pending.operation.f !== operation.f) {
      throw new MalformedOperation(
        pending === undefined
          ? `process ${process} completes an operation that it never began`
          : `process ${process} completes a "${operation.f}", and began a "${pending.operation.f}"`,
        'write its invocation before it',
      );
    }
    this.pending.delete(process);
    this.complete(operation, OUTCOMES.indexOf(type), position, pending);
  }

  /** Ends the history: what has not come out never will. */
  end(): void {
    for (const pending of this.pending.values()) this.complete(pending.operation, INFO, this.position, pending);
    this.pending.clear();
  }

  private complete(operation: Operation, outcome: number, position: number, pending: Pending): void {
    const id = this.length;
    switch (operation.f) {
      case 'send':
      case 'poll':
      case 'txn':
        this.begin(operation, outcome, FUNCTION_NUMBERS[operation.f], position, pending);
        this.addData(operation, id);
        if (outcome === OK) this.okSoFar += 1;
        return;
      case 'assign':
      case 'subscribe':
        this.begin(operation, outcome, FUNCTION_NUMBERS[operation.f], position, pending);
        this.addSubscription(operation);
        return;
      case 'process':
      case 'commit':
        this.begin(operation, outcome, FUNCTION_NUMBERS[operation.f], position, pending);
        this.addGroupWork(operation, id);
        return;
      case 'crash':
      case 'debug-topic-partitions':
      default:
    }
  }

  private begin(operation: Operation, outcome: number, f: number, position: number, pending: Pending): void {
    this.outcomes.push(outcome);
    this.functions.push(f);
    this.processes.push(operation.process as number);
    this.invocations.push(pending.position);
    this.completions.push(position);
    this.okBefore.push(pending.okBefore);
    // What never came out is known by where it began.
    this.indexes.push(operation.index ?? (position < this.position ? position : pending.position));
    this.invokedAt.push(pending.operation.time ?? NaN);
    this.times.push(operation.time ?? NaN);
    this.starts.push(this.kinds.length);
  }

  private addData({ value, 'rebalance-log': rebalances }: DataOperation, id: number): void {
    const { records } = this;
    const outcome = OUTCOMES[this.outcomes.at(id)];
    for (const micro of value ?? []) {
      if (micro[0] === 'send') {
        const [offset, sent] = pairOf(micro[2]);
        const record = records.recordOf(records.keyOf(micro[1]), sent);
        records.sentBy(record, id, outcome);
        this.part(SENT, record, offset);
      } else if (micro[1] !== undefined && micro[1] !== null) {
        this.addRecords(micro[1], POLLED, (record) => records.readBy(record, id, outcome));
      }
    }
    if (rebalances !== undefined && rebalances !== null && rebalances.length > 0) {
      this.rebalanced.set(id, new Set(rebalances.flatMap(({ keys }) => keys.map((key) => records.keyOf(key)))));
    }
  }

  private addRecords(
    value: Readonly<Record<string, readonly RecordPair[]>>,
    kind: number,
    seen?: (record: number) => void,
  ): void {
    for (const name in value) {
      const key = this.records.keyOf(name);
      const pairs = value[name];
      if (pairs.length === 0) this.part(EMPTY, key, UNKNOWN_OFFSET);
      for (const [offset, each] of pairs) {
        const record = this.records.recordOf(key, each);
        seen?.(record);
        this.part(kind, record, offset);
      }
    }
  }

  private addSubscription({ f, value }: SubscriptionOperation): void {
    if (f === 'subscribe') this.subscribes = true;
    for (const name of value) this.part(CHOSEN, this.records.keyOf(name), UNKNOWN_OFFSET);
  }

  private addGroupWork(operation: ProcessOperation | CommitOperation, id: number): void {
    if (operation.group !== undefined) this.groups.set(id, operation.group);
    if (operation.f === 'process') this.addRecords(operation.value, PROCESSED);
    else for (const name in operation.value) this.part(COMMITTED, this.records.keyOf(name), operation.value[name]);
  }

  private part(kind: number, subject: number, offset: number | null): void {
    this.kinds.push(kind);
    this.subjects.push(subject);
    // acks=0 gives -1, which is no offset either.
    this.offsets.push(offset === null || offset < 0 ? UNKNOWN_OFFSET : offset);
  }
}

const pairOf = (value: unknown): RecordPair => (Array.isArray(value) ? [value[0], value[1]] : [null, value]);
