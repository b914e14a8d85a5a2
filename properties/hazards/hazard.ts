import type { SetupDraft } from '../../setups/input.ts';

/**
 * A published failure of Kafka's delivery claims: the setup in which the guarantee must be violated, and its control,
 * which differs in the one setting or fix, and in which it holds in the same scope. Plain data: whether the machine
 * agrees is found out by searching both.
 */
export interface Hazard {
  /** `A`: configuration, `B`: protocol, broker or Java client, `C`: another client library, `R`: the reserve; a number. */
  readonly id: string;
  /** What happens, in one line. */
  readonly title: string;
  /** Issues, KIPs, documentation: where the failure is described. */
  readonly sources: readonly string[];
  /**
   * `configuration`: Kafka works as documented, another setting avoids it. `fixed`: a release of Kafka or of the client
   * mended it. `open`: nobody has.
   */
  readonly status: 'configuration' | 'fixed' | 'open';
  /** The versions concerned and where the fix came, in words. */
  readonly affected: string;
  /** What goes wrong and what the fix does about it: two or three sentences for somebody who has never met it. */
  readonly story: string;
  readonly guarantee: string;
  /** The way in which the guarantee fails, where it has more than one. */
  readonly cause?: string;
  readonly setup: SetupDraft;
  readonly control: SetupDraft;
  /** Steps of the shortest counterexample. */
  readonly steps: number;
  /** Where the machine and the published scenario disagree, and what decides. */
  readonly finding?: string;
}

/** A published failure that the machine cannot express, and what it would take. */
export interface Unmodelled {
  readonly id: string;
  readonly title: string;
  /** The feature that is missing. */
  readonly feature: string;
  /** What the feature would cost: the files and the states. */
  readonly cost: string;
}
