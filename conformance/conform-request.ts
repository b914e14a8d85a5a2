import type { Action } from '../model/action.ts';
import type { Setup } from '../model/setup.ts';
import type { Address } from '../wire/address.ts';
import type { Jars } from './lab/jars/jars.ts';
import type { Supervisor } from './lab/run/supervisor.ts';

/** Brokers of a cluster that somebody else runs, by where they listen. */
export interface Bootstrap {
  readonly addresses: readonly Address[];
}

/** The clients that may be on trial. */
export const CLIENTS = ['java', 'kafkajs'] as const;

/** What is to be played, and on what. */
export interface ConformRequest {
  /** What the user calls it: a file. */
  readonly name: string;
  readonly setup: Setup;
  /** A counterexample, and how often it is played; without one, how many random walks of the setup are, by their seed. */
  readonly plays:
    | { readonly kind: 'schedule'; readonly schedule: readonly Action[]; readonly times: number }
    | { readonly kind: 'walks'; readonly walks: number; readonly seed: string };
  /** Jars of the brokers; or brokers that run already, for which the harness is a client like others. */
  readonly brokers: Jars | Bootstrap;
  readonly client: (typeof CLIENTS)[number];
  /** Of the Java client. */
  readonly clientJars: Jars | undefined;
  /** The program of Java; undefined where nothing is run by it. */
  readonly java: string | undefined;
  /** Where things are kept between commands. */
  readonly cache: string;
  /** Whose processes brokers and clients are. */
  readonly supervisor: Supervisor;
}
