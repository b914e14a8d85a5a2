import { createServer, type Server } from 'node:net';
import { HarnessError } from '../harness-error.ts';

/** How many ports a cluster may take, the one that locks the others included. */
export const BLOCK_PORTS = 64;
/** Below what systems give to outgoing connections (from 32768 on), and below what Kubernetes gives to its nodes. */
const FIRST_PORT = 20_480;
const BLOCKS = 128;
/** How many blocks are tried from a given port on. */
const GIVEN_BLOCKS = 15;
const LOOPBACK = '127.0.0.1';

/** Ports of the loopback address that nobody else uses. They are ours until `release`. */
export interface PortBlock {
  readonly ports: readonly number[];
  release(): Promise<void>;
}

/**
 * Reserves ports for one cluster. The lock is a socket that listens at the first port of their block: no two commands
 * have it at a time, and it goes with the command, however that ends.
 *
 * @param count how many.
 * @param from where to look, when not in the range of our own.
 * @throws {HarnessError} when no block is free.
 */
export async function reservePorts(count: number, from?: number): Promise<PortBlock> {
  if (count >= BLOCK_PORTS) throw new RangeError(`${count} ports, of at most ${BLOCK_PORTS - 1}`);
  for (const base of bases(from)) {
    const lock = await listen(base);
    if (lock === undefined) continue;
    const ports = Array.from({ length: count }, (_, index) => base + 1 + index);
    if (await areFree(ports)) return { ports, release: () => close(lock) };
    await close(lock);
  }
  throw new HarnessError(
    from === undefined
      ? `no ${BLOCK_PORTS} ports in a row are free between ${FIRST_PORT} and ${FIRST_PORT + BLOCKS * BLOCK_PORTS}`
      : `no ${BLOCK_PORTS} ports in a row are free from ${from} on`,
  );
}

/** First ports of blocks, in the order in which they are tried: commands begin in different places. */
function bases(from: number | undefined): number[] {
  if (from !== undefined) return Array.from({ length: GIVEN_BLOCKS }, (_, block) => from + block * BLOCK_PORTS);
  return Array.from({ length: BLOCKS }, (_, block) => FIRST_PORT + ((process.pid + block) % BLOCKS) * BLOCK_PORTS);
}

async function areFree(ports: readonly number[]): Promise<boolean> {
  const servers = await Promise.all(ports.map(listen));
  await Promise.all(servers.map(close));
  return !servers.includes(undefined);
}

const listen = (port: number): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => resolve(server));
    server.unref();
  });

const close = (server: Server | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (server === undefined) resolve();
    else server.close(() => resolve());
  });
