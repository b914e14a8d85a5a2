import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** Programs that processes and threads can run, made of the sources as they are now. */
export interface Bundled {
  /** Where each lies, by its name and `.js`. */
  readonly folder: string;
  remove(): void;
}

const root = join(import.meta.dirname, '..');

/**
 * Makes programs of modules, given by name: a thread is looked for beside whoever starts it, by the name of its file.
 * They lie below `dist`, from where packages are found, and what several are made of is one and the same for all. Types are
 * not looked at, which is most of what a build takes.
 */
export function bundled(modules: Readonly<Record<string, string>>): Bundled {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(root, 'dist', 'under-test-'));
  buildSync({
    entryPoints: Object.fromEntries(Object.entries(modules).map(([name, path]) => [name, join(root, path)])),
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
