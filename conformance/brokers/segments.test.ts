import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordedBytes } from '../../wire/testing/recorded.ts';
import { writeBatch } from '../../wire/write-batch.ts';
import { readLog, recordsOf } from './segments.ts';

describe('the log of a replica on disk', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'kafka-trial-segments-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is that of all its segments, and empty where there is none', () => {
    mkdirSync(join(directory, 't-0'));
    const segment = (offset: number): Buffer =>
      writeBatch({ partitionLeaderEpoch: 3, records: [{ offset, value: Buffer.from(`v${offset}`) }] });
    writeFileSync(join(directory, 't-0', '00000000000000000002.log'), segment(2));
    writeFileSync(join(directory, 't-0', '00000000000000000000.log'), Buffer.concat([segment(0), segment(1)]));
    writeFileSync(join(directory, 't-0', '00000000000000000000.index'), 'no records');
    expect(readLog(directory, 't', 0).map(({ offset, value, leaderEpoch }) => [offset, value, leaderEpoch])).toEqual([
      [0, 'v0', 3],
      [1, 'v1', 3],
      [2, 'v2', 3],
    ]);
    expect(readLog(directory, 't', 1)).toEqual([]);
  });

  it('numbers the records of a batch one by one, beyond the largest number too', () => {
    const records = [0, 1, 2].map((offset) => ({ offset, value: null }));
    const batch = { producerId: 1, producerEpoch: 0, baseSequence: 2 ** 31 - 2, records };
    expect(recordsOf(writeBatch(batch)).map(({ sequence }) => sequence)).toEqual([2 ** 31 - 2, 2 ** 31 - 1, 0]);
  });

  it('has no epoch and no sequence of a producer that has no id, whatever its client wrote there', () => {
    const batch = { producerId: -1, producerEpoch: 0, baseSequence: 0, records: [{ offset: 0, value: null }] };
    expect(recordsOf(writeBatch(batch))[0]).toMatchObject({ producerId: -1, producerEpoch: -1, sequence: -1 });
  });
});

describe.each(['3.9.2', '4.3.1'] as const)('what Kafka %s wrote', (version) => {
  const told = recordsOf(recordedBytes(`segment-${version}`)).map(
    ({ value, producerEpoch, sequence, transactional, control }) =>
      [value ?? control, producerEpoch, sequence, transactional] as const,
  );
  // From 4.0 on, with transaction.version 2, every transaction ends with an epoch of its own (KIP-890).
  const [bumped, sequences] = version === '3.9.2' ? [0, [1, 2]] : [1, [0, 0]];

  it('are values, epochs, sequences, and markers with the epoch that ends the transaction', () => {
    expect(told).toEqual([
      ['plain', -1, -1, false],
      ['zero', -1, -1, false],
      ['zero2', -1, -1, false],
      ['v0', 0, 0, false],
      ['v1', 0, 1, false],
      ['v2', 0, 2, false],
      ['committed', 0, 0, true],
      ['commit', bumped, -1, true],
      ['aborted', bumped, sequences[0], true],
      ['abort', 2 * bumped, -1, true],
      // The transaction between them wrote offsets alone.
      ['open', 3 * bumped, sequences[1], true],
      ['abort', 4 * bumped, -1, true],
      ['fenced', 0, 0, true],
      ['abort', 1, -1, true],
    ]);
  });
});
