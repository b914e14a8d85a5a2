import { inspect } from 'node:util';

/** What a function is called with, as a text by which calls of one name are told apart: a program that looks for work asks the same for ever. */
export const callText = (args: readonly unknown[]): string =>
  inspect(args, { customInspect: false, depth: 2, maxArrayLength: 5, maxStringLength: 200 });
