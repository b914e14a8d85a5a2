import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { fastCheckSeed } from '../../explorers/commands/fast-check-seed.ts';
import type { PartOptions } from '../part.ts';
import { corpusOf } from './corpus.ts';
import type { Input } from './input.ts';
import { randomInputs } from './random-inputs.ts';
import { tryInput } from './try-input.ts';

/** An input that the door did not hold against. */
export interface BrokenInput {
  readonly number: number;
  readonly input: Input;
  readonly problems: readonly string[];
}

export interface FuzzInputsOptions extends Pick<PartOptions, 'setups' | 'first' | 'seed' | 'onSetup'> {
  readonly onBroken?: (broken: BrokenInput) => void;
}

export interface FuzzInputsResult {
  /** How many of the others came to each exit code. */
  readonly codes: ReadonlyMap<number, number>;
  readonly broken: readonly BrokenInput[];
  /** The most processor time of one input, and which one took it. */
  readonly slowest: { readonly number: number; readonly seconds: number };
}

/** Tries random inputs, one by one: each is refused in words, or gets its verdict. */
export async function fuzzInputs({
  setups,
  first,
  seed,
  onSetup,
  onBroken,
}: FuzzInputsOptions): Promise<FuzzInputsResult> {
  const inputs = randomInputs(await corpusOf());
  const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-fuzz-'));
  const codes = new Map<number, number>();
  const broken: BrokenInput[] = [];
  let slowest = { number: first, seconds: 0 };
  for (let done = 0; done < setups; done += 1) {
    onSetup?.(done);
    const number = first + done;
    const [input] = fc.sample(inputs, { seed: fastCheckSeed(`${seed}:${number}`), numRuns: 1 });
    const { code, seconds, problems } = await tryInput(input, join(folder, 'tried'));
    if (seconds > slowest.seconds) slowest = { number, seconds };
    if (problems.length === 0) {
      codes.set(code, (codes.get(code) ?? 0) + 1);
      continue;
    }
    const found = { number, input, problems };
    broken.push(found);
    onBroken?.(found);
  }
  rmSync(folder, { recursive: true, force: true });
  return { codes, broken, slowest };
}

/** What was found, for people: what is wrong, the command line, the files, and the line that finds it again. */
export const brokenInputText = (
  { number, input, problems }: BrokenInput,
  { seed }: { readonly seed: string },
): string =>
  [
    `input ${number} is neither refused nor judged as it should be:`,
    ...problems.map((problem) => `  ${problem}`),
    '',
    `kafka-trial ${JSON.stringify(input.argv)}`,
    ...Object.entries(input.files).map(([name, text]) => `${name}: ${JSON.stringify(text)}`),
    '',
    `replay: npm run fuzz -- inputs --setups 1 --seed ${seed}:${number}`,
    '',
  ].join('\n');
