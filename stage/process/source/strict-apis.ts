import { rewrittenModule } from './rewritten-module.ts';

/**
 * The functions by which @platformatic/kafka sends requests are strict, as those of an ES module are; in the one script of a program
 * nothing is strict that does not say so. `promisify` copies the properties of each as the library is loaded: those of a function that
 * is not strict have `caller` and `arguments` among them, for which V8 walks the stack, in a sixth of a run's time.
 */
export const strictApis = rewrittenModule(
  'strict APIs',
  /[\\/]@platformatic[\\/]kafka[\\/]dist[\\/]apis[\\/]definitions\.js$/,
  (text) =>
    text.replace(
      /export (function createAPI\([^]*)$/,
      "export const createAPI = (() => { 'use strict'; return $1 })();",
    ),
);
