import type { SetupDraft } from '../../../setups/input.ts';

/**
 * A world of which it is settled what Kafka does in it: by a run of real brokers, or by Kafka's source. The machine has
 * to give the same verdict.
 */
export interface Entry {
  /** The setup in a few words, as the end of a sentence that begins with the id. */
  readonly title: string;
  readonly setup: SetupDraft;
  readonly guarantee: string;
  /** The only cause that counts; every cause where it is left out. */
  readonly cause?: string;
  /** `holds`: the whole scope was searched, and the guarantee was put to the test there. */
  readonly verdict: 'violated' | 'holds';
  /** What decided: releases and how many of how many runs, or the class and the release at which it was read. */
  readonly decided: string;
}

/** By the id under which a divergence was found: the entries that show it, and their controls. */
export type Entries = Readonly<Record<string, readonly Entry[]>>;
