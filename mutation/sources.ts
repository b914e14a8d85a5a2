import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../setups/input-error.ts';

/** A file that may be mutated. */
export interface Source {
  /** From the root of the tree, with slashes. */
  readonly path: string;
  readonly text: string;
  /** The path of the command line that named it. */
  readonly named: string;
}

/**
 * The sources that some paths name, a file once: no tests, and nothing that is there for tests alone.
 *
 * @throws {InputError} when a path is not there, or names no source.
 */
export function sourcesOf(root: string, paths: readonly string[]): readonly Source[] {
  const sources = new Map<string, Source>();
  for (const named of paths) {
    const found = filesUnder(root, named).filter((path) => path.endsWith('.ts') && !isForTests(path));
    if (found.length === 0) {
      throw new InputError(named, 'there is no source to mutate', 'name a file or a folder such as model/broker');
    }
    for (const path of found) {
      if (!sources.has(path)) sources.set(path, { path, text: readFileSync(join(root, path), 'utf8'), named });
    }
  }
  return [...sources.values()];
}

/**
 * Refuses paths of tests that are not there.
 *
 * @throws {InputError}
 */
export function checkTests(root: string, paths: readonly string[]): void {
  for (const path of paths) {
    if (filesUnder(root, path).some((file) => file.endsWith('.test.ts'))) continue;
    throw new InputError(`--tests ${path}`, 'there is no test', 'name a folder such as model, or a file *.test.ts');
  }
}

function filesUnder(root: string, path: string): string[] {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return [];
  if (statSync(absolute).isFile()) return [path];
  return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
    .map((file) => `${path}/${file.replaceAll('\\', '/')}`)
    .sort();
}

const isForTests = (path: string): boolean => /\.test\.ts$|(?:^|\/)testing\//.test(path);
