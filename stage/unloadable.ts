import { InputError } from '../setups/input-error.ts';
import { type HowRead, type Program, readProgram } from './process/program.ts';
import type { TrialFacts } from './process/trial-facts.ts';

/** A program and what its trial says. */
export interface Described {
  readonly program: Program;
  readonly trial: TrialFacts;
}

/**
 * A program that cannot be read, or loaded, for modules whose effects are declared: a driver with native code asks for its
 * binding as it is loaded. Those of them that cannot be loaded by themselves have nothing but their effects.
 *
 * @param trialOf loads a program.
 * @returns undefined where that is no help. @throws {InputError} where they are asked for something else.
 */
export async function withoutUnloadable(
  file: string,
  trialOf: (program: Program) => Promise<TrialFacts>,
): Promise<Described | undefined> {
  const tried = (how: HowRead): Promise<TrialFacts | undefined> =>
    readProgram(file, {}, how)
      .then(trialOf)
      .catch((error: unknown) => {
        if (error instanceof InputError) return undefined;
        throw error;
      });
  const { effects = {} } = (await tried({ isAlone: true })) ?? {};
  const unloaded: string[] = [];
  for (const only of Object.keys(effects)) if ((await tried({ only })) === undefined) unloaded.push(only);
  if (unloaded.length === 0) return undefined;
  const program = await readProgram(file, effects, { unloaded });
  return { program, trial: await trialOf(program) };
}
