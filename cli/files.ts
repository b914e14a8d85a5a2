import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError } from '../setups/input-error.ts';
import type { Io } from './io.ts';

/** The text of a file that the user named. */
export function readText(file: string, io: Io): string {
  try {
    return readFileSync(resolve(io.cwd, file), 'utf8');
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

/** Writes files into a folder, which is made where it is not there; returns their paths as the user would type them. */
export function writeAll(folder: string, artefacts: readonly Artefact[], io: Io): string[] {
  try {
    mkdirSync(resolve(io.cwd, folder), { recursive: true });
    return artefacts.map(({ name, text }) => {
      writeFileSync(resolve(io.cwd, folder, name), text);
      return join(folder, name);
    });
  } catch (error) {
    throw new InputError(
      folder,
      `nothing can be written there: ${reasonOf(error)}`,
      'give --out a folder that can be written to',
    );
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EEXIST: 'a file of that name is in the way',
  ENOTDIR: 'a part of the path is a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return REASONS[code] ?? error.message;
}
