import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { reachQueueServer } from '../queue-server.ts';

/** A server of a test's own, on the loopback interface, with its data in a folder of the test's. */
export interface TestServer {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it in an orderly way, so that what it had is there when it starts again. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const answerMs = 30_000;

/** A Redis server; null where this machine has none. */
export function redisServer(port: number, folder: string): TestServer | null {
  const program = programNamed('redis-server', ['/usr/bin', '/usr/local/bin']);
  if (program === null) return null;
  mkdirSync(folder, { recursive: true });
  const words = ['--port', String(port), '--bind', HOST, '--dir', folder, '--save', '', '--appendonly', 'yes'];
  return processServer(`redis://${HOST}:${port}`, () => spawn(program, words, { stdio: 'ignore' }));
}

/** A PostgreSQL server; null where this machine has none, or root has nobody to run it as: it refuses to be root. */
export function postgresServer(port: number, folder: string): TestServer | null {
  const places = [
    '/usr/local/bin',
    '/usr/lib/postgresql/15/bin',
    '/usr/lib/postgresql/16/bin',
    '/usr/lib/postgresql/17/bin',
  ];
  const [initdb, postgres] = [programNamed('initdb', places), programNamed('postgres', places)];
  const who = process.getuid?.() === 0 ? (userNamed('postgres') ?? userNamed('nobody')) : {};
  if (initdb === null || postgres === null || who === undefined) return null;
  const data = join(folder, 'data');
  mkdirSync(folder, { recursive: true });
  if (who.uid !== undefined && who.gid !== undefined) {
    chownSync(folder, who.uid, who.gid);
    chmodSync(join(folder, '..'), 0o755);
  }
  const options = { ...who, cwd: folder, stdio: 'ignore', env: { PATH: process.env.PATH, LC_ALL: 'C' } } as const;
  return processServer(`postgres://kafka@${HOST}:${port}/postgres`, () => {
    if (!existsSync(data)) execFileSync(initdb, ['-D', data, '-U', 'kafka', '-A', 'trust', '--no-sync'], options);
    return spawn(postgres, ['-D', data, '-p', String(port), '-h', HOST, '-k', folder, '-c', 'fsync=off'], options);
  });
}

function processServer(url: string, begin: () => ChildProcess): TestServer {
  let child: ChildProcess | null = null;
  return {
    url,
    start: async () => {
      child = begin();
      // Not the port alone: PostgreSQL's is open while it starts up, and lets nobody in.
      await reachQueueServer(url, answerMs);
    },
    stop: async () => {
      const ended = child;
      if (ended === null || ended.exitCode !== null) return;
      // Of PostgreSQL a fast end, which waits for no client; of Redis the usual one.
      ended.kill(url.startsWith('postgres') ? 'SIGINT' : 'SIGTERM');
      await new Promise((resolve) => ended.once('exit', resolve));
    },
  };
}

/** A port at which nobody listens: others may be running the same tests. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, HOST, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function programNamed(name: string, places: readonly string[]): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...places];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

function userNamed(name: string): { readonly uid?: number; readonly gid?: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (line === undefined) return undefined;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}
