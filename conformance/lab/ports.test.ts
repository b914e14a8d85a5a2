import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { BLOCK_PORTS, reservePorts } from './ports.ts';

/** Away from where clusters look for theirs, and from another run of these tests. */
const FROM = 29_000 + (process.pid % 40) * BLOCK_PORTS;

describe('ports of a cluster', () => {
  it('are nobody else’s until they are given back', async () => {
    const first = await reservePorts(4, FROM);
    const second = await reservePorts(4, FROM);
    expect(first.ports).toHaveLength(4);
    expect(first.ports.filter((port) => second.ports.includes(port))).toEqual([]);
    await first.release();
    const third = await reservePorts(4, FROM);
    expect(third.ports).toEqual(first.ports);
    await Promise.all([second.release(), third.release()]);
  });

  it('are passed over where somebody listens at one of them', async () => {
    const free = await reservePorts(4, FROM);
    await free.release();
    const stranger = createServer().listen(free.ports[2], '127.0.0.1');
    await once(stranger, 'listening');
    const others = await reservePorts(4, FROM);
    expect(others.ports[0]).toBeGreaterThanOrEqual(free.ports[0] + BLOCK_PORTS);
    await others.release();
    stranger.close();
  });

  it('lie below those that systems give to outgoing connections', async () => {
    const block = await reservePorts(BLOCK_PORTS - 1);
    expect(Math.max(...block.ports)).toBeLessThan(32_768);
    await block.release();
  });
});
