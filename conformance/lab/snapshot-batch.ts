import { crc32c } from '../../wire/crc32c.ts';

/** A batch of a snapshot: its records have no producer. */
interface SnapshotBatch {
  readonly baseOffset: number;
  readonly control: boolean;
  readonly atMs: number;
  readonly records: readonly { readonly key: Buffer | null; readonly value: Buffer }[];
}

const CONTROL = 0x20;
const HEADER_BYTES = 61;

/** A record batch of version 2 with leader epoch 0. */
export function snapshotBatch({ baseOffset, control, atMs, records }: SnapshotBatch): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const body = Buffer.concat(records.map((record, index) => recordOf(record, index)));
  header.writeBigInt64BE(BigInt(baseOffset), 0);
  header.writeInt32BE(HEADER_BYTES - 12 + body.length, 8);
  header.writeInt8(2, 16);
  header.writeInt16BE(control ? CONTROL : 0, 21);
  header.writeInt32BE(records.length - 1, 23);
  header.writeBigInt64BE(BigInt(atMs), 27);
  header.writeBigInt64BE(BigInt(atMs), 35);
  header.writeBigInt64BE(-1n, 43);
  header.writeInt16BE(-1, 51);
  header.writeInt32BE(-1, 53);
  header.writeInt32BE(records.length, 57);
  const batch = Buffer.concat([header, body]);
  batch.writeUInt32BE(crc32c(batch.subarray(21)), 17);
  return batch;
}

function recordOf({ key, value }: SnapshotBatch['records'][number], index: number): Buffer {
  const body = Buffer.concat([
    Buffer.from([0, 0]),
    varint(index),
    varint(key === null ? -1 : key.length),
    key ?? Buffer.alloc(0),
    varint(value.length),
    value,
    varint(0),
  ]);
  return Buffer.concat([varint(body.length), body]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}
