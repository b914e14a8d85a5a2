import type { CodeTrial, EffectOptions } from '../trial.ts';
import { replacedModules, type ReplacedModules } from './replaced-modules.ts';

/** What a trial says of the world outside. */
export interface Outside {
  readonly effects: ReplacedModules;
  readonly fetch: CodeTrial['fetch'];
}

type Effects = NonNullable<CodeTrial['effects']>;

const optionsIn = (effects: Effects): readonly EffectOptions[] =>
  Object.values(effects).flatMap((names) => Object.values(names).filter((one) => typeof one === 'object'));

/** Whether the trial has functions that are asked what the world outside answers. */
export const isAsked = ({ fetch, effects = {} }: CodeTrial): boolean =>
  fetch !== undefined || optionsIn(effects).some(({ returns }) => returns !== undefined);

/** @param begin is called before each of its functions is. */
export function outsideOf(folder: string, { fetch, effects = {} }: CodeTrial, begin = (): void => {}): Outside {
  const asking =
    <Asked extends readonly unknown[], Answer>(ask: (...asked: Asked) => Answer) =>
    (...asked: Asked): Answer => {
      begin();
      return ask(...asked);
    };
  const told = (options: EffectOptions | true): EffectOptions | true =>
    options === true || options.returns === undefined ? options : { ...options, returns: asking(options.returns) };
  const toldAll = (names: Effects[string]): Effects[string] =>
    Array.isArray(names)
      ? names
      : Object.fromEntries(Object.entries(names).map(([name, options]) => [name, told(options)]));
  const all = Object.fromEntries(Object.entries(effects).map(([path, names]) => [path, toldAll(names)]));
  return { effects: replacedModules(folder, all), fetch: fetch && asking(fetch) };
}
