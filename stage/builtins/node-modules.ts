import nodeAsyncHooks from 'node:async_hooks';
import { createRequire } from 'node:module';
import nodeOs from 'node:os';
import nodePerfHooks from 'node:perf_hooks';
import nodeWorkerThreads from 'node:worker_threads';
import nodeZlib from 'node:zlib';
import { DECLARE, type Refuse } from '../process/undeclared.ts';
import { answering, type Later, own } from './randomness.ts';

const nodeRequire = createRequire(import.meta.url);

/** Modules that compute, and know nothing of a machine or a moment: a program has them as they are. */
const AS_THEY_ARE = new Set([
  'assert',
  'assert/strict',
  'buffer',
  'constants',
  'diagnostics_channel',
  'events',
  'module',
  'path',
  'path/posix',
  'path/win32',
  'punycode',
  'querystring',
  'readline',
  'readline/promises',
  'stream',
  'stream/consumers',
  'stream/promises',
  'stream/web',
  'string_decoder',
  'sys',
  'tty',
  'url',
  'util',
  'util/types',
  'v8',
  'vm',
]);

/** Zlib's work in other threads, done at once. */
const COMPRESSIONS = [
  'deflate',
  'deflateRaw',
  'gzip',
  'gunzip',
  'inflate',
  'inflateRaw',
  'unzip',
  'brotliCompress',
  'brotliDecompress',
] as const;

/** Modules of Node's as a program on the stage has them, beside those that `mine` brings along. */
export function nodeModules(
  mine: Readonly<Record<string, object>>,
  later: Later,
  refuse: Refuse,
): (name: string) => object {
  const zlib = Object.fromEntries(
    COMPRESSIONS.map((name) => [name, answering(nodeZlib[`${name}Sync`] as never, later)]),
  );
  const no = (what: string) => (): never => refuse(what, DECLARE);
  const threads = no('starts a thread');
  const children = Object.fromEntries(
    ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'].map((name) => [
      name,
      (command: unknown) => refuse(`starts a child process (${name} ${String(command)})`, DECLARE),
    ]),
  );
  const modules: Record<string, object> = {
    async_hooks: nodeAsyncHooks,
    zlib: own(nodeZlib, zlib),
    os: own(nodeOs, {
      hostname: () => 'stage',
      cpus: () => [],
      availableParallelism: () => 2,
      freemem: () => 2 ** 30,
      totalmem: () => 2 ** 31,
      loadavg: () => [0, 0, 0],
      networkInterfaces: () => ({}),
      uptime: () => 1,
    }),
    worker_threads: own(nodeWorkerThreads, {
      isMainThread: true,
      parentPort: null,
      workerData: null,
      threadId: 0,
      Worker: threads,
    }),
    child_process: children,
    cluster: { isMaster: true, isPrimary: true, isWorker: false, fork: no('starts a child process (cluster.fork)') },
    dgram: { createSocket: no('opens a UDP socket') },
    http2: { connect: no('opens an HTTP/2 connection'), constants: {} },
    inspector: { open: () => {}, url: () => undefined },
    perf_hooks: nodePerfHooks,
    ...mine,
  };
  return (name) => {
    const found = modules[name];
    if (found !== undefined) return found;
    if (AS_THEY_ARE.has(name)) return nodeRequire(`node:${name}`) as object;
    return refuse(
      `imports node:${name}`,
      'the stage has no such module: nothing that a run does may depend on the machine',
    );
  };
}
