import { beforeIn } from './printed-blocks.ts';

/** What a program does with what a call returns: nothing, or nothing but that something goes on from there; or it waits for it, or gives it to its own caller; or who knows. */
export type Use = 'let go' | 'goes on' | 'handed on' | 'unknown';

/** What is called, as far as it stands before the place that V8 tells of: of `orders.repo.save(row)` that is before `save`, of `orders.#save(row)` behind it. */
const CALLEE = /(?:[\w$#]+(?:\[[^\]]*\])*\??\.)*(?:\(0, [\w$.]+\)|[\w$#]+(?:\[[^\]]*\])*)?$/;
const STATEMENT = /(?:^|[;{}])\s*$/;
/** What is discarded, wherever that stands. */
const DISCARDED = /\bvoid\s+$/;
/** All of what is called in a list, be it the first or what a function makes of each, is waited for as the list is: but for a race, which is over before all are. */
const GATHERED = /\bPromise\.(?:all|allSettled)\(\[?$/;
const HANDED_ON = /(?:\b(?:await|return|yield)|=>)\s*\(?$|\bfor await \((?:const |let |var )?(?:.* of )?$/;
/** Whoever goes on from there may wait for that, as where a promise is made of it. */
const GOES_ON = /\)\s*\.then\(/;

/**
 * What becomes of what a call returns, by the text that it is in, as esbuild prints it: a statement begins a line,
 * or stands behind another one.
 *
 * @param at its line, from 0. @param column where V8 says that the call is, from 1.
 */
export function useOf(text: readonly string[], at: number, column: number): Use {
  const before = beforeIn(text, at, column).replace(CALLEE, '').replace(GATHERED, '');
  if (DISCARDED.test(before)) return 'let go';
  if (HANDED_ON.test(before)) return 'handed on';
  if (!STATEMENT.test(before)) return 'unknown';
  return GOES_ON.test((text[at] ?? '').slice(column - 1)) ? 'goes on' : 'let go';
}
