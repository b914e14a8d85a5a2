import { readFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import type { BuildFailure } from 'esbuild';
import { InputError } from '../../../setups/input-error.ts';

/** What esbuild says of a module that is not there. */
export const MISSING = /^Could not resolve "(.+)"/;

/** What esbuild says of a program that cannot be read, with the place in the user's file; any other failure as it is. */
export async function refusalOf(file: string, failure: BuildFailure): Promise<Error> {
  const first = failure.errors?.[0];
  if (first === undefined) return failure;
  const folder = dirname(file);
  const { text, location } = first;
  const path = resolve(folder, location?.file ?? file);
  const kind = /^No loader is configured for "(.*)" files/.exec(text)?.[1];
  const missing = MISSING.exec(text)?.[1];
  const words = missing === undefined ? NOT_DECLARED.exec(text)?.slice(2) : [`'${missing}'`, `"${missing}"`];
  const place =
    words === undefined ? location && `${location.line}:${location.column + 1}` : await placeOf(path, words);
  return new InputError(
    [relative(folder, path), place ?? ''].filter((part) => part !== '').join(':'),
    reasonOf(text, kind, missing),
    wayOutOf(text, kind, missing),
  );
}

/** Nothing of a thread may outlive a process, and code of the machine's cannot be told to begin anew. */
export const NATIVE =
  'the stage has no native code: where a client of Kafka has some, let the trial say `command: ["node", "main.js"]` instead of `start` (docs/code-commands.md); any other keep behind a function of your own, and declare that in `effects`';

/** What esbuild says of an export that a module with nothing but effects does not have. */
const NOT_DECLARED = /^No matching export in "stage-effects:(.+)" for import "(.+)"$/;

/** What esbuild says of a parameter with a decorator, which TypeScript has with an option alone. */
const OF_DECORATORS = /experimental decorators/;

function reasonOf(text: string, kind: string | undefined, missing: string | undefined): string {
  const [, module, name] = NOT_DECLARED.exec(text) ?? [];
  if (name !== undefined)
    return `${basename(module)} cannot be loaded, so that it has what is declared in \`effects\` alone, and no ${name}`;
  if (kind !== undefined) return `it imports a file that is no module (${kind || 'without an ending'})`;
  return missing !== undefined && isNodes(missing) ? `the stage has no module ${missing}` : text.replace(/\.$/, '');
}

function wayOutOf(text: string, kind: string | undefined, missing: string | undefined): string {
  if (NOT_DECLARED.test(text)) return 'declare that as well, or have it in a module of its own';
  if (kind !== undefined) return kind === '.node' ? NATIVE : 'read it with node:fs';
  if (OF_DECORATORS.test(text)) return 'say `"experimentalDecorators": true` in the `tsconfig.json` of its folder';
  if (missing === undefined) return 'mend the program: it must run under Node as it is';
  return isNodes(missing) ? OF_NODE : 'install the package, or mend the path';
}

/** Nobody can install a module of Node's. Some have the prefix alone, and are in no list of Node's (`node:sqlite`). */
const isNodes = (missing: string): boolean => missing.startsWith('node:');
const OF_NODE = 'have what uses it handed to the program, and put `env.effect(…)` in its place';

/** Where a file has one of some words for the first time: esbuild has seen it without its types, on other lines. */
async function placeOf(path: string, words: readonly string[]): Promise<string | undefined> {
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  const columns = lines.map((line) => Math.max(...words.map((word) => line.indexOf(word))));
  const line = columns.findIndex((column) => column >= 0);
  return line < 0 ? undefined : `${line + 1}:${columns[line] + 1}`;
}
