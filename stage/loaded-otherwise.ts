import { InputError } from '../setups/input-error.ts';
import { type HowRead, type Program, readProgram } from './process/bundle/program.ts';
import type { TrialFacts } from './thread/trial-facts.ts';

/** A program and what its trial says. */
export interface Described {
  readonly program: Program;
  readonly trial: TrialFacts;
}

/**
 * A program that cannot be read, or loaded, by itself. It may look for what is in the trial's `env` as it is loaded; and modules whose
 * effects are declared may be no modules here, as a driver with native code, that asks for its binding: those of them that
 * cannot be loaded by themselves have nothing but their effects.
 *
 * @param trialOf loads a program.
 * @returns undefined where that is no help. @throws {InputError} where they are asked for something else, or what is wrong is wrong in the trial's `env` as well.
 */
export async function loadedOtherwise(
  file: string,
  trialOf: (program: Program) => Promise<TrialFacts>,
): Promise<Described | undefined> {
  const tried = (how: HowRead): Promise<TrialFacts | InputError> =>
    readProgram(file, {}, how)
      .then(trialOf)
      .catch((error: unknown) => {
        if (error instanceof InputError) return error;
        throw error;
      });
  const alone = await tried({ isAlone: true });
  if (alone instanceof InputError) return undefined;
  const { effects = {}, env } = alone;
  const whole = env === undefined ? undefined : await tried({ env });
  if (whole !== undefined && !(whole instanceof InputError))
    return { trial: whole, program: await readProgram(file, effects, { env }) };
  const unloaded: string[] = [];
  for (const only of Object.keys(effects)) if ((await tried({ only, env })) instanceof InputError) unloaded.push(only);
  if (unloaded.length > 0) {
    const program = await readProgram(file, effects, { unloaded, env });
    return { program, trial: await trialOf(program) };
  }
  if (whole !== undefined) throw whole;
  return undefined;
}
