import type { OpenCommandHost } from './command/command-host.ts';
import type { Program } from './process/bundle/program.ts';
import type { Runner } from './run-result.ts';
import type { Budgets } from './search/budgets.ts';

/** A trial file that can be run: what it says, as far as a search has to know, and threads that run it. */
export interface OpenedTrial {
  /** The trial file, as the user names it. */
  readonly name: string;
  /** The client library that the program uses, with its version: `kafkajs 2.2.4`. */
  readonly client: string;
  readonly processes: number;
  readonly records: number;
  /** The topics in which they lie. */
  readonly topics: readonly string[];
  /** Groups that have read them before, as the trial says. */
  readonly readBy?: readonly string[];
  readonly brokers: number;
  /** The brokers' release: `4.1`. */
  readonly kafka: string;
  readonly budgets: Budgets;
  /** What the trial claims: `at-least-once,ordered`. */
  readonly require?: string;
  /** The user's own files, line by line, under the names that places in them have. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** Of JavaScript; a command has none. */
  readonly program?: Program;
  /** Each runs one job at a time, in a thread of its own, or as processes of its own. */
  readonly runners: readonly Runner[];
  /** Whether a run is a function of its job: where time is real, it is not. */
  readonly isExact: boolean;
  /** What to do where nothing is seen of the program outside. */
  readonly wayOut: string;
  /** Ends runs in the middle, those of threads if they do not end by themselves. */
  abort(): void;
  close(): Promise<void>;
}

/**
 * Opens a trial file.
 *
 * @param file as the user names it, from the folder `cwd`.
 * @throws {InputError} on a file that is not there, that cannot be read as a program, or that exports no trial.
 */
export type OpenTrial = (
  file: string,
  options: { readonly cwd: string; readonly threads: number; readonly openHost: OpenCommandHost },
) => Promise<OpenedTrial>;
