import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformWithOxc } from 'vite';

const ROOT = join(import.meta.dirname, '../../..');

/**
 * Compiles a program of this tree, and what it imports of it, into a folder, as the build does: tests run from the
 * sources, and processes of their own cannot.
 *
 * @param source the path of the program, from the root of the tree.
 * @returns the path of the program that Node can run.
 */
export async function compiled(source: string, folder: string): Promise<string> {
  const text = readFileSync(join(ROOT, source), 'utf8');
  const { code } = await transformWithOxc(text, source, { sourcemap: false });
  const target = join(folder, source.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(target, code.replaceAll(/(from\s*["']\.[^"']*)\.ts(["'])/g, '$1.js$2'));
  for (const [, imported] of text.matchAll(/ from '(\.[^']*\.ts)'/g)) {
    await compiled(relative(ROOT, join(ROOT, dirname(source), imported)), folder);
  }
  return target;
}
