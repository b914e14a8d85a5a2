import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../setups/input-error.ts';
import type { EverydayOptions } from './everyday.ts';

/** The parts of the bench, in the order in which they run. */
const PARTS = ['random', 'exhaustive', 'counterexamples', 'growth', 'everyday', 'campaign', 'code'] as const;
export type Part = (typeof PARTS)[number];

/** The parts that run when none is named: the others are for the documentation, and take their time. */
const USUAL: readonly Part[] = ['random', 'exhaustive', 'counterexamples'];

export interface BenchOptions {
  readonly parts: readonly Part[];
  /** Addresses of servers on which a campaign's queue is measured. */
  readonly queues: readonly string[];
  readonly everyday: EverydayOptions;
  /** Absolute path of tla2tools.jar. */
  readonly tlc?: string;
  /** Absolute path of the folder of the published modules. */
  readonly specs?: string;
}

const USAGE = `npm run bench -- [${PARTS.join('|')} …] [--tlc PATH [--specs DIR]] [--queue URL …] [--workers N] [--within SECONDS]`;

/**
 * Reads the command line of the bench; with no part named, the usual ones run.
 *
 * @throws {InputError} when an option is not known, or names what is not there.
 */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parsed(args);
  const parts: readonly Part[] = positionals.length === 0 ? USUAL : positionals.map(partOf);
  if (values.specs !== undefined && values.tlc === undefined) {
    throw new InputError('--specs', 'only TLC can read the modules', 'give --tlc PATH as well');
  }
  if (values.tlc !== undefined && !parts.includes('exhaustive')) {
    throw new InputError('--tlc', 'only the part "exhaustive" runs TLC', 'name that part as well, or none');
  }
  const { queue: queues = [] } = values;
  if (queues.length > 0 && !parts.includes('campaign')) {
    throw new InputError('--queue', 'only the part "campaign" has a queue', 'name that part as well');
  }
  for (const flag of ['workers', 'within'] as const) {
    if (values[flag] !== undefined && !parts.includes('everyday')) {
      throw new InputError(`--${flag}`, 'only the part "everyday" is told how to search', 'name that part as well');
    }
  }
  const everyday = {
    workers: countAt('--workers', values.workers, 1),
    within: countAt('--within', values.within, Infinity),
  };
  return { parts, queues, everyday, tlc: jarAt(values.tlc), specs: modulesAt(values.specs) };
}

function parsed(args: readonly string[]): {
  readonly values: {
    readonly tlc?: string;
    readonly specs?: string;
    readonly queue?: string[];
    readonly workers?: string;
    readonly within?: string;
  };
  readonly positionals: readonly string[];
} {
  try {
    return parseArgs({
      args: [...args],
      options: {
        tlc: { type: 'string' },
        specs: { type: 'string' },
        queue: { type: 'string', multiple: true },
        workers: { type: 'string' },
        within: { type: 'string' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new InputError('command line', error instanceof Error ? error.message : String(error), USAGE);
  }
}

function partOf(name: string): Part {
  const part = PARTS.find((candidate) => candidate === name);
  if (part === undefined) throw new InputError('command line', `there is no part "${name}"`, USAGE);
  return part;
}

function countAt(flag: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  if (/^[1-9]\d*$/.test(given)) return Number(given);
  throw new InputError(`${flag} ${given}`, 'it must be a whole number from 1 on', `give one, as in ${flag} 2`);
}

function jarAt(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const jar = resolve(path);
  if (!existsSync(jar) || !statSync(jar).isFile()) {
    throw new InputError(
      `--tlc ${path}`,
      'there is no such file',
      'give the path of a tla2tools.jar; the releases of tlaplus/tlaplus on GitHub have it',
    );
  }
  return jar;
}

function modulesAt(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const folder = resolve(path);
  if (!existsSync(join(folder, 'Kip320.tla'))) {
    throw new InputError(
      `--specs ${path}`,
      'there is no Kip320.tla in it',
      'give the path of a checkout of hachikuji/kafka-specification from GitHub',
    );
  }
  return folder;
}
