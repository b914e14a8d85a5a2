import { inspect } from 'node:util';

/** What Node writes on promises: by the first two it knows them while somebody asks for what they belong to, the last is of AsyncLocalStorage (until Node 22). */
const NODES_OWN: ReadonlySet<string | undefined> = new Set([
  'async_id_symbol',
  'trigger_async_id_symbol',
  'kResourceStore',
]);

let areHidden = false;

/**
 * While anybody asks for what promises belong to, Node writes numbers on each, and `inspect` shows them: a program that logs a promise, as who
 * has forgotten to wait for it may, would say something else where its lines are looked at, or where another run of its thread has had an
 * AsyncLocalStorage. Whoever inspects one in this thread does not find them, from now on: to change it back and forth would make all promises slow.
 */
export function hideIds(): void {
  if (areHidden) return;
  areHidden = true;
  // oxlint-disable-next-line no-extend-native -- the thread is the stage's own
  Reflect.defineProperty(Promise.prototype, inspect.custom, {
    configurable: true,
    // What gives back itself is shown as it is.
    value(this: object) {
      for (const symbol of Object.getOwnPropertySymbols(this))
        if (NODES_OWN.has(symbol.description)) Object.defineProperty(this, symbol, { enumerable: false });
      return this;
    },
  });
}
