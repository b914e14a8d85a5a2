import { type CodeTrial, type EffectOptions, effectsIn } from '../../trial.ts';
import { replacedModules, type ReplacedModules } from './replaced-modules.ts';

/** What a trial says of the world outside. */
export interface Outside {
  readonly effects: ReplacedModules;
  readonly fetch: CodeTrial['fetch'];
}

/** Whether the trial has functions that are asked what the world outside answers. */
export const isAsked = ({ fetch, effects = {} }: CodeTrial): boolean =>
  fetch !== undefined ||
  Object.values(effects).some((names) => effectsIn(names).some(([, { returns }]) => returns !== undefined));

/** @param begin is called before each of its functions is. */
export function outsideOf(folder: string, { fetch, effects = {} }: CodeTrial, begin = (): void => {}): Outside {
  const asking =
    <Asked extends readonly unknown[], Answer>(ask: (...asked: Asked) => Answer) =>
    (...asked: Asked): Answer => {
      begin();
      return ask(...asked);
    };
  const told = (options: EffectOptions): EffectOptions =>
    options.returns === undefined ? options : { ...options, returns: asking(options.returns) };
  const all = Object.entries(effects).map(([path, names]) => {
    return [path, Object.fromEntries(effectsIn(names).map(([name, options]) => [name, told(options)]))] as const;
  });
  return { effects: replacedModules(folder, Object.fromEntries(all)), fetch: fetch && asking(fetch) };
}
