import { parseArgs } from 'node:util';
import { InputError } from '../setups/input-error.ts';
import type { Group, Wish } from './trial-case.ts';

export interface TrialsOptions extends Wish {
  readonly tier: 'quick' | 'nightly';
  /** A folder with jars by version; what `conform --fetch` has fetched, unless told. */
  readonly jars?: string;
  /** Random walks of setups that hold, in all. */
  readonly walks: number;
  /** Where records of the runs that agree are written. */
  readonly record?: string;
  /** Where what came of every case is written. */
  readonly results?: string;
}

const WALKS = 500;
const GROUPS = [
  'setup',
  'hazard',
  'claim',
  'walk',
  'sabotage',
  'kafkajs',
  'code',
  'java-client',
] as const satisfies readonly Group[];
const USAGE =
  'npm run conform -- [nightly] [--jars DIR] [--version V] [--group G,…] [--only REGEX] [--walks N] [--record DIR] [--results FILE]';

/** @throws {InputError} on what is none of its options. */
export function trialsOptions(args: readonly string[]): TrialsOptions {
  const { values, positionals } = parsed(args);
  const [tier = 'quick', ...more] = positionals;
  if ((tier !== 'quick' && tier !== 'nightly') || more.length > 0) {
    throw new InputError('conform', `there is no tier "${positionals.join(' ')}"`, `write ${USAGE}`);
  }
  const walks = values.walks === undefined ? WALKS : walksOf(values.walks);
  return {
    tier,
    walks,
    jars: values.jars,
    version: values.version,
    ...(values.group === undefined ? {} : { groups: groupsOf(values.group) }),
    record: values.record,
    results: values.results,
    ...(values.only === undefined ? {} : { only: patternOf(values.only) }),
  };
}

function walksOf(text: string): number {
  if (!/^\d+$/.test(text))
    throw new InputError(
      '--walks',
      `"${text}" is no whole number from 0 on`,
      `give how many are played, as in --walks ${WALKS}`,
    );
  return Number(text);
}

function patternOf(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch {
    throw new InputError(
      '--only',
      `"${text}" is no regular expression`,
      'write one of the names that are to be played',
    );
  }
}

function groupsOf(text: string): ReadonlySet<Group> {
  const groups = text.split(',').map((name) => {
    const found = GROUPS.find((group) => group === name);
    if (found === undefined)
      throw new InputError('--group', `there is no group "${name}"`, `give some of ${GROUPS.join(', ')}`);
    return found;
  });
  return new Set(groups);
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { jars: text, only: text, group: text, version: text, walks: text, record: text, results: text },
    });
  } catch (error) {
    throw new InputError('conform', error instanceof Error ? error.message : String(error), `write ${USAGE}`);
  }
}
