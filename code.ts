import { fileURLToPath } from 'node:url';
import { codeText } from './reports/code/code-text.ts';
import type { CodeDocument } from './reports/code/code-document.ts';
import { openCommandHost } from './conformance/lab/command-host.ts';
import { openTrial } from './stage/open-trial.ts';
import { readRequirement } from './properties/requirement.ts';
import { tryTrial } from './stage/try-trial.ts';

export type { CodeDocument, CodeFinding, CrashMap } from './reports/code/code-document.ts';
export { tryCode } from './stage/try-code.ts';
export type { ClusterOfTrial, CodeTrial, CommandTrial, EffectOptions, Env, FetchAnswer, Input } from './stage/trial.ts';

export interface AssertOptions {
  /** Instead of what the trial itself requires: `at-least-once`, `exactly-once,ordered,proved`. */
  readonly require?: string;
  /** Decides the order of events and all chance (`1` where left out). */
  readonly seed?: string;
  /** Runs with two faults, after all with one (none where left out). */
  readonly runs?: number;
  /** Threads (2 where left out). */
  readonly workers?: number;
}

/** A program that does not give what is required; the message has its crash map and its stories. */
export class CodeAssertionError extends Error {
  override readonly name = 'CodeAssertionError';
  readonly document: CodeDocument;

  constructor(document: CodeDocument, reason: string) {
    super(`${reason}\n\n${codeText(document)}`);
    this.document = document;
  }
}

/**
 * Tries a program under every single fault, from whatever runs tests. What runs lives in threads of its own: nothing of the test
 * runner is touched.
 *
 * @param file the trial file: a path from the working directory, or `new URL('./orders.trial.ts', import.meta.url)`.
 * @throws {CodeAssertionError} when the program does not give what is required; where nothing is, when anything is found.
 * @throws {InputError} on a file that is no trial.
 */
export async function assertCode(file: string | URL, options: AssertOptions = {}): Promise<CodeDocument> {
  const { seed = '1', runs = 0, workers = 2, require } = options;
  const name = typeof file === 'string' ? file : fileURLToPath(file);
  const required = require === undefined ? undefined : readRequirement(require, 'require');
  const opened = await openTrial(name, { cwd: '.', threads: workers, openHost: openCommandHost });
  try {
    const document = await tryTrial(opened, { seed, runs, required });
    if (document.difference) throw new CodeAssertionError(document, `${name} does not repeat itself`);
    const reason = reasonOf(document);
    if (reason !== undefined) throw new CodeAssertionError(document, `${name}: ${reason}`);
    return document;
  } finally {
    await opened.close();
  }
}

/** Why a program is refused; nothing where it is not. */
function reasonOf({ required, guarantees }: CodeDocument): string | undefined {
  if (required !== undefined)
    return required.met ? undefined : `it is to be ${required.semantics}, and ${required.unmet.join(', ')}`;
  const found = guarantees.filter(({ verdict }) => verdict === 'violated').map(({ id }) => `${id} is violated`);
  return found.length === 0 ? undefined : `nothing is to be found, and ${found.join(', ')}`;
}
