import type { EffectOptions } from '../../trial.ts';

type Returns = EffectOptions['returns'];

/**
 * What answers for the functions that a program is handed as it starts (`env.effect`): those of the first life that has made them. Each life has
 * a trial file of its own, whose variables a crash takes along; what the outside remembers in them it does not.
 */
export class FirstAnswers {
  readonly #known = new Map<string, Returns>();

  /** For one life, in which several effects may have one name: they are told by their order. */
  inLife(): (name: string, options?: EffectOptions) => EffectOptions | undefined {
    const times = new Map<string, number>();
    return (name, options) => {
      const time = (times.get(name) ?? 0) + 1;
      times.set(name, time);
      if (options?.returns === undefined) return options;
      const key = `${name} #${time}`;
      const returns = this.#known.get(key) ?? options.returns;
      this.#known.set(key, returns);
      return { ...options, returns };
    };
  }
}
