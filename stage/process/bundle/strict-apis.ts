import { rewrittenModule } from './rewritten-module.ts';

const PROMISED = 'api.async = promisify(api);';

/** The same when it is asked for: of the functions of some eighty requests a program's client asks for a few. */
const LATELY = `
  Object.defineProperty(api, 'async', {
    get() {
      delete api.async;
      return (api.async = promisify(api));
    },
    enumerable: true,
    configurable: true,
  });`;

/**
 * The functions by which @platformatic/kafka sends requests are strict, as those of an ES module are; in the one script of a program
 * nothing is strict that does not say so. `promisify` copies the properties of each: those of a function that is not strict have `caller` and
 * `arguments` among them, for which V8 walks the stack, in a sixth of a run's time. As the library is loaded it would do so for all, in a twentieth.
 */
export const strictApis = rewrittenModule(
  'strict APIs',
  /[\\/]@platformatic[\\/]kafka[\\/]dist[\\/]apis[\\/]definitions\.js$/,
  (text) =>
    text
      .replace(PROMISED, () => LATELY)
      .replace(/export (function createAPI\([^]*)$/, "export const createAPI = (() => { 'use strict'; return $1 })();"),
);
