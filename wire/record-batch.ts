import { compressionOf, decompressed } from './compression.ts';
import { crc32c } from './crc32c.ts';
import { readAs } from './malformed-message.ts';
import { Reader } from './reader.ts';

/** A record of a batch, its offset and time made absolute. */
export interface WireRecord {
  readonly offset: number;
  readonly timestamp: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly { readonly key: string; readonly value: Buffer | null }[];
}

/** What the only record of a control batch says: the markers of transactions, and what KRaft writes into its own log. */
export interface ControlRecord {
  readonly type:
    | 'abort'
    | 'commit'
    | 'leader-change'
    | 'snapshot-header'
    | 'snapshot-footer'
    | 'kraft-version'
    | 'voters'
    | 'unknown';
  /** Of the transaction coordinator that had a marker written; -1 for what is no marker. */
  readonly coordinatorEpoch: number;
}

/** A batch of records in the format that Kafka writes since 0.11 ("magic 2"). */
export interface Batch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  /** Epoch of the leader that appended it; -1 in a Produce request. */
  readonly partitionLeaderEpoch: number;
  readonly attributes: number;
  readonly baseTimestamp: number;
  readonly maxTimestamp: number;
  /** -1 for a producer that is not idempotent; so are epoch and base sequence, the latter also for markers. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly isTransactional: boolean;
  readonly isControl: boolean;
  readonly records: readonly WireRecord[];
  /** There where `isControl`. */
  readonly control?: ControlRecord;
  /** Where the batch lies in the buffer that was read. */
  readonly bytes: { readonly start: number; readonly end: number };
}

/** Bits of a batch's attributes. */
export const ATTRIBUTES = { compression: 0x07, logAppendTime: 0x08, transactional: 0x10, control: 0x20 } as const;

/** Base offset and length: what stands before the bytes that the length counts. */
export const PREFIX_BYTES = 12;
/** Base offset, length, leader epoch, magic and checksum: what the checksum does not cover. */
export const CHECKED_FROM = 21;

const HEADER_BYTES = 61;

/** Of `org.apache.kafka.common.record.ControlRecordType`. */
const CONTROL_TYPES = [
  'abort',
  'commit',
  'leader-change',
  'snapshot-header',
  'snapshot-footer',
  'kraft-version',
  'voters',
] as const;

/**
 * The batches of a segment, or of the records of a Produce request or a Fetch response, in order. A batch that is not
 * whole ends them: the tail of what a broker is writing, or where a Fetch response was cut.
 *
 * @throws {MalformedMessage} on a batch of an older format, or whose checksum does not fit. @throws {UnreadCompression} on
 *   one that is compressed by anything but gzip.
 */
export function readBatches(buffer: Buffer): readonly Batch[] {
  const batches: Batch[] = [];
  for (let start = 0; buffer.length - start >= HEADER_BYTES; ) {
    const end = start + PREFIX_BYTES + buffer.readInt32BE(start + 8);
    // Zeros follow where a segment was allocated ahead of its records.
    if (end > buffer.length || end < start + HEADER_BYTES) break;
    const from = start;
    batches.push(readAs(`the batch at byte ${from}`, () => readBatch(buffer, from, end)));
    start = end;
  }
  return batches;
}

function readBatch(buffer: Buffer, start: number, end: number): Batch {
  const reader = new Reader(buffer.subarray(0, end), start);
  const baseOffset = reader.int64();
  reader.skip(4);
  const partitionLeaderEpoch = reader.int32();
  const magic = reader.int8();
  if (magic !== 2) throw new RangeError(`format ${magic}, where only 2 is read (message.format.version before 0.11)`);
  if (reader.uint32() !== crc32c(buffer.subarray(start + CHECKED_FROM, end)))
    throw new RangeError('the checksum does not fit');
  const attributes = reader.int16();
  const lastOffset = baseOffset + reader.int32();
  const baseTimestamp = reader.int64();
  const maxTimestamp = reader.int64();
  const producerId = reader.int64();
  const producerEpoch = reader.int16();
  const baseSequence = reader.int32();
  const count = reader.int32();
  const records = readRecords(decompressed(compressionOf(attributes), reader.take(reader.remaining)), count, {
    offset: baseOffset,
    timestamp: baseTimestamp,
  });
  const isControl = (attributes & ATTRIBUTES.control) !== 0;
  return {
    baseOffset,
    lastOffset,
    partitionLeaderEpoch,
    attributes,
    baseTimestamp,
    maxTimestamp,
    producerId,
    producerEpoch,
    baseSequence,
    isTransactional: (attributes & ATTRIBUTES.transactional) !== 0,
    isControl,
    records,
    ...(isControl ? { control: readControl(records[0]) } : {}),
    bytes: { start, end },
  };
}

interface Base {
  readonly offset: number;
  readonly timestamp: number;
}

/** Records are what a batch may have compressed: their number is said outside of it. */
function readRecords(bytes: Buffer, count: number, base: Base): WireRecord[] {
  const reader = new Reader(bytes);
  // A record has seven bytes at least.
  if (count < 0 || count > bytes.length) throw new RangeError(`${count} records in ${bytes.length} bytes`);
  const records = Array.from({ length: count }, () => readRecord(reader, base));
  if (reader.remaining > 0) throw new RangeError(`${reader.remaining} bytes are left after its records`);
  return records;
}

function readRecord(reader: Reader, base: Base): WireRecord {
  const end = reader.varint() + reader.offset;
  reader.skip(1);
  const timestamp = base.timestamp + reader.varlong();
  const offset = base.offset + reader.varint();
  const key = blob(reader);
  const value = blob(reader);
  const headers = Array.from({ length: headersOf(reader) }, () => ({
    key: (blob(reader) ?? Buffer.alloc(0)).toString('utf8'),
    value: blob(reader),
  }));
  if (reader.offset !== end) throw new RangeError(`a record ends at ${reader.offset}, not at ${end}`);
  return { offset, timestamp, key, value, headers };
}

/** How many there are; each has two bytes at least. */
function headersOf(reader: Reader): number {
  const count = reader.varint();
  if (count < 0 || count > reader.remaining) throw new RangeError(`${count} headers at ${reader.offset}`);
  return count;
}

function blob(reader: Reader): Buffer | null {
  const length = reader.varint();
  return length < 0 ? null : reader.take(length);
}

/** Key: version and type, two bytes each. Value of a marker: version, and the coordinator's epoch. */
function readControl(record: WireRecord | undefined): ControlRecord {
  const type = record?.key ? CONTROL_TYPES[new Reader(record.key, 2).int16()] : undefined;
  const isMarker = type === 'abort' || type === 'commit';
  return {
    type: type ?? 'unknown',
    coordinatorEpoch: isMarker && record?.value ? new Reader(record.value, 2).int32() : -1,
  };
}
