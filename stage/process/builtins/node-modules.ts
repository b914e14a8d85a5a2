import { readFileSync } from 'node:fs';
import nodeModule, { createRequire, isBuiltin } from 'node:module';
import nodeOs from 'node:os';
import nodeWorkerThreads from 'node:worker_threads';
import nodeZlib from 'node:zlib';
import { DECLARE, type Refuse } from '../undeclared.ts';
import { answering, type Later } from './answering.ts';
import { own } from './own.ts';

const nodeRequire = createRequire(import.meta.url);

/** Modules that compute, and know nothing of a machine or a moment: a program has them as they are. */
const AS_THEY_ARE = new Set([
  'async_hooks',
  'assert',
  'assert/strict',
  'buffer',
  'constants',
  'diagnostics_channel',
  'events',
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

/** Modules by name, each made when it is asked for. */
export type Modules = Readonly<Record<string, () => object>>;

/**
 * Modules of Node's as a program on the stage has them, beside those that `mine` brings along: with `node:` or without.
 *
 * @param native throws for a file of native code, by its path: a package may go without its own.
 */
export function nodeModules(
  mine: Modules,
  later: Later,
  refuse: Refuse,
  native: (file: string) => never,
): (name: string) => object {
  const modules: Modules = { ...harmless(later), ...refusing(refuse), module: () => moduleOf(find), ...mine };
  const made = new Map<string, object>();
  return find;

  function find(asked: string): object {
    const name = asked.replace(/^node:/, '');
    const known = made.get(name);
    if (known !== undefined) return known;
    if (asked.endsWith('.node')) return native(asked);
    const found = Object.hasOwn(modules, name) ? modules[name]() : undefined;
    // What nobody has installed, as Node says it: packages try for others, and go without.
    if (found === undefined && !isBuiltin(name)) {
      const because = 'it is not installed, or its name is computed, and such a one is not read';
      throw Object.assign(new Error(`Cannot find module '${asked}': ${because}`), { code: 'MODULE_NOT_FOUND' });
    }
    if (found === undefined && !AS_THEY_ARE.has(name)) {
      return refuse(
        `imports node:${name}`,
        'the stage has no such module: nothing that a run does may depend on the machine',
      );
    }
    const module = found ?? (nodeRequire(`node:${name}`) as object);
    made.set(name, module);
    return module;
  }
}

/**
 * What a program asks for in the middle of its run is none of what was read before it: it finds Node's modules, as the stage
 * has them, and JSON. From Node's own `require` it would have a client library that is on the real network.
 */
const moduleOf = (find: (name: string) => object): object =>
  own(nodeModule, {
    createRequire: (from: string | URL) => (name: string) =>
      name.endsWith('.json') ? JSON.parse(readFileSync(createRequire(from).resolve(name), 'utf8')) : find(name),
  });

/** Modules in which the machine shows, as another machine that is always the same. */
const harmless = (later: Later): Modules => ({
  zlib: () =>
    own(
      nodeZlib,
      Object.fromEntries(COMPRESSIONS.map((name) => [name, answering(nodeZlib[`${name}Sync`] as never, later)])),
    ),
  os: () =>
    own(nodeOs, {
      hostname: () => 'stage',
      cpus: () => [],
      availableParallelism: () => 2,
      freemem: () => 2 ** 30,
      totalmem: () => 2 ** 31,
      loadavg: () => [0, 0, 0],
      networkInterfaces: () => ({}),
      uptime: () => 1,
    }),
});

/** Modules that reach outside: other processes, threads, sockets of other kinds. */
function refusing(refuse: Refuse): Modules {
  const no = (what: string) => (): never => refuse(what, DECLARE);
  const child = (name: string) => (command: unknown) =>
    refuse(`starts a child process (${name} ${String(command)})`, DECLARE);
  const thread = function (): never {
    return refuse('starts a thread', DECLARE);
  };
  return {
    child_process: () => Object.fromEntries(CHILDREN.map((name) => [name, child(name)])),
    cluster: () => ({
      isMaster: true,
      isPrimary: true,
      isWorker: false,
      fork: no('starts a child process (cluster.fork)'),
    }),
    worker_threads: () =>
      own(nodeWorkerThreads, { isMainThread: true, parentPort: null, workerData: null, threadId: 0, Worker: thread }),
    dgram: () => ({ createSocket: no('opens a UDP socket') }),
    http2: () => ({ connect: no('opens an HTTP/2 connection'), constants: {} }),
    inspector: () => ({ open: () => {}, url: () => undefined }),
  };
}

const CHILDREN = ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'];
