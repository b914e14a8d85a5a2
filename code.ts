import { readFileSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeText } from './reports/code/code-text.ts';
import type { CodeDocument } from './reports/code/code-document.ts';
import { quoted } from './reports/words/quoted.ts';
import { openCommandHost } from './conformance/lab/run/command-host.ts';
import { openTrial } from './stage/open-trial.ts';
import { readRequirement } from './properties/requirement.ts';
import { type AssertOptions, checked } from './stage/assert-options.ts';
import { foundBefore } from './stage/remembered.ts';
import { tryTrial } from './stage/try-trial.ts';

export type { CodeDocument, CodeFinding, CrashMap } from './reports/code/code-document.ts';
export type { AssertOptions } from './stage/assert-options.ts';
export { tryCode } from './stage/try-code.ts';
export type { ClusterOfTrial, CodeTrial, CommandTrial, EffectOptions, Env, FetchAnswer, Input } from './stage/trial.ts';

/** A program that does not give what is required; the message has its crash map and its stories. */
export class CodeAssertionError extends Error {
  override readonly name = 'CodeAssertionError';
  readonly document: CodeDocument;

  /** @param again the command that tells the same. */
  constructor(document: CodeDocument, reason: string, again: string) {
    super(`${reason}\n\n${codeText(document)}\nthe same again: ${again}`);
    this.document = document;
    // What stands in a stack is the test's.
    Error.captureStackTrace(this, assertCode);
  }
}

/**
 * Tries a program under what was found before (`orders.trial.json` beside `orders.trial.ts`) and every single fault, from whatever runs
 * tests. What runs lives in threads of its own: nothing of the test runner is touched.
 *
 * @param file the trial file: a path from the working directory, or `new URL('./orders.trial.ts', import.meta.url)`.
 * @throws {CodeAssertionError} when the program does not give what is required; where nothing is, when anything is found.
 * @throws {InputError} on a file that is no trial, a file of findings that is none, and options that are none.
 */
export async function assertCode(file: string | URL, options: AssertOptions = {}): Promise<CodeDocument> {
  const { seed = '1', runs = 0, workers = 2, require } = checked(options);
  const path = typeof file === 'string' ? file : fileURLToPath(file);
  const name = isAbsolute(path) ? fromHere(path) : path;
  const remembered = foundBefore(name, '.', (file) => readFileSync(file, 'utf8'));
  const required = require === undefined ? undefined : readRequirement(require, 'require');
  const opened = await openTrial(name, { cwd: '.', threads: workers, openHost: openCommandHost });
  try {
    const document = await tryTrial(opened, { seed, runs, required, remembered });
    const again = commandOf(name, { seed, runs, require });
    if (document.difference) throw new CodeAssertionError(document, `${name} does not repeat itself`, again);
    const reason = reasonOf(document);
    if (reason !== undefined) throw new CodeAssertionError(document, `${name}: ${reason}`, again);
    return document;
  } finally {
    await opened.close();
  }
}

/** A path as one would type it here. */
function fromHere(path: string): string {
  const here = relative('', path);
  return here.startsWith('..') ? path : here;
}

/** What one would type to see the same. */
function commandOf(name: string, { seed, runs, require }: Pick<AssertOptions, 'seed' | 'runs' | 'require'>): string {
  const words = [name, '--runs', String(runs), '--seed', String(seed)];
  if (require !== undefined) words.push('--require', require);
  return ['npx kafka-trial code', ...words.map(quoted)].join(' ');
}

/** Why a program is refused; nothing where it is not. */
function reasonOf(document: CodeDocument): string | undefined {
  const { required, guarantees } = document;
  if (required?.doubted)
    return `${required.doubted.join(', ')} was seen in one run and not again, so that nothing can be said`;
  if (required?.met === false) return `it is to be ${required.semantics}, and ${required.unmet.join(', ')}`;
  if (required !== undefined) return undefined;
  const found = guarantees.filter(({ verdict }) => verdict === 'violated').map(({ id }) => `${id} is violated`);
  return found.length === 0 ? undefined : `nothing is to be found, and ${found.join(', ')}`;
}
