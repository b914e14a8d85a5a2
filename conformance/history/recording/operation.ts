/** What an operation of a history says of itself: it begins, or it has come out so. */
export const OPERATION_TYPES = ['invoke', 'ok', 'fail', 'info'] as const;
export type OperationType = (typeof OPERATION_TYPES)[number];

/** Jepsen's operations, and the two of ours that say what a group does with what it was given. */
export const FUNCTIONS = [
  'send',
  'poll',
  'txn',
  'assign',
  'subscribe',
  'crash',
  'debug-topic-partitions',
  'process',
  'commit',
] as const;
export type OperationFunction = (typeof FUNCTIONS)[number];

/** A partition, under any name that stays the same through the history. */
export type Key = string | number;

/** A record as it was polled or processed: offset and value. Without an offset nothing is known of its place. */
export type RecordPair = readonly [offset: number | null, value: unknown];

/** A value to be sent, or, once it is known, the offset with it. */
export type SendMicroOperation = readonly ['send', key: Key, value: unknown];
/** A poll, and what it returned. */
export type PollMicroOperation = readonly ['poll', polled?: Readonly<Record<string, readonly RecordPair[]>> | null];
export type MicroOperation = SendMicroOperation | PollMicroOperation;

interface Head<F extends OperationFunction> {
  /** Number of the operation in the history; where it stands when left out, from 0. */
  readonly index?: number;
  readonly type: OperationType;
  /** Who acts: one producer and one consumer. What is not a whole number (Jepsen's nemesis) is no client. */
  readonly process: number | string;
  readonly f: F;
  /** Nanoseconds since the beginning. */
  readonly time?: number;
}

/** Sends and polls: `send` has only sends, `poll` only polls, `txn` is a transaction of both. */
export interface DataOperation extends Head<'send' | 'poll' | 'txn'> {
  readonly value: readonly MicroOperation[] | null;
  /** Partitions that were given or taken while the operation ran. */
  readonly 'rebalance-log'?: readonly { readonly keys: readonly Key[] }[];
}

/** From now on the consumer reads these partitions (`assign`), or whichever of their topics it is given (`subscribe`). */
export interface SubscriptionOperation extends Head<'assign' | 'subscribe'> {
  readonly value: readonly Key[];
}

/** The application has dealt with these records, as a member of its group. Not Jepsen's. */
export interface ProcessOperation extends Head<'process'> {
  readonly value: Readonly<Record<string, readonly RecordPair[]>>;
  readonly group?: string;
}

/** The group's committed offsets: of each partition the next one to read. Not Jepsen's. */
export interface CommitOperation extends Head<'commit'> {
  readonly value: Readonly<Record<string, number>>;
  readonly group?: string;
}

/** The client is torn down, or asked something: nothing that is judged. */
export interface OtherOperation extends Head<'crash' | 'debug-topic-partitions'> {
  readonly value?: unknown;
}

/** One operation of a history in Jepsen's form: an invocation, or how it came out. */
export type Operation = DataOperation | SubscriptionOperation | ProcessOperation | CommitOperation | OtherOperation;
