import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '../setups/input-error.ts';
import { type Deviation, FAULT_KINDS, type FaultKind } from './deviation.ts';
import type { RunJob } from './run-result.ts';

/** What a file of findings says that it is. */
const FORMAT = 'kafka-trial/code-findings';

/** The name of the file in which findings of a trial are kept beside it: `orders.trial.json` of `orders.trial.ts`. */
export const rememberedName = (file: string): string => `${file.replace(/\.[cm]?[jt]sx?$/, '')}.json`;

/**
 * What was found before, from beside a trial file; nothing where nothing lies there.
 *
 * @param read the text of a file, by its path from `cwd`.
 * @throws {InputError} on a file that is no file of findings.
 */
export function foundBefore(file: string, cwd: string, read: (name: string) => string): readonly RunJob[] {
  const name = rememberedName(file);
  return existsSync(resolve(cwd, name)) ? readRemembered(read(name), name) : [];
}

/** Findings as a file to be committed: the next run tries them first. */
export const rememberedText = (jobs: readonly RunJob[]): string =>
  `${JSON.stringify({ format: FORMAT, version: 1, findings: jobs }, null, 2)}\n`;

/**
 * Reads a file of findings.
 *
 * @throws {InputError} on a file that is none.
 */
export function readRemembered(text: string, file: string): RunJob[] {
  const refuse = (reason: string): never => {
    throw new InputError(file, reason, 'remove it: the next run with --out writes another one');
  };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return refuse(`it is no JSON: ${String(error)}`);
  }
  const { format, findings } = (document ?? {}) as { readonly format?: unknown; readonly findings?: unknown };
  if (format !== FORMAT) return refuse(`it does not say "format": "${FORMAT}"`);
  if (!Array.isArray(findings) || !findings.every(isJob)) return refuse('what it holds are no findings');
  return findings;
}

const isNumber = (value: unknown): boolean => value === undefined || (Number.isInteger(value) && Number(value) >= 0);

function isJob(value: unknown): value is RunJob {
  const {
    seed,
    deviations,
    records,
    processes,
    oneByOne = false,
    paused = false,
  } = (value ?? {}) as Record<string, unknown>;
  const hasSize =
    isNumber(records) && isNumber(processes) && typeof oneByOne === 'boolean' && typeof paused === 'boolean';
  return typeof seed === 'string' && hasSize && Array.isArray(deviations) && deviations.every(isDeviation);
}

function isDeviation(value: unknown): value is Deviation {
  const { at, name, fault } = (value ?? {}) as {
    readonly at?: unknown;
    readonly name?: unknown;
    readonly fault?: { readonly kind?: unknown };
  };
  const isPlace = Number.isInteger(at) && (name === undefined || typeof name === 'string');
  return isPlace && FAULT_KINDS.includes(fault?.kind as FaultKind);
}
