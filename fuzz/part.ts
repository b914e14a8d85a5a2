import type { Found } from './found.ts';
import type { Draws, FuzzOptions } from './options.ts';

/** Which setups a part draws, and who listens. */
export interface PartOptions extends Draws {
  /** Heard before each setup. */
  readonly onSetup?: (done: number) => void;
  /** Heard as soon as one is found that is not as it should be. */
  readonly onFound?: (found: Found) => void;
}

/** Where a part says how far it is, and what it found. */
export interface Telling {
  /** The number of setups that are done. */
  progress(done: number): void;
  /** Something to look at, as soon as it is found. */
  found(text: string): void;
}

export interface PartResult {
  /** Whether every setup is as it should be. */
  readonly isFine: boolean;
  /** What became of the setups: a name, how many, and what to know about them. */
  readonly rows: readonly (readonly [name: string, number: number, what: string])[];
}

/** One thing that is tried on random setups. */
export type Part = (options: FuzzOptions, telling: Telling) => Promise<PartResult>;
