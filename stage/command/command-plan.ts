import type { CommandFacts } from '../thread/trial-facts.ts';
import type { PreparedCluster } from '../world/prepared-cluster.ts';
import type { CommandHost } from './command-host.ts';

/** A command to be run, and what it is run with. */
export interface CommandPlan {
  /** The trial file, as the user names it. */
  readonly name: string;
  /** Its folder. */
  readonly folder: string;
  readonly trial: CommandFacts;
  readonly cluster: PreparedCluster;
  readonly host: CommandHost;
  /** Ends a run in the middle. */
  readonly signal: AbortSignal;
}
