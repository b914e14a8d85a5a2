import { InputError } from '../setups/input-error.ts';
import { errorsText, SetupError } from '../setups/place.ts';
import { count } from '../reports/words/words.ts';
import { type FuzzOptions, fuzzOptions } from './options.ts';
import type { PartResult } from './part.ts';
import { PARTS } from './parts.ts';

/**
 * The fuzzer: one thing, that must be so of every setup or input, is tried on random ones (`parts.ts`).
 *
 * Exit codes: 0 it is so, 1 here is one of which it is not, 2 the input is wrong.
 */
async function main(args: readonly string[]): Promise<number> {
  const options = fuzzOptions(args);
  const started = performance.now();
  const result = await PARTS[options.part](options, {
    progress: (done) => redraw(`${options.part}: ${nounOf(options)} ${count(done + 1)} of ${count(options.setups)}`),
    found(text) {
      redraw('');
      console.log(text);
    },
  });
  redraw('');
  console.log(summary(options, result, (performance.now() - started) / 1000));
  return result.isFine ? 0 : 1;
}

/** One line on a terminal that is written anew; nothing in a pipe. */
function redraw(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${line}`);
}

const nounOf = ({ part }: FuzzOptions): string => NOUNS[part] ?? 'setup';

const NOUNS: Readonly<Record<string, string>> = { inputs: 'input', stage: 'seed' };

function summary(options: FuzzOptions, { rows }: PartResult, seconds: number): string {
  const { part, seed, first } = options;
  const drawn = rows.reduce((sum, [, number]) => sum + number, 0);
  return [
    `${part}: ${nounOf(options)}s ${first} to ${first + drawn - 1} of seed ${seed}, in ${seconds.toFixed(1)} s`,
    ...rows.map(([name, number, what]) => `  ${name.padEnd(11)}  ${count(number).padStart(7)}  ${what}`.trimEnd()),
  ].join('\n');
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof InputError || error instanceof SetupError)) throw error;
  process.stderr.write(errorsText(error.problems));
  process.exitCode = 2;
}
