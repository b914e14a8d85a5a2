import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../../setups/input.ts';
import { setupOf } from '../../../setups/resolve/resolve.ts';
import type { Log } from '../../broker/log/log.ts';
import type { Replica } from '../../broker/replica.ts';
import { data, inTransaction, logOf, marker } from '../../testing/records.ts';
import { small, transactional } from '../../testing/story.ts';
import { type World, worldOf } from '../../world.ts';
import { readableEnd } from '../../broker/readable-end.ts';
import { afterDeletion, afterTruncation, fetchFrom, isTruncated } from './reading.ts';

const of = (draft: SetupDraft): World => worldOf(setupOf(draft));
const world = of(small());
const latest = of(small({ consumer: { 'auto.offset.reset': 'latest' } }));
const byDuration = of(small({ consumer: { 'auto.offset.reset': 'by_duration:P1D' }, faults: { 'records.aged': 1 } }));
const unvalidated = of(small({ kafka: '2.2' }));

const leader = (log: Log, highWatermark = log.length): Replica => ({
  log,
  highWatermark,
  leader: 0,
  leaderEpoch: 9,
  aligned: true,
  leading: null,
});

describe('what may be read', () => {
  const open = leader([data(0), inTransaction(1), data(2), data(3)], 3);

  it('ends at the last stable offset with read_committed, and at the high watermark without', () => {
    const transactions = of(transactional());
    expect([readableEnd(transactions, open, true), readableEnd(transactions, open, false)]).toEqual([1, 3]);
  });

  it('ends at the high watermark on a broker without a last stable offset', () => {
    expect(readableEnd(of(transactional({ protocol: { lastStableOffset: false } })), open, true)).toBe(3);
  });
});

describe('a fetch', () => {
  const log = [inTransaction(0), marker('abort'), data(1), data(2), marker('commit'), data(3)];
  const fetched = (position: number, end: number, limit: number, committedOnly = true) => {
    const { records, next } = fetchFrom(world, leader(log), 7, position, end, committedOnly, limit);
    return [records.map(({ value }) => value), next];
  };

  it('returns what lies between the position and the end, and names where', () => {
    expect(fetched(0, 4, 500)).toEqual([[1, 2], 4]);
    expect(fetched(3, 4, 500)).toEqual([[2], 4]);
    expect(fetchFrom(world, leader(log), 7, 2, 3, true, 1).records).toEqual([
      { partition: 7, offset: 2, leaderEpoch: 0, value: 1 },
    ]);
  });

  it('passes over control records, and with read_committed over what was aborted', () => {
    expect(fetched(0, 6, 500)).toEqual([[1, 2, 3], 6]);
    expect(fetched(0, 6, 500, false)).toEqual([[0, 1, 2, 3], 6]);
    expect(fetched(0, 2, 500)).toEqual([[], 2]);
  });

  it('stops at its limit, behind what follows and is not returned', () => {
    expect(fetched(0, 6, 1)).toEqual([[1], 3]);
    expect(fetched(0, 6, 2)).toEqual([[1, 2], 5]);
    expect(fetched(0, 4, 2)).toEqual([[1, 2], 4]);
  });

  it('returns aborted records on a broker without a last stable offset, which tells of none', () => {
    const without = of(transactional({ protocol: { lastStableOffset: false } }));
    expect(fetchFrom(without, leader(log), 0, 0, 2, true, 500).records.map(({ value }) => value)).toEqual([0]);
  });
});

describe('an empty abort, for a client that counts it', () => {
  const counting = of(transactional({ client: { ignoresEmptyAborts: false } }));
  const log = [marker('abort'), inTransaction(0), marker('abort')];
  const values = (from: number, of = counting, records: Log = log) =>
    fetchFrom(of, leader(records), 0, from, records.length, true, 500).records.map(({ value }) => value);

  it('ends the next aborted transaction of its producer, whose records are delivered', () => {
    expect(values(0)).toEqual([0]);
    expect(values(0, of(transactional()))).toEqual([]);
  });

  it('does so within one fetch, and for its own producer', () => {
    expect(values(1)).toEqual([]);
    expect(values(0, counting, [marker('abort', { producerId: 1 }), ...log.slice(1)])).toEqual([]);
  });

  it('is no abort of a transaction that wrote something', () => {
    expect(values(0, counting, [inTransaction(9), ...log])).toEqual([]);
    expect(values(0, counting, [inTransaction(9), marker('commit'), ...log.slice(1)])).toEqual([9]);
  });
});

describe('a log that was truncated under a position', () => {
  it('ends before it', () => {
    expect([1, 2, 3].map((position) => isTruncated(unvalidated, leader(logOf(0, 0)), position, -1))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('has another epoch before it, which is noticed since KIP-320 where the epoch is known', () => {
    const other = leader(logOf(0, 1));
    const truncated = (position: number, epoch: number) => isTruncated(world, other, position, epoch);
    expect([truncated(1, 0), truncated(2, 1), truncated(2, -1), truncated(0, 1)]).toEqual([false, false, false, false]);
    expect([truncated(1, 1), truncated(2, 0)]).toEqual([true, true]);
    expect(isTruncated(unvalidated, other, 2, 0)).toBe(false);
  });

  it('is read on where the logs part when the epoch is known, and not from further on', () => {
    const diverged = leader(logOf(0, 0, 2, 2));
    expect([0, 1, 2].map((epoch) => afterTruncation(world, diverged, 3, epoch, 0))).toEqual([2, 2, 3]);
    expect(afterTruncation(world, diverged, 1, 0, 0)).toBe(1);
  });

  it('is read on where auto.offset.reset says when it is not', () => {
    const short = leader(logOf(0, 0));
    const reset = (of: World, young = 0) => afterTruncation(of, short, 3, -1, young);
    expect([reset(world), reset(latest)]).toEqual([0, 2]);
    expect([reset(byDuration, 0), reset(byDuration, 1), reset(byDuration, 3)]).toEqual([0, 1, 2]);
    expect(afterTruncation(unvalidated, short, 3, 0, 0)).toBe(0);
  });
});

it('a position whose record was deleted goes where auto.offset.reset says', () => {
  const deleted = leader(logOf(0, 0, 0));
  const reset = (of: World, young = 2) => afterDeletion(of, deleted, 2, young);
  expect([reset(world), reset(latest)]).toEqual([2, 3]);
  expect([reset(byDuration), reset(byDuration, 3)]).toEqual([2, 3]);
});
