/**
 * A partition's log on one replica: an array whose index is the offset. A record stands for a batch of one.
 *
 * Producer state, leader-epoch cache and transaction index are not state of their own: Kafka rebuilds them from the
 * log after a restart, and here they are functions of it; and of how much of it is forgotten (`producer-state.ts`).
 */
export interface LogRecord {
  readonly kind: 'data' | 'commit' | 'abort';
  /** Which of the application's records this is; -1 in a control record. */
  readonly value: number;
  readonly leaderEpoch: number;
  /** -1 without idempotence. */
  readonly producerId: number;
  readonly producerEpoch: number;
  /** -1 without idempotence and in control records. */
  readonly sequence: number;
  /** The application's transaction that it was sent in; -1 outside one. */
  readonly transaction: number;
  /** Observer's mark: a newer incarnation of its transactional id had begun when this was appended. */
  readonly zombie: boolean;
  /**
   * Which record of its batch it is, where it is not the first: that one has none, and neither has a batch of one, which is
   * all that the machine's own clients send.
   */
  readonly within?: number;
}

export type Log = readonly LogRecord[];

export const isTransactional = (record: LogRecord): boolean => record.transaction >= 0;

/**
 * The last stable offset: no transaction that is open, or whose marker is not yet below the high watermark, starts
 * below it (`ProducerStateManager.firstUnstableOffset`).
 */
export function lastStableOffset(log: Log, highWatermark: number): number {
  let firstUnstable = highWatermark;
  for (let offset = highWatermark - 1; offset >= 0; offset -= 1) {
    const record = log[offset];
    if (record.kind === 'data' && isTransactional(record) && markerAfter(log, offset, highWatermark) === null) {
      firstUnstable = offset;
    }
  }
  return firstUnstable;
}

/** Whether a transaction that is open, or whose marker is not below `end`, holds back what is. */
export const isHeldBack = (log: Log, end: number): boolean => lastStableOffset(log, end) < end;

/** The marker that ends the transaction of the record at `offset`, if it is below `end`. */
export function markerAfter(log: Log, offset: number, end: number): LogRecord | null {
  const { producerId } = log[offset];
  for (let next = offset + 1; next < end; next += 1) {
    const record = log[next];
    if (record.kind !== 'data' && record.producerId === producerId) return record;
  }
  return null;
}

/** Whether a read_committed reader skips the record: control records, and records of aborted transactions. */
export function isSkipped(log: Log, offset: number, committedOnly: boolean): boolean {
  const record = log[offset];
  if (record.kind !== 'data') return true;
  return committedOnly && isTransactional(record) && markerAfter(log, offset, log.length)?.kind === 'abort';
}

/** An aborted transaction as a Fetch response tells of it: whose, and where it began. */
export interface AbortedTransaction {
  readonly producerId: number;
  readonly firstOffset: number;
}

/**
 * What a read_committed reader from `from` to `end` has to pass over (`TransactionIndex.collectAbortedTxns`): transactions
 * that began before `end`, and whose marker is not before `from`. It drops what a producer has written from its first offset
 * on, up to an abort marker. A transaction that wrote nothing here is not told.
 */
export function abortedTransactions(log: Log, from: number, end: number): readonly AbortedTransaction[] {
  const aborted: AbortedTransaction[] = [];
  for (let offset = from; offset < log.length; offset += 1) {
    const { kind, producerId } = log[offset];
    if (kind !== 'abort') continue;
    const firstOffset = openTransactionStart(log.slice(0, offset), producerId);
    if (firstOffset >= 0 && firstOffset < end) aborted.push({ producerId, firstOffset });
  }
  return aborted;
}

/** Whether an abort marker ends a transaction that wrote nothing to this log. */
export function isEmptyAbort(log: Log, offset: number): boolean {
  const { kind, producerId } = log[offset];
  if (kind !== 'abort') return false;
  return log.slice(0, offset).findLast((record) => record.producerId === producerId)?.kind !== 'data';
}

/** Whether the producer has a transaction open on this log, and where that starts; -1 when it has none. */
export function openTransactionStart(log: Log, producerId: number): number {
  let start = -1;
  for (let offset = 0; offset < log.length; offset += 1) {
    const record = log[offset];
    if (record.producerId !== producerId) continue;
    if (record.kind !== 'data') start = -1;
    else if (start < 0 && isTransactional(record)) start = offset;
  }
  return start;
}

/**
 * Whether a batch of this epoch belongs to what its producer has open on this log (`UnifiedLog.hasOngoingTransaction`): what an
 * older epoch has left open, for want of its marker, is no transaction of its own. Brokers before 4.0 do not compare the epoch;
 * there clients have added the partition themselves.
 */
export const hasOngoingTransaction = (log: Log, producerId: number, epoch: number): boolean =>
  openTransactionStart(log, producerId) >= 0 && newestEpoch(log, producerId) === epoch;

/** The newest epoch of a producer that the log knows, -1 where it does not know the producer. */
export const newestEpoch = (log: Log, producerId: number): number =>
  log.findLast((record) => record.producerId === producerId)?.producerEpoch ?? -1;

/** The leader epoch of the last record, -1 for an empty log: what a follower asks its new leader about. */
export const lastEpoch = (log: Log): number => (log.length === 0 ? -1 : log[log.length - 1].leaderEpoch);

/**
 * Whether two records are equal, field by field. Replicas share the records that they fetched, so that most are the same
 * object; but a record that was lost and is appended again in the same epoch is another one, and neither Kafka nor a
 * fingerprint tells it from the first.
 */
const isSameRecord = (one: LogRecord, other: LogRecord): boolean =>
  one === other ||
  (one.value === other.value &&
    one.leaderEpoch === other.leaderEpoch &&
    one.kind === other.kind &&
    one.producerId === other.producerId &&
    one.producerEpoch === other.producerEpoch &&
    one.sequence === other.sequence &&
    one.transaction === other.transaction &&
    one.zombie === other.zombie);

/** Whether both logs have the same records before `end`. */
export function agree(one: Log, other: Log, end: number): boolean {
  if (one.length < end || other.length < end) return false;
  if (one === other) return true;
  for (let offset = 0; offset < end; offset += 1) if (!isSameRecord(one[offset], other[offset])) return false;
  return true;
}

/** How many records both logs begin with: the first offset at which they differ, or at which one of them ends. */
export function commonLength(one: Log, other: Log): number {
  const end = Math.min(one.length, other.length);
  let offset = 0;
  while (offset < end && isSameRecord(one[offset], other[offset])) offset += 1;
  return offset;
}

/** The first offset of an epoch greater than `epoch`, or the end of the log. */
export function endOffsetForEpoch(log: Log, epoch: number): number {
  let end = log.length;
  while (end > 0 && log[end - 1].leaderEpoch > epoch) end -= 1;
  return end;
}
