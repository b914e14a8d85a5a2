import type { SetupDraft } from '../../setups/input.ts';

/** What can become of a claim. */
export type ClaimOutcome = 'confirmed' | 'refuted';

/**
 * A sentence of the delivery-semantics guide, put to the test: what it asserts, of which setups, and what the suite
 * commits to. Plain data: the verdict is earned by the trials (`decide`), `expected` is only compared with it.
 */
export interface Claim {
  /** The section, then a few words, such as `2.1-no-duplicates`. */
  readonly id: string;
  /** Number of the guide's section. */
  readonly section: string;
  /** The claiming sentence or clause, word for word. */
  readonly quote: string;
  readonly expected: ClaimOutcome;
  /** What the claim speaks of, and what it says must be seen there. */
  readonly trials: readonly ClaimTrial[];
  /** For a refuted claim: what it leaves out, and trials that show that it holds then. */
  readonly premise?: Premise;
  /** Why the verdict is what it is, in a sentence or two. */
  readonly explanation: string;
}

export interface Premise {
  /** What must be given, as a clause that starts a sentence. */
  readonly text: string;
  readonly trials: readonly ClaimTrial[];
}

/** One setup, and everything that the claim says of it. */
export interface ClaimTrial {
  /** A few words that tell it from the claim's other trials. */
  readonly name: string;
  readonly setup: SetupDraft;
  readonly expects: readonly Expectation[];
}

/** One thing that a claim says of a setup. */
export type Expectation =
  /** The guarantee is never broken. */
  | { readonly type: 'kept'; readonly guarantee: string }
  /** The guarantee can be broken, for this cause where one is named. */
  | { readonly type: 'broken'; readonly guarantee: string; readonly cause?: string }
  /** Something can happen: one of the `sometimes` goals. */
  | { readonly type: 'reaches'; readonly goal: string }
  /** A key has this value where the trial's setup leaves it out. */
  | { readonly type: 'default'; readonly section: DefaultSection; readonly key: string; readonly value: string };

/** The sections of a setup whose keys are Kafka's own. */
export type DefaultSection = 'producer' | 'consumer' | 'topic' | 'broker';

export const kept = (guarantee: string): Expectation => ({ type: 'kept', guarantee });

export const broken = (guarantee: string, cause?: string): Expectation => ({ type: 'broken', guarantee, cause });

export const reaches = (goal: string): Expectation => ({ type: 'reaches', goal });

export const defaultIs = (section: DefaultSection, key: string, value: string): Expectation => ({
  type: 'default',
  section,
  key,
  value,
});

/**
 * The three semantics as a reader of the guide understands them: each says what is excluded, and, but for the strongest,
 * what has to be lived with. A setup that does better than it should is not called by the lesser name.
 */
export const AT_MOST_ONCE: readonly Expectation[] = [kept('no-duplicates'), broken('no-loss')];
export const AT_LEAST_ONCE: readonly Expectation[] = [kept('no-loss'), broken('no-duplicates')];
export const EXACTLY_ONCE: readonly Expectation[] = [kept('no-loss'), kept('no-duplicates')];

/** All that the transactional setups promise besides. */
export const TRANSACTIONAL: readonly Expectation[] = [
  kept('atomic-transaction'),
  kept('offsets-with-records'),
  kept('read-committed-visibility'),
];

/** All trials of a claim in the order in which they run: the claim's own, then those of its premise. */
export const trialsOf = (claim: Claim): readonly ClaimTrial[] => [...claim.trials, ...(claim.premise?.trials ?? [])];
