import { createRequire, isBuiltin } from 'node:module';
import nodeOs from 'node:os';
import nodeWorkerThreads from 'node:worker_threads';
import nodeZlib from 'node:zlib';
import { DECLARE, type Refuse } from '../process/undeclared.ts';
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

/** Modules by name, each made when it is asked for. */
export type Modules = Readonly<Record<string, () => object>>;

/** Modules of Node's as a program on the stage has them, beside those that `mine` brings along. */
export function nodeModules(mine: Modules, later: Later, refuse: Refuse): (name: string) => object {
  const modules: Modules = { ...harmless(later), ...refusing(refuse), ...mine };
  const made = new Map<string, object>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const found = Object.hasOwn(modules, name) ? modules[name]() : undefined;
    // What nobody has installed, as Node says it: packages try for others, and go without.
    if (found === undefined && !isBuiltin(name))
      throw Object.assign(new Error(`Cannot find module '${name}'`), { code: 'MODULE_NOT_FOUND' });
    if (found === undefined && !AS_THEY_ARE.has(name)) {
      return refuse(
        `imports node:${name}`,
        'the stage has no such module: nothing that a run does may depend on the machine',
      );
    }
    const module = found ?? (nodeRequire(`node:${name}`) as object);
    made.set(name, module);
    return module;
  };
}

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
