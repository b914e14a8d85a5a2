import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  highWatermarkOf,
  isrOf,
  leaderAndIsrOf,
  leaderEpochOf,
  leaderOf,
  NONE,
  packLeaderAndIsr,
  packReplica,
  withHighWatermark,
  withIsr,
  withLeaderAndIsr,
} from './replica.ts';
import { HIGH_WATERMARK_MAX, LEADER_EPOCH_MAX, REPLICAS_MAX } from './layout.ts';

const highWatermark = fc.nat(HIGH_WATERMARK_MAX);
const epoch = fc.integer({ min: NONE, max: LEADER_EPOCH_MAX });
const leader = fc.integer({ min: NONE, max: REPLICAS_MAX - 1 });
const isr = fc.nat(2 ** REPLICAS_MAX - 1);

const fieldsOf = (replica: number): number[] => [
  highWatermarkOf(replica),
  leaderEpochOf(replica),
  leaderOf(replica),
  isrOf(replica),
];

it('a replica in one number holds its four fields, up to the largest', () => {
  fc.assert(
    fc.property(highWatermark, epoch, leader, isr, (...fields) => {
      const believed = packLeaderAndIsr(fields[2], fields[3]);
      const replica = packReplica(fields[0], fields[1], believed);
      expect(fieldsOf(replica)).toEqual(fields);
      expect(leaderAndIsrOf(replica)).toBe(believed);
      expect(replica).toBeGreaterThanOrEqual(0);
    }),
  );
});

it('one field of a replica is changed without touching the others', () => {
  fc.assert(
    fc.property(highWatermark, epoch, leader, isr, highWatermark, leader, isr, (hw, epoch, of, set, hw2, of2, set2) => {
      const replica = packReplica(hw, epoch, packLeaderAndIsr(of, set));
      expect(fieldsOf(withHighWatermark(replica, hw2))).toEqual([hw2, epoch, of, set]);
      expect(fieldsOf(withIsr(replica, set2))).toEqual([hw, epoch, of, set2]);
      expect(fieldsOf(withLeaderAndIsr(replica, packLeaderAndIsr(of2, set2)))).toEqual([hw, epoch, of2, set2]);
    }),
  );
});
