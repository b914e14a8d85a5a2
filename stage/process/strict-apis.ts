import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * The functions by which @platformatic/kafka sends requests are strict, as those of an ES module are; in the one script of a program
 * nothing is strict that does not say so. `promisify` copies the properties of each as the library is loaded: those of a function that
 * is not strict have `caller` and `arguments` among them, for which V8 walks the stack, in a sixth of a run's time.
 */
export const strictApis: Plugin = {
  name: 'strict APIs',
  setup(esbuild) {
    const filter = /[\\/]@platformatic[\\/]kafka[\\/]dist[\\/]apis[\\/]definitions\.js$/;
    esbuild.onLoad({ filter }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replace(
        /export (function createAPI\([^]*)$/,
        "export const createAPI = (() => { 'use strict'; return $1 })();",
      );
      return { contents, loader: 'js' };
    });
  },
};
