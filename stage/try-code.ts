import type { CodeTrial, CommandTrial } from './trial.ts';

/** What a trial file exports as its default: it is as it is given, and typed. Nothing runs until somebody tries the file. */
export const tryCode = <T extends CodeTrial | CommandTrial>(trial: T): T => trial;
