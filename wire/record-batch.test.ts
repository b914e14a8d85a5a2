import { describe, expect, it } from 'vitest';
import { crc32c } from './crc32c.ts';
import { ATTRIBUTES, CHECKED_FROM, readBatches } from './record-batch.ts';
import { recordedBytes } from './testing/recorded.ts';
import { writeBatch, writeMarker } from './write-batch.ts';

const versions = ['3.9.2', '4.3.1'] as const;

const record = (offset: number, value: string | null): { offset: number; value: Buffer | null } => ({
  offset,
  value: value === null ? null : Buffer.from(value),
});

describe('CRC-32C', () => {
  it('is the one of RFC 3720', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
    expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
  });
});

describe.each(versions)('a segment that Kafka %s wrote', (version) => {
  const segment = recordedBytes(`segment-${version}`);
  const batches = readBatches(segment);

  it('is read to its end, batch by batch', () => {
    expect(batches.at(-1)?.bytes.end).toBe(segment.length);
    expect(batches.flatMap(({ records }) => records.map(({ offset }) => offset))).toEqual([...Array(14).keys()]);
    expect(batches.filter(({ isControl }) => isControl).map(({ control }) => control)).toEqual(
      ['commit', 'abort', 'abort', 'abort'].map((type) => ({ type, coordinatorEpoch: 0 })),
    );
  });

  it('has keys, headers and tombstones', () => {
    const first = batches.find(({ baseSequence }) => baseSequence === 0);
    expect(first?.records[0].key?.toString()).toBe('key');
    expect(first?.records[0].headers).toEqual([
      { key: 'h', value: Buffer.from([1]) },
      { key: 'n', value: null },
    ]);
    expect(first?.records[1].key).toBeNull();
  });

  it('is written again to the byte', () => {
    expect(Buffer.concat(batches.map(writeBatch))).toEqual(segment);
  });

  it('that is cut anywhere holds the batches that are whole', () => {
    for (let length = 0; length < segment.length; length += 7) {
      const whole = batches.filter(({ bytes }) => bytes.end <= length);
      expect(readBatches(segment.subarray(0, length))).toHaveLength(whole.length);
    }
  });

  it('is refused when a bit is not as it was', () => {
    const damaged = Buffer.from(segment);
    damaged[segment.length - 3] ^= 1;
    expect(() => readBatches(damaged)).toThrow('checksum');
  });
});

/** The same batch with other attributes, and a checksum that fits. */
function withAttributes(batch: Buffer, attributes: number): Buffer {
  batch.writeInt16BE(attributes, CHECKED_FROM);
  batch.writeUInt32BE(crc32c(batch.subarray(CHECKED_FROM)), CHECKED_FROM - 4);
  return batch;
}

describe('batches', () => {
  it('end where a segment was allocated ahead of what is in it', () => {
    const bytes = writeBatch({ records: [record(3, 'a')] });
    expect(readBatches(Buffer.concat([bytes, Buffer.alloc(500)]))).toHaveLength(1);
  });

  const several = [record(5, 'a'), { ...record(6, null), key: Buffer.from('k') }, record(9, 'b')];

  it('hold several records, with gaps between offsets, compressed by gzip or not at all', () => {
    const plain = readBatches(writeBatch({ records: several }));
    const zipped = readBatches(writeBatch({ attributes: 1, records: several }));
    expect(plain[0].records).toMatchObject(several);
    expect(plain[0]).toMatchObject({ baseOffset: 5, lastOffset: 9 });
    expect(zipped[0].records).toEqual(plain[0].records);
    const many = Array.from({ length: 200 }, (_, offset) => record(offset, 'the same again'));
    expect(writeBatch({ attributes: 1, records: many }).length).toBeLessThan(1500);
  });

  it('that are compressed by what is not read here are refused, with what to set', () => {
    const bytes = writeBatch({ records: [record(0, 'a')] });
    expect(() => readBatches(withAttributes(bytes, 4))).toThrow('by zstd; compression.type may be none or gzip');
    expect(() => readBatches(withAttributes(bytes, 7))).toThrow('compression is 7');
    expect(() => readBatches(withAttributes(bytes, 1))).toThrow('what should be gzip is not');
  });

  it('that say more records or headers than can be are refused before memory is spent on them', () => {
    const bytes = writeBatch({ records: [record(0, 'a')] });
    bytes.writeInt32BE(0x7fffffff, 57);
    expect(() => readBatches(withAttributes(bytes, 0))).toThrow('2147483647 records');
    const headers = writeBatch({ records: several });
    headers[headers.length - 1] = 126;
    expect(() => readBatches(withAttributes(headers, 0))).toThrow('63 headers');
  });

  it('end transactions', () => {
    const marker = { offset: 4, producerId: 7, producerEpoch: 1, coordinatorEpoch: 3 } as const;
    const [commit, abort] = readBatches(
      Buffer.concat([writeMarker({ type: 'commit', ...marker }), writeMarker({ type: 'abort', ...marker })]),
    );
    expect(commit).toMatchObject({ isControl: true, isTransactional: true, producerId: 7, baseSequence: -1 });
    expect([commit.control, abort.control]).toEqual([
      { type: 'commit', coordinatorEpoch: 3 },
      { type: 'abort', coordinatorEpoch: 3 },
    ]);
  });

  it('of before Kafka 0.11 are refused', () => {
    const bytes = writeBatch({ records: [record(0, 'a')] });
    bytes[16] = 1;
    expect(() => readBatches(bytes)).toThrow('format 1');
  });

  it('of KRaft are known by their names', () => {
    const key = Buffer.from([0, 0, 0, 3]);
    const bytes = writeBatch({ attributes: ATTRIBUTES.control, records: [{ ...record(0, null), key }] });
    expect(readBatches(bytes)[0].control).toEqual({ type: 'snapshot-header', coordinatorEpoch: -1 });
  });
});
