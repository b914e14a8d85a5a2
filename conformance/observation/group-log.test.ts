import { describe, expect, it } from 'vitest';
import { type Batch, readBatches } from '../../wire/record-batch.ts';
import { recordedBytes } from '../../wire/testing/recorded.ts';
import { writeBatch } from '../../wire/write-batch.ts';
import { Writer } from '../../wire/writer.ts';
import { groupsOf, type LoggedGroup } from './group-log.ts';

/** Batches of `__consumer_offsets` as Kafka 3.9.2 wrote them. */
const recorded = readBatches(recordedBytes('offsets-3.9.2'));

/** The group after the first so many of them. */
const after = (batches: number): LoggedGroup | undefined => groupsOf(recorded.slice(0, batches)).get('g');

function deletion(key: Buffer, offset: number): Batch {
  return readBatches(writeBatch({ records: [{ offset, key, value: null }] }))[0];
}

function groupKey(groupId: string): Buffer {
  const writer = new Writer();
  writer.int16(2);
  writer.string(groupId);
  return writer.toBuffer();
}

describe('the log of a group coordinator', () => {
  it('has the generation and the assignment of a classic group', () => {
    expect(after(1)).toMatchObject({ generation: 0, assignments: {} });
    const [[memberId, partitions], ...others] = Object.entries(after(2)?.assignments ?? {});
    expect([memberId.slice(0, 3), partitions, others]).toEqual(['c0-', { t: [0, 1] }, []]);
    expect(after(6)?.generation).toBe(2);
    expect(Object.values(after(6)?.assignments ?? {})).toEqual([{ t: [1] }, { t: [0] }]);
  });

  it('has the offsets of a transaction from when they are sent, and commits them with its marker', () => {
    const sent = { 't-0': { offset: 3, leaderEpoch: -1, metadata: '' } };
    expect(after(3)).toMatchObject({ committed: {}, pending: { 1: sent } });
    expect(after(4)).toMatchObject({ committed: sent, pending: {} });
  });

  it('has offsets with what their consumer said of them', () => {
    expect(after(5)?.committed['t-1']).toEqual({ offset: 1, leaderEpoch: 0, metadata: 'm' });
  });

  it('drops the offsets of a transaction that is aborted', () => {
    const marker = { ...recorded[3], control: { type: 'abort' as const, coordinatorEpoch: 0 } };
    expect(groupsOf([...recorded.slice(0, 3), marker]).get('g')).toMatchObject({ committed: {}, pending: {} });
  });

  it('keeps what was committed after the offsets of a transaction, when that is committed', () => {
    const [sent, marker] = recorded.slice(2, 4);
    const [record] = sent.records;
    const value = Buffer.from(record.value ?? '');
    // Behind two bytes of version.
    value.writeBigInt64BE(9n, 2);
    const later: Batch = {
      ...sent,
      isTransactional: false,
      producerId: -1,
      records: [{ ...record, offset: 50, value }],
    };
    expect(groupsOf([sent, later, marker]).get('g')).toMatchObject({
      committed: { 't-0': { offset: 9 } },
      pending: {},
    });
  });

  it('knows no group that was deleted with its offsets', () => {
    expect(groupsOf([recorded[0], deletion(groupKey('g'), 9)])).toEqual(new Map());
  });
});
