import { createHook } from 'node:async_hooks';
import { inspect } from 'node:util';

/** By which Node knows promises while somebody asks for what they belong to. */
function idSymbols(): readonly symbol[] {
  const hook = createHook({ init: () => {} }).enable();
  const symbols = Object.getOwnPropertySymbols(Promise.resolve());
  hook.disable();
  return symbols;
}

let areHidden = false;

/**
 * While anybody asks for what promises belong to, Node writes numbers on each, and `inspect` shows them: a program that logs a promise, as who
 * has forgotten to wait for it may, would say something else where its lines are looked at. Whoever inspects one in this thread does not find them, from
 * now on: to change it back and forth would make all promises slow.
 */
export function hideIds(): void {
  if (areHidden) return;
  areHidden = true;
  const symbols = idSymbols();
  // oxlint-disable-next-line no-extend-native -- the thread is the stage's own
  Reflect.defineProperty(Promise.prototype, inspect.custom, {
    configurable: true,
    // What gives back itself is shown as it is.
    value(this: object) {
      for (const symbol of symbols)
        if (Object.hasOwn(this, symbol)) Object.defineProperty(this, symbol, { enumerable: false });
      return this;
    },
  });
}
