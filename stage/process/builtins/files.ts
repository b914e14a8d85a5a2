import nodeFs from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answering, type Later } from './answering.ts';
import { own } from './own.ts';
import type { Refuse } from '../undeclared.ts';

/** What a program may do with files: look at them. It is done at once, and answered later where it is asked for so. */
const LOOKS = ['readFile', 'readdir', 'stat', 'lstat', 'access', 'realpath', 'readlink', 'exists'] as const;
/** What changes files, or watches them, or takes its time over them. */
const WRITES =
  /^(?:write|append|truncate|ftruncate|unlink|rm|mkdir|mkdtemp|rename|copyFile|cp|link|symlink|chmod|chown|lchmod|lchown|fchmod|fchown|utimes|lutimes|futimes|createWriteStream|createReadStream|watch|watchFile|open|opendir|fsync|fdatasync|read|readv|writev)/;
/** Places that are no files but the machine's own chance. */
const DEVICES = /^\/dev\//;
/** And its state, which other machines do not have: packages look whether it is there, and go without. */
const STATE = /^\/(?:proc|sys)\//;

/** `node:fs` and its promises of a program on the stage; what it writes to its outputs is `print`ed. */
export function files(
  later: Later,
  print: (fd: number, text: string) => void,
  refuse: Refuse,
): { readonly fs: object; readonly promises: object } {
  const mine: Record<string, unknown> = {};
  const promises: Record<string, unknown> = { constants: nodeFs.constants };
  const write =
    (name: string) =>
    (path: unknown, data?: unknown): unknown => {
      if ((path === 1 || path === 2) && /^write(?:v|Sync)?$/.test(name)) {
        print(path, Buffer.isBuffer(data) ? data.toString('utf8') : String(data));
        return Buffer.byteLength(String(data));
      }
      if ((path === 1 || path === 2) && /^f(?:data)?syncSync$/.test(name)) return undefined;
      if (name === 'openSync' && isRead(data)) return opened(path);
      return refuse(
        `reaches for a file (fs.${name}, ${String(path)})`,
        'a run may read files; log to standard output, and declare what else writes as an effect',
      );
    };
  const open = new Set<number>();
  function opened(path: unknown): number {
    toBeRead(path);
    const fd = nodeFs.openSync(path as nodeFs.PathLike, 'r');
    open.add(fd);
    return fd;
  }
  function toBeRead(path: unknown): void {
    if (DEVICES.test(fileOf(path)))
      refuse(`reads ${fileOf(path)}`, 'what a machine has by chance cannot be repeated: take it from node:crypto');
    if (STATE.test(fileOf(path))) throw absent(path);
  }
  for (const name of Object.keys(nodeFs)) {
    if (!WRITES.test(name) || /^(?:read(?:File|dir|link)|realpath)/.test(name)) continue;
    mine[name] = write(name);
    promises[name] = async (path: unknown) => write(name)(path);
  }
  for (const name of LOOKS) {
    const sync = nodeFs[`${name}Sync`] as (...args: unknown[]) => unknown;
    const look = (path: unknown, ...rest: unknown[]): unknown => {
      if (name === 'exists' && STATE.test(fileOf(path))) return false;
      toBeRead(path);
      return sync(path, ...rest);
    };
    mine[`${name}Sync`] = look;
    mine[name] = answering(look, later);
    promises[name] = (...given: [unknown]): Promise<unknown> =>
      new Promise((resolve, reject) =>
        later(() => {
          try {
            resolve(look(...given));
          } catch (error) {
            reject(error);
          }
        }),
      );
  }
  const { readSync } = nodeFs;
  mine.readSync = (...given: Parameters<typeof readSync>): unknown =>
    open.has(given[0]) ? readSync(...given) : write('readSync')(given[0]);
  // It alone tells its callback of no error.
  const exists = (path: unknown, callback: (isThere: boolean) => void): unknown =>
    answering(mine.existsSync as () => boolean, later)(path, (_error: unknown, isThere = false) => callback(isThere));
  return { fs: own(nodeFs, { ...mine, exists, promises }), promises };
}

/** Whether a file is opened to be read: by flags as `openSync` takes them. */
const isRead = (flags: unknown): boolean => flags === undefined || flags === 'r' || flags === nodeFs.constants.O_RDONLY;

/** The file that is meant, however it is named. */
const fileOf = (path: unknown): string => (path instanceof URL ? fileURLToPath(path) : resolve(String(path)));

/** What Node says where there is no such file. */
const absent = (path: unknown): Error => {
  const message = `ENOENT: no such file or directory, open '${fileOf(path)}'`;
  return Object.assign(new Error(message), { code: 'ENOENT', errno: -2, path });
};
