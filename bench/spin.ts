import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type CheckerFigures, matched } from './checker.ts';
import { inTemporaryFolder, isInstalled, lastWords, run, type TimedLine } from './external.ts';
import { InputError } from '../setups/input-error.ts';

/** Steps of the longest path that SPIN's depth-first search keeps; ALO (6, 4, 4) needs 140. */
const pathStepsMax = 100_000;
/** The hash table has 2^24 places: more than the states of any system here, so that lookups are short. */
const tablePlacesLog2 = 24;

/** What SPIN needs and this machine has not: its name, or null. */
export function missingForSpin(): string | null {
  if (!isInstalled('spin', '-V')) return 'spin';
  return isInstalled('cc', '--version') ? null : 'cc';
}

/**
 * Runs SPIN on a Promela model: the whole state space depth-first by a compiled verifier, without partial-order
 * reduction, assertions checked.
 *
 * @throws {InputError} when a step of it fails, or it ends without counts.
 */
export function runSpin(model: string, defines: Readonly<Record<string, number>>): Promise<CheckerFigures> {
  return inTemporaryFolder(async (folder) => {
    copyFileSync(model, join(folder, basename(model)));
    const bounds = Object.entries(defines).map(([name, value]) => `-D${name}=${value}`);
    const step = async (program: string, args: readonly string[]): Promise<readonly TimedLine[]> => {
      const ended = await run(program, args, folder);
      if (ended.exitCode === 0) return ended.lines;
      throw new InputError(
        `SPIN on ${basename(model)}`,
        `${program} failed: ${lastWords(ended)}`,
        'SPIN 6.5 and a C compiler are known to do; without spin on the PATH the bench leaves SPIN out',
      );
    };
    await step('spin', [...bounds, '-a', basename(model)]);
    await step('cc', ['-O2', '-DSAFETY', '-DNOREDUCE', '-o', 'pan', 'pan.c']);
    const lines = await step(join(folder, 'pan'), [`-m${pathStepsMax}`, `-w${tablePlacesLog2}`]);
    const figures = parseSpin(lines);
    if (figures !== null) return figures;
    throw new InputError(`SPIN on ${basename(model)}`, 'its verifier ended without counts', 'see what pan prints');
  });
}

/** Reads what SPIN's verifier prints; null when its counts are not there or are not those of a whole search. */
export function parseSpin(lines: readonly TimedLine[]): CheckerFigures | null {
  const stored = matched(lines, /^\s*(\d+) states, stored/);
  const transitions = matched(lines, /^\s*(\d+) transitions \(= stored\+matched\)/);
  const elapsed = matched(lines, /^pan: elapsed time ([\d.]+) seconds/);
  const errors = matched(lines, /errors: (\d+)/);
  const partial = matched(lines, /search depth too small|Search not completed|out of memory/);
  if (stored === null || transitions === null || elapsed === null || errors === null || partial !== null) return null;
  return {
    distinct: Number(stored.groups[0]),
    generated: Number(transitions.groups[0]),
    depth: null,
    seconds: Number(elapsed.groups[0]),
    violated: errors.groups[0] === '0' ? null : 'an assertion',
  };
}
