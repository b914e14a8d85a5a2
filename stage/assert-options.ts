import { InputError } from '../setups/input-error.ts';

/** How `assertCode` tries a program. */
export interface AssertOptions {
  /** Instead of what the trial itself requires: `at-least-once`, `exactly-once,ordered,proved`. */
  readonly require?: string;
  /** Decides the order of events and all chance (`1` where left out). */
  readonly seed?: string;
  /** Runs with two faults, after all with one (none where left out). */
  readonly runs?: number;
  /** Threads (2 where left out). */
  readonly workers?: number;
}

/** What options may be: whoever writes JavaScript is told as well. */
const OPTIONS: Readonly<Record<keyof AssertOptions, readonly [isRight: (value: unknown) => boolean, wayOut: string]>> =
  {
    require: [isText, "a text, such as 'at-least-once,ordered'"],
    seed: [isText, 'a text'],
    runs: [(value) => isWhole(value, 0), 'a whole number from 0 on'],
    workers: [(value) => isWhole(value, 1), 'a whole number from 1 on'],
  };

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

const isWhole = (value: unknown, least: number): boolean => Number.isSafeInteger(value) && Number(value) >= least;

/** @throws {InputError} naming the option that is wrong, or that there is not. */
export function checked(options: AssertOptions): AssertOptions {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(OPTIONS, name))
      throw new InputError(
        `assertCode: ${name}`,
        'there is no such option',
        `there are ${Object.keys(OPTIONS).join(', ')}`,
      );
    const [isRight, wayOut] = OPTIONS[name as keyof AssertOptions];
    if (value !== undefined && !isRight(value))
      throw new InputError(`assertCode: ${name}`, `${JSON.stringify(value)} is not what it takes`, `give it ${wayOut}`);
  }
  return options;
}
