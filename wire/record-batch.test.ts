import { describe, expect, it } from 'vitest';
import { crc32c } from './crc32c.ts';
import { ATTRIBUTES, readBatches } from './record-batch.ts';
import { recordedBytes } from './testing/recorded.ts';
import { writeBatch } from './write-batch.ts';

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

describe('batches', () => {
  it('end where a segment was allocated ahead of what is in it', () => {
    const bytes = writeBatch({ records: [record(3, 'a')] });
    expect(readBatches(Buffer.concat([bytes, Buffer.alloc(500)]))).toHaveLength(1);
  });

  it('that are compressed are refused, with what to set', () => {
    const bytes = writeBatch({ attributes: 1, records: [record(0, 'a')] });
    expect(() => readBatches(bytes)).toThrow('compression.type=none');
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
