import { describe, expect, it } from 'vitest';
import { fetcherId } from './names.ts';

describe('the thread that a follower fetches a partition with', () => {
  it('is told by the hash of topic and partition, without its sign', () => {
    expect(fetcherId(1, { topic: 'a', partition: 0 })).toBe('broker-1-fetcher-3');
    // -1185865541, -1185865540 and -1185865539.
    const threads = [0, 1, 2].map((partition) => fetcherId(1, { topic: 'in-t1', partition }));
    expect(threads).toEqual(['broker-1-fetcher-1', 'broker-1-fetcher-0', 'broker-1-fetcher-3']);
  });
});
