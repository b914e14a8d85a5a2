import { parseArgs } from 'node:util';
import { InputError } from '../setups/input-error.ts';
import { int } from '../setups/kinds.ts';
import { operators } from './operators/index.ts';

export interface MutationOptions {
  /** Files and folders, from the root of the tree. */
  readonly paths: readonly string[];
  /** Files and folders whose tests are run, from the root of the tree, in the order in which they are tried. */
  readonly tests: readonly string[];
  /** Names of operators. */
  readonly only: readonly string[];
  /** How many mutants of each path are tried; all, if undefined. */
  readonly sample: number | undefined;
  readonly seed: string;
  /** Whether the mutants are listed and none is tried. */
  readonly list: boolean;
  readonly json: boolean;
  /** How long the tests of one mutant may take, of the processor and without a mutant. */
  readonly budgetMs: number;
  /** Processes that try mutants at the same time. */
  readonly workers: number;
  /** The percentage of mutants killed below which the exit code is 1. */
  readonly atLeast: number;
}

const USAGE =
  'npm run mutate -- [PATHS…] [--only OPERATOR] [--sample N] [--seed SEED] [--tests PATH] [--budget SECONDS] [--workers N] [--at-least PERCENT] [--list] [--json]';

/** The rules of the brokers and clients, what is asked of them, and what a search leaves out. */
const PATHS = ['model/broker', 'model/consumer', 'model/producer', 'properties/guarantees', 'reductions'];
/** In the order in which they are tried. What else there is of tests takes minutes and notices little more. */
const TESTS = ['model', 'properties/census', 'properties/guarantees', 'reductions'];
const BUDGET_SECONDS = 6;

/**
 * Reads the command line. Whether the paths exist is not looked at here.
 *
 * @throws {InputError} when an option or an operator is not known, or a value is not one that the option takes.
 */
export function mutationOptions(args: readonly string[]): MutationOptions {
  const { values, positionals } = parsed(args);
  const { only = [], tests = TESTS, seed = 'kafka-trial', list = false, json = false } = values;
  const names = operators.map(({ name }) => name);
  for (const name of only) {
    if (!names.includes(name)) {
      throw new InputError(`--only ${name}`, 'there is no such operator', `it takes one of ${names.join(', ')}`);
    }
  }
  return {
    paths: positionals.length > 0 ? positionals.map(trimmed) : PATHS,
    tests: tests.map(trimmed),
    only: only.length > 0 ? only : names,
    sample: numberOf('--sample', values.sample, 1, 1_000_000),
    seed,
    list,
    json,
    budgetMs: 1000 * (numberOf('--budget', values.budget, 1, 3600) ?? BUDGET_SECONDS),
    workers: numberOf('--workers', values.workers, 1, 64) ?? 1,
    atLeast: numberOf('--at-least', values['at-least'], 0, 100) ?? 100,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        sample: { type: 'string' },
        seed: { type: 'string' },
        tests: { type: 'string', multiple: true },
        budget: { type: 'string' },
        workers: { type: 'string' },
        'at-least': { type: 'string' },
        list: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new InputError('command line', error instanceof Error ? error.message : String(error), USAGE);
  }
}

/** A path as it is compared: `./model/` is `model`. */
const trimmed = (path: string): string => path.replace(/^\.\//, '').replace(/\/+$/, '');

function numberOf(option: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const kind = int(min, max);
  const number = kind.parse(text);
  if (number !== undefined) return number;
  throw new InputError(`${option} ${text}`, 'that is no such number', `it takes ${kind.allowed}`);
}
