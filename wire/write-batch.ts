import { compressed, compressionOf } from './compression.ts';
import { crc32c } from './crc32c.ts';
import { ATTRIBUTES, type Batch, CHECKED_FROM, PREFIX_BYTES, type WireRecord } from './record-batch.ts';
import { Writer } from './writer.ts';

/** A batch to be written; whatever is left out is that of a producer without idempotence. */
export interface BatchToWrite
  extends Partial<
    Pick<Batch, 'attributes' | 'baseOffset' | 'baseSequence' | 'partitionLeaderEpoch' | 'producerEpoch' | 'producerId'>
  > {
  /** By offset; the first one's time is that of the batch. */
  readonly records: readonly (Pick<WireRecord, 'offset' | 'value'> & Partial<WireRecord>)[];
}

/**
 * Bytes of a batch as a producer sends it, or a broker has it on disk, checksum included. Its records are compressed where
 * `attributes` say so: gzip is 1.
 */
export function writeBatch(batch: BatchToWrite): Buffer {
  const { records, attributes = 0, partitionLeaderEpoch = -1 } = batch;
  const { producerId = -1, producerEpoch = -1, baseSequence = -1 } = batch;
  const { baseOffset = records[0]?.offset ?? 0 } = batch;
  const times = records.map(({ timestamp = 0 }) => timestamp);
  const baseTimestamp = times[0] ?? -1;

  const checked = new Writer();
  checked.int16(attributes);
  checked.int32((records.at(-1)?.offset ?? baseOffset) - baseOffset);
  checked.int64(baseTimestamp);
  checked.int64(Math.max(-1, ...times));
  checked.int64(producerId);
  checked.int16(producerEpoch);
  checked.int32(baseSequence);
  checked.int32(records.length);
  const written = new Writer();
  for (const { offset, timestamp = 0, key = null, value, headers = [] } of records) {
    const body = new Writer();
    body.int8(0);
    body.varlong(timestamp - baseTimestamp);
    body.varint(offset - baseOffset);
    writeBlob(body, key);
    writeBlob(body, value);
    body.varint(headers.length);
    for (const header of headers) {
      writeBlob(body, Buffer.from(header.key, 'utf8'));
      writeBlob(body, header.value);
    }
    written.varint(body.length);
    written.raw(body.toBuffer());
  }
  checked.raw(compressed(compressionOf(attributes), written.toBuffer()));

  const bytes = checked.toBuffer();
  const whole = new Writer();
  whole.int64(baseOffset);
  whole.int32(CHECKED_FROM - PREFIX_BYTES + bytes.length);
  whole.int32(partitionLeaderEpoch);
  whole.int8(2);
  whole.uint32(crc32c(bytes));
  whole.raw(bytes);
  return whole.toBuffer();
}

function writeBlob(writer: Writer, blob: Buffer | null): void {
  writer.varint(blob?.length ?? -1);
  if (blob) writer.raw(blob);
}

/** What a transaction marker is besides its place in the log. */
export interface Marker {
  readonly type: 'abort' | 'commit';
  readonly offset: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly timestamp?: number;
  readonly coordinatorEpoch?: number;
  readonly partitionLeaderEpoch?: number;
}

/** Bytes of the control batch that ends a transaction in a partition. */
export function writeMarker({ type, offset, timestamp, coordinatorEpoch = 0, ...batch }: Marker): Buffer {
  const key = new Writer();
  key.int16(0);
  key.int16(type === 'commit' ? 1 : 0);
  const value = new Writer();
  value.int16(0);
  value.int32(coordinatorEpoch);
  return writeBatch({
    ...batch,
    attributes: ATTRIBUTES.transactional | ATTRIBUTES.control,
    records: [{ offset, timestamp, key: key.toBuffer(), value: value.toBuffer() }],
  });
}
