import { createHook } from 'node:async_hooks';

/** By which Node knows promises while somebody asks for what they belong to. */
function idSymbols(): readonly symbol[] {
  const hook = createHook({ init: () => {} }).enable();
  const symbols = Object.getOwnPropertySymbols(Promise.resolve());
  hook.disable();
  return symbols;
}

/**
 * While anybody asks for what promises belong to, Node writes numbers on each, and `inspect` shows them: a program that logs a promise, as who
 * has forgotten to wait for it may, would say something else where its lines are looked at. They are written where nobody sees them.
 *
 * @returns what ends that.
 */
export function hideIds(): () => void {
  const symbols = idSymbols();
  for (const symbol of symbols)
    Object.defineProperty(Promise.prototype, symbol, {
      configurable: true,
      set(this: object, value: number) {
        Object.defineProperty(this, symbol, { value, writable: true, configurable: true });
      },
    });
  return () => {
    for (const symbol of symbols) Reflect.deleteProperty(Promise.prototype, symbol);
  };
}
