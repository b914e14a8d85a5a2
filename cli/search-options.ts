import type { Command } from 'commander';
import type { CostOptions } from '../judging/searches/limits.ts';
import { InputError } from '../setups/input-error.ts';
import { option } from './options.ts';

const workersMax = 64;

/** The options that say what a search of a whole scope may cost, and whether it may leave states out. */
export interface SearchFlags {
  readonly workers?: number;
  /** Bytes. */
  readonly memory?: number;
  /** Milliseconds. */
  readonly budget?: number;
  readonly symmetry?: boolean;
  readonly commuting?: boolean;
  /** Ask every rule about every state. */
  readonly plain?: boolean;
}

export function addSearchOptions(command: Command): Command {
  return command
    .addOption(option('--workers <n>', 'threads of an exhaustive search (default: one a core, at most 8)', workers))
    .addOption(
      option('--memory <size>', 'memory that it may take, such as 4GB (default: 60 % of the machine’s)', bytes),
    )
    .option(
      '--plain',
      'ask every rule about every state, instead of what is remembered of what it did; comes to the same',
    );
}

/** Adds the switches of what makes a search of a setup smaller without changing its verdicts. */
export function addReductionOptions(command: Command): Command {
  return command
    .option('--no-symmetry', 'tell states apart that differ only in the names of interchangeable actors')
    .option('--no-commuting', 'try steps that do not affect each other in every order');
}

export function addBudgetOption(command: Command): Command {
  return command.addOption(
    option('--budget <time>', 'how long the command may take, such as 60s; without it states and runs count', duration),
  );
}

/**
 * What a command may cost.
 *
 * @param signal says whether the user has asked to stop.
 */
export function costOf(flags: SearchFlags, signal: { readonly aborted: boolean }): CostOptions {
  const { workers, memory, budget, symmetry, commuting, plain } = flags;
  return {
    workers,
    memory,
    budgetMs: budget,
    plain,
    reductions: { symmetry: symmetry === true, commuting: commuting === true },
    signal,
  };
}

/** A number of threads. */
export function workers(text: string, flag: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= workersMax) return value;
  throw new InputError(flag, `"${text}" is not a whole number from 1 to ${workersMax}`, 'one worker a core is best');
}

const BYTES: Readonly<Record<string, number>> = { KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 };

/** Below this a search would end where it begins, and random runs, which need little, would look like its result. */
const memoryMin = 64 * 2 ** 20;

/** `4GB`, `512MB`: a number and a unit of 1024. */
export function bytes(text: string, flag: string): number {
  const value = measure(text, flag, BYTES, 'an amount of memory', '4GB or 512MB');
  if (value >= memoryMin) return value;
  throw new InputError(
    flag,
    `"${text}" is less than the program takes before it searches anything`,
    'give 64MB or more; to make random runs alone, --method walk',
  );
}

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `60s`, `500ms`, `5m`, in milliseconds. */
export function duration(text: string, flag: string): number {
  return measure(text, flag, MILLISECONDS, 'a length of time', '60s, 500ms or 5m');
}

function measure(
  text: string,
  flag: string,
  units: Readonly<Record<string, number>>,
  what: string,
  examples: string,
): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)([A-Za-z]+)$/.exec(text) ?? [];
  const known = Object.keys(units).find((name) => name.toLowerCase() === unit.toLowerCase());
  const value = known === undefined ? 0 : Number(amount) * units[known];
  if (value > 0) return value;
  throw new InputError(flag, `"${text}" is not ${what}`, `write, for example, ${examples}`);
}
