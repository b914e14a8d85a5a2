import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../setups/input-error.ts';
import { isNestedTooDeep, TOO_DEEP } from '../setups/reading/nesting.ts';
import type { Io } from './io.ts';
import { reasonOf } from './reason-of.ts';

/** Larger than any file that this program writes by itself; parsing more takes longer than anybody waits. */
const FILE_BYTES_MAX = 64 * 2 ** 20;

/**
 * The text of a file that the user named, without a byte order mark.
 *
 * @param bytesMax how large it may be.
 * @throws {InputError} when it is not there, is no regular file, is too large, or may not be read.
 */
export function readText(file: string, { cwd }: Pick<Io, 'cwd'>, bytesMax = FILE_BYTES_MAX): string {
  const path = resolve(cwd, file);
  refuseEndless(file, path, bytesMax);
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** As `readText`, of a file that holds a document of ours, or a schedule. */
export function readDocumentText(file: string, io: Pick<Io, 'cwd'>): string {
  const text = readText(file, io);
  if (isNestedTooDeep(text)) throw new InputError(file, TOO_DEEP.reason, TOO_DEEP.wayOut);
  return text;
}

/**
 * Refuses what is no regular file, and may never end (a pipe, a device, a socket), and what is too large.
 *
 * @throws {InputError} which says so, also of a path at which there is nothing.
 */
export function refuseEndless(file: string, path: string, bytesMax = Infinity): void {
  const fail = (reason: string, wayOut: string): never => {
    throw new InputError(file, `it cannot be read: ${reason}`, wayOut);
  };
  if (file === '-') fail('nothing is read from a pipe', 'write what comes out of it into a file first');
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) fail('it is a folder', 'name a file in it');
    if (!stats.isFile()) fail('it is no regular file', 'write what comes out of it into a file first');
    if (stats.size > bytesMax)
      fail(`it has ${stats.size} bytes, and ${bytesMax} are the most`, 'name the file that is meant');
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** What went wrong when a file that the user named was read; what is no error of the file system is left as it is. */
export function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  return new InputError(
    file,
    `it cannot be read: ${reasonOf(error)}`,
    'give the path of a file that is there and readable',
  );
}

/** A file to be written. */
export interface Artefact {
  readonly name: string;
  readonly text: string;
}

/**
 * Writes files into a folder, which is made where it is not there; returns their paths as the user would type them. Each
 * is written under another name first, so that whoever reads finds the old file or the new one, and never half of it.
 */
export function writeAll(folder: string, artefacts: readonly Artefact[], io: Pick<Io, 'cwd'>): string[] {
  return writing(folder, () => {
    makeFolder(resolve(io.cwd, folder));
    return artefacts.map(({ name, text }) => {
      writeWhole(resolve(io.cwd, folder, name), text);
      return join(folder, name);
    });
  });
}

/**
 * Makes the folder that results are to be written into, and tries it and what lies there under their names: before a
 * search that may take hours.
 */
export function tryFolder(folder: string | undefined, names: readonly string[], io: Pick<Io, 'cwd'>): void {
  if (folder === undefined) return;
  writing(folder, () => {
    const path = resolve(io.cwd, folder);
    makeFolder(path);
    const trial = join(path, `.kafka-trial.${process.pid}.tmp`);
    try {
      writeFileSync(trial, '.');
      for (const name of names) if (targetOf(join(path, name)).isDevice) writeFileSync(join(path, name), '\n');
    } finally {
      rmSync(trial, { force: true });
    }
  });
}

/**
 * Makes a folder, and those above it that are not there. Not by `mkdirSync(…, { recursive: true })`, which never ends where
 * the system says of a folder in an existing one that there is no such file, as /proc does.
 */
function makeFolder(path: string): void {
  if (isFolder(path)) return;
  if (!isFolder(dirname(path))) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (isFolder(path)) return;
    throw hasCode(error, 'ENOENT') ? new Error('no folder can be made there') : error;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

function writeWhole(file: string, text: string): void {
  const { path, isDevice } = targetOf(file);
  if (isDevice) return writeFileSync(path, text);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Where what is written to a path goes: a link stays, and what it leads to is written. */
function targetOf(path: string): { readonly path: string; readonly isDevice: boolean } {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return { path, isDevice: false };
  if (stats.isDirectory()) throw new Error(`${path} is a folder`);
  if (!stats.isFile() && !stats.isCharacterDevice()) throw new Error(`${path} is no regular file`);
  return { path: realpathSync(path), isDevice: !stats.isFile() };
}

/**
 * Writes something into a folder that `--out` names.
 *
 * @throws {InputError} when that fails, with the reason.
 */
export function writing<T>(folder: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw new InputError(
      folder,
      `nothing can be written there: ${reasonOf(error)}`,
      'give --out a folder that can be written to',
    );
  }
}
