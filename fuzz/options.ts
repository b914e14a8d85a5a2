import { parseArgs } from 'node:util';
import { InputError } from '../setups/input-error.ts';
import type { SetupDraft } from '../setups/input.ts';
import { int } from '../setups/kinds.ts';
import { readOverrides } from '../setups/reading/read-overrides.ts';
import { setupOf } from '../setups/resolve/resolve.ts';

/** What can be fuzzed. */
const PART_NAMES = ['reductions', 'relations', 'remedies', 'verdicts', 'remembered', 'inputs', 'stage'] as const;
export type PartName = (typeof PART_NAMES)[number];

/** Which setups are drawn, and how far each is searched. */
export interface Draws {
  /** How many setups are drawn. */
  readonly setups: number;
  readonly seed: string;
  /**
   * The number of the first setup: 17 of `--seed kafka-trial:17`. Setup `i` of a seed is the same whichever is the first.
   */
  readonly first: number;
  /** Distinct states above which a setup is not looked at, or not searched on. */
  readonly statesMax: number;
  /** What every setup has, whatever else is drawn. */
  readonly given?: SetupDraft;
}

export interface FuzzOptions extends Draws {
  readonly part: PartName;
  /** What every setup has, as the command line spells it. */
  readonly set?: readonly string[];
}

const USAGE = `npm run fuzz -- ${PART_NAMES.join('|')} [--setups N] [--seed SEED[:SETUP]] [--states N] [--set KEY=VALUE …]`;

/** Unless it is said, so many are drawn: an input takes milliseconds, and a setup is searched. */
const SETUPS: Readonly<Partial<Record<PartName, number>>> = { inputs: 10_000 };
const SETUPS_DEFAULT = 100;
const SEED = 'kafka-trial';
const STATES_MAX_DEFAULT = 50_000;
/** Unless it is said: each setup has more than a hundred twins, which are searched as it is. */
const STATES_MAX: Readonly<Partial<Record<PartName, number>>> = { relations: 3_000 };

/**
 * Reads the command line of the fuzzer.
 *
 * @throws {InputError} when the part or an option is not known, or a value is not one that it takes.
 * @throws {SetupError} when what every setup is to have is not for a setup to have.
 */
export function fuzzOptions(args: readonly string[]): FuzzOptions {
  const { values, positionals } = parsed(args);
  const [named, ...others] = positionals;
  const part = PART_NAMES.find((candidate) => candidate === named);
  if (part === undefined) {
    throw new InputError(
      'command line',
      named === undefined ? 'no part is named' : `there is no part "${named}"`,
      USAGE,
    );
  }
  if (others.length > 0) throw new InputError('command line', `"${others[0]}" is one part too many`, USAGE);
  return {
    part,
    setups: numberOf('--setups', values.setups, SETUPS[part] ?? SETUPS_DEFAULT),
    statesMax: numberOf('--states', values.states, STATES_MAX[part] ?? STATES_MAX_DEFAULT),
    ...givenBy(values.set ?? []),
    ...seedOf(values.seed ?? SEED),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        setups: { type: 'string' },
        seed: { type: 'string' },
        states: { type: 'string' },
        set: { type: 'string', multiple: true },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new InputError('command line', error instanceof Error ? error.message : String(error), USAGE);
  }
}

function numberOf(option: string, text: string | undefined, otherwise: number): number {
  const kind = int(1, 100_000_000);
  const number = text === undefined ? otherwise : kind.parse(text);
  if (number !== undefined) return number;
  throw new InputError(`${option} ${text}`, 'that is no such number', `it takes ${kind.allowed}`);
}

/** `scope.members=3` and its like. */
function givenBy(texts: readonly string[]): Pick<FuzzOptions, 'given' | 'set'> {
  if (texts.length === 0) return {};
  const { entries, problems } = readOverrides(texts);
  if (problems.length > 0) throw new InputError('--set', problems[0].reason, problems[0].wayOut);
  const sections: Record<string, Record<string, unknown>> = {};
  const top: Record<string, unknown> = {};
  for (const { section, key, value } of entries) {
    if (section === '') top[key] = value;
    else (sections[section] ??= {})[key] = value;
  }
  const given: SetupDraft = { ...top, ...sections };
  // A draft that can never be accepted would be drawn for ever.
  setupOf(given, '--set');
  return { given, set: texts };
}

function seedOf(text: string): Pick<FuzzOptions, 'seed' | 'first'> {
  const [, seed, first] = /^(.*?)(?::(\d+))?$/.exec(text) ?? [];
  if (seed === undefined || seed === '') {
    throw new InputError(
      '--seed',
      'it is empty',
      `it takes any word, and behind a colon the number of a setup: ${SEED}:17`,
    );
  }
  return { seed, first: Number(first ?? 0) };
}
