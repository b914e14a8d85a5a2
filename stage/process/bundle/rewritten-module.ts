import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Modules of a client library, by their paths, that go into a program as something that does the same and costs less. */
export const rewrittenModule = (
  name: string,
  filter: RegExp,
  rewritten: (text: string, path: string) => string,
): Plugin => ({
  name,
  setup(esbuild) {
    esbuild.onLoad({ filter }, async ({ path }) => {
      return { contents: rewritten(await readFile(path, 'utf8'), path), loader: 'js' };
    });
  },
});
