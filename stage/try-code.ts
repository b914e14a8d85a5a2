import type { CodeTrial, CommandTrial } from './trial.ts';

/**
 * What a trial file exports as its default: it is as it is given, and typed. Nothing runs until somebody tries the file. `const`: else of a
 * list of inputs whose functions answer otherwise, such as a text and null, the types of ids are not known.
 */
export const tryCode = <const T extends CodeTrial | CommandTrial>(trial: T): T => trial;
