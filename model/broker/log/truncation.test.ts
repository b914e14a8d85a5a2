import { describe, expect, it } from 'vitest';
import { setupOf } from '../../../setups/resolve/resolve.ts';
import type { Protocol } from '../../protocol.ts';
import { logOf } from '../../testing/records.ts';
import { truncationOffset } from './truncation.ts';

const cut = (
  truncation: Protocol['truncation'],
  follower: readonly number[],
  highWatermark: number,
  leader: number[],
) => truncationOffset({ ...setupOf({}).protocol, truncation }, logOf(...follower), highWatermark, logOf(...leader));

describe('a follower that truncates to its high watermark', () => {
  it('cuts off a record that was committed, for its high watermark is one fetch behind (KIP-101, scenario 1)', () => {
    expect(cut('high-watermark', [0, 0], 1, [0, 0])).toBe(1);
  });

  it('keeps a record that the leader does not have (KIP-101, scenario 2)', () => {
    expect(cut('high-watermark', [0, 0], 2, [0, 1])).toBe(2);
  });
});

describe('a follower that asks for the end of its last epoch (KIP-101)', () => {
  it('keeps what it shares with the leader, whatever its high watermark', () => {
    expect(cut('kip-101', [0, 0], 0, [0, 0])).toBe(2);
    expect(cut('kip-101', [0, 0], 2, [0, 1])).toBe(1);
  });

  it('keeps a record of another epoch where the leader does not know its last one (KIP-279)', () => {
    // Offset 0 differs: epoch 1 here, epoch 2 there. The leader answers for the unknown epoch 3 with the start of 4.
    expect(cut('kip-101', [1, 3], 2, [2, 4])).toBe(1);
  });

  it('has nothing to ask with an empty log', () => {
    expect(cut('kip-101', [], 0, [0])).toBe(0);
  });
});

describe.each(['kip-279', 'kip-320'] as const)(
  'a follower that looks for the largest common epoch (%s)',
  (protocol) => {
    it('keeps what it shares with the leader', () => {
      expect(cut(protocol, [0, 0], 0, [0, 0, 1])).toBe(2);
      expect(cut(protocol, [0, 0], 2, [0, 1])).toBe(1);
    });

    it('goes back further where the leader does not know its last epoch', () => {
      expect(cut(protocol, [1, 3], 2, [2, 4])).toBe(0);
      expect(cut(protocol, [0, 1, 3], 2, [0, 2, 4])).toBe(1);
    });

    it('cuts off what the leader has fewer of in the last epoch', () => {
      expect(cut(protocol, [0, 1, 1], 3, [0, 1, 2])).toBe(2);
    });

    it('drops everything where the logs have no epoch in common', () => {
      expect(cut(protocol, [0, 1], 2, [2])).toBe(0);
      expect(cut(protocol, [0, 1], 2, [])).toBe(0);
    });

    it('has nothing to cut in an empty log', () => {
      expect(cut(protocol, [], 0, [0])).toBe(0);
    });
  },
);
