import { InputError } from '../setups/input-error.ts';
import { placeText } from '../setups/place.ts';
import { count } from '../reports/words.ts';
import { differenceText, fuzzReductions, type FuzzReductionsResult } from './fuzz-reductions.ts';
import { type FuzzOptions, fuzzOptions } from './options.ts';

/**
 * The fuzzer: random setups, on which two ways to an answer must give the same one.
 *
 * Exit codes: 0 they do, 1 here is a setup on which they do not, 2 the input is wrong.
 */
function main(args: readonly string[]): number {
  const options = fuzzOptions(args);
  const started = performance.now();
  const result = fuzzReductions({
    ...options,
    onSetup: (done) => redraw(`${options.part}: setup ${count(done + 1)} of ${count(options.setups)}`),
    onDifference: (difference) => {
      redraw('');
      console.log(differenceText(difference, options.seed));
    },
  });
  redraw('');
  console.log(summary(options, result, (performance.now() - started) / 1000));
  return result.outcomes.different === 0 ? 0 : 1;
}

/** One line on a terminal that is written anew; nothing in a pipe. */
function redraw(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${line}`);
}

function summary({ part, seed, first, statesMax }: FuzzOptions, result: FuzzReductionsResult, seconds: number): string {
  const { outcomes, states, reduced } = result;
  const drawn = Object.values(outcomes).reduce((sum, number) => sum + number, 0);
  const rows = [
    ['the same', outcomes.same, `${count(states)} states, ${count(reduced)} with all reductions`],
    ['different', outcomes.different, ''],
    ['too large', outcomes['too-large'], `more than ${count(statesMax)} states`],
    ['irreducible', outcomes.irreducible, 'no reduction applies'],
  ] as const;
  return [
    `${part}: setups ${first} to ${first + drawn - 1} of seed ${seed}, in ${seconds.toFixed(1)} s`,
    ...rows.map(([name, number, what]) => `  ${name.padEnd(11)}  ${count(number).padStart(7)}  ${what}`.trimEnd()),
  ].join('\n');
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  for (const { place, reason, wayOut } of error.problems) {
    console.error(`error: ${placeText(place)}: ${reason}\n  ${wayOut}`);
  }
  process.exitCode = 2;
}
