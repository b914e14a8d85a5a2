import { inspect } from 'node:util';

/** What a function is called with, as a text: a program that looks for work asks the same for ever. */
export const callText = (args: readonly unknown[]): string =>
  inspect(args, { customInspect: false, depth: 2, maxArrayLength: 5, maxStringLength: 200 });
