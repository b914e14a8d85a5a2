import type { EffectOptions } from '../../trial.ts';
import { atOnce } from '../at-once.ts';
import type { Life } from '../time/life.ts';
import type { Refuse } from '../undeclared.ts';
import type { Effects } from './effects.ts';

const CALLED_BACK =
  'say of it in `effects` whether that is its callback (`callback: true`, or false where none waits for it), or declare the functions that it calls in its place';

/**
 * A function of the outside world, as a life of a process has it: it answers by a promise, by a callback or at once, as its trial says.
 *
 * @throws {UndeclaredError} where it is called with a function of which nobody knows what it is.
 */
export function effectFunction(
  effects: Effects,
  life: Life,
  name: string,
  refuse: Refuse,
  given: EffectOptions = {},
): (...args: unknown[]) => Promise<never> {
  const { key = -1, returns } = given;
  const options = returns ? { ...given, returns: atOnce(name, returns, refuse) } : given;
  return (...args) => {
    if (key >= args.length)
      refuse(`calls ${name} without argument ${key}, which names what it writes`, 'say which it is, from 0: `key: 0`');
    if (options.sync) return effects.now(life, name, args, options) as never;
    const last = args.at(-1);
    if (typeof last !== 'function' || options.callback === false)
      return effects.call(life, name, args, options) as Promise<never>;
    if (options.callback === undefined) refuse(`calls ${name} with a function, which nobody would call`, CALLED_BACK);
    effects.setOut(life, name, args.slice(0, -1), options, (answer) => {
      if ('error' in answer) last(answer.error);
      else last(null, answer.value);
    });
    return undefined as never;
  };
}
