import type { Scene } from './scene.ts';

/**
 * The verdict file: the one format that everything that is shown is rendered from, and its version.
 *
 * The shape is a contract (DESIGN §7): scripts depend on it. Fields are added, never renamed; `version` rises when a
 * reader of the older version would misunderstand.
 */
export const VERDICT_FORMAT = 'kafka-trial/verdict';
export const CLAIMS_FORMAT = 'kafka-trial/claims';
export const FORMAT_VERSION = 1;

export type Verdict = 'holds' | 'not-violated' | 'violated' | 'vacuous';

export type Semantics = 'at-most-once' | 'at-least-once' | 'exactly-once' | 'none';

export interface VerdictDocument {
  readonly format: typeof VERDICT_FORMAT;
  readonly version: typeof FORMAT_VERSION;
  /** The resolved setup, as its file would spell it. */
  readonly setup: Readonly<Record<string, unknown>>;
  /** A short name for people: the setup file's name, or a claim's trial. */
  readonly name: string;
  /** The files that the setup was read from, as the user named them. */
  readonly sources?: readonly string[];
  /** Whose clients were judged: the library and its version; files of before have none. */
  readonly client?: string;
  readonly seed: string;
  readonly scope: Readonly<Record<string, number>>;
  /** What the setup gives: all that it rests on was put to the test and is not violated. */
  readonly semantics: Semantics;
  /** The same judged apart for effects inside Kafka and outside it, where a transform has both. */
  readonly semanticsByEffect?: { readonly kafka: Semantics; readonly external: Semantics };
  /**
   * True when every guarantee that `semantics` rests on holds by a complete search, and a counterexample takes away what
   * is stronger.
   */
  readonly proved: boolean;
  /** The verdict on `partition-order`; files of before have none. */
  readonly ordered?: Verdict;
  /** Every kind of fault that the setup allows, in the order of the table of faults; files of before have none. */
  readonly faults?: readonly AllowedFault[];
  /**
   * Known faults of the setup's versions of Kafka that a run of it could meet and that the machine lacks, so that Kafka may
   * break what is said to hold: each by its issue, or in a few words. The notes tell what happens.
   */
  readonly lacks?: readonly string[];
  readonly guarantees: readonly GuaranteeVerdict[];
  readonly coverage: Coverage;
  /** Keys of the user's files that are Kafka's but do not bear on delivery. */
  readonly ignored: readonly IgnoredKey[];
  /** What the user should know about the setup itself, such as idempotence switched off by a conflicting key. */
  readonly notes: readonly string[];
}

/** A kind of fault that may happen, and whether it did. */
export interface AllowedFault {
  /** A key of `faults` in the setup. */
  readonly kind: string;
  /** How often it may happen in one run; above 0. */
  readonly budget: number;
  /**
   * Whether it happened in any state or run that was counted. If not, the verdicts say nothing of it. That it cannot
   * happen follows only where the whole scope was searched.
   */
  readonly occurred: boolean;
}

export interface IgnoredKey {
  readonly key: string;
  readonly place: string;
  /** The section of the setup that it stands in. */
  readonly section?: string;
  /** Why it has no effect, as a clause that fits behind the key. */
  readonly why?: string;
}

export interface GuaranteeVerdict {
  readonly id: string;
  readonly verdict: Verdict;
  /** What the guarantee claims, in one paragraph. */
  readonly claim: string;
  readonly evidence: Evidence;
  /** The shortest counterexample found. */
  readonly counterexample?: Counterexample;
  /** The shortest counterexample of every distinct cause, the one above included. */
  readonly causes?: readonly Counterexample[];
  /** How each of `causes` is drawn, in their order; files of before have none. */
  readonly scenes?: readonly Scene[];
  /** The one change that closes the hole, or its cause; how far that is known, it says itself. */
  readonly remedy?: Remedy;
}

export interface Remedy {
  /** What to do, in words. */
  readonly change: string;
  /** The same as keys of a setup file, which replace those of the setup. */
  readonly edit?: Readonly<Record<string, unknown>>;
  /** The setup with the change made, which was verified, as its file would spell it; files of before have none. */
  readonly setup?: Readonly<Record<string, unknown>>;
  /** The verdict on the guarantee, for every cause, in the setup's own scope with the change made. */
  readonly verified: Verdict;
  /**
   * `guarantee`: no violation is left. `cause`: the guarantee is violated still, but no longer for the cause of its
   * counterexample. Files of before this field did not tell the two apart.
   */
  readonly closes?: 'guarantee' | 'cause';
  /** With `cause`, those for which the guarantee is still violated. */
  readonly remains?: readonly string[];
  /** Random runs of the changed setup, where its scope was not searched whole. */
  readonly runs?: number;
  /** As `lacks` of a document, of the changed setup. */
  readonly lacks?: readonly string[];
}

export type Evidence = Searched &
  FewFaultsEvidence & {
    /**
     * And everything was in which followers lag at most so often, fewer times than `scope.lags` allows, whatever faults happen, and
     * the guarantee was put to the test there.
     */
    readonly lagsAtMost?: number;
    /** Where that was too much even without a lag: the same of faults, while no follower lags. */
    readonly withoutLag?: FewFaultsEvidence;
  };

/** With which faults all that can happen was searched. */
export interface FewFaultsEvidence {
  /**
   * Where the whole scope was not searched: everything was in which at most so many of the faults that it allows happen,
   * whichever they are, and the guarantee was put to the test there.
   */
  readonly faultsAtMost?: number;
  /**
   * And everything was in which none but these faults happen: choices of more, by keys of `faults` in the setup and how often
   * each may happen; none is within another, and the guarantee was put to the test in each.
   */
  readonly faultsSearched?: readonly Readonly<Record<string, number>>[];
}

type Searched =
  | {
      readonly method: 'exhaustive';
      readonly states: number;
      readonly generated: number;
      readonly depth: number;
      readonly complete: boolean;
      /** One state stands for all that differ in the names of interchangeable things. */
      readonly symmetry?: boolean;
      /** Of steps that commute one order was tried. */
      readonly commuting?: boolean;
      /** Expected number of distinct states taken for one another, from the 64-bit fingerprints. */
      readonly expectedCollisions: number;
      /**
       * Of a scope that was searched in so many parts, by the faults that happen: the figures are sums over their searches,
       * the depth the largest.
       */
      readonly parts?: number;
      /** How far the search got and why it stopped, where it is not complete. */
      readonly stopped?: string;
      /** In how many states the guarantee was put to the test. */
      readonly exercised: number;
    }
  | {
      readonly method: 'walk' | 'commands';
      readonly runs: number;
      readonly steps: number;
      readonly exercised: number;
      /** How far the search of the whole scope got before it gave way to the runs. */
      readonly unfinished?: string;
    };

export interface Counterexample {
  /** Number of actions in the schedule. */
  readonly steps: number;
  /** True when a complete breadth-first search certifies that no schedule is shorter. */
  readonly shortest: boolean;
  /** The seed that finds it again, `<seed>:<run>` for a random run, `bfs` for the exhaustive search. */
  readonly seed: string;
  /** The command line that finds and tells it again, ready to be pasted. */
  readonly replay?: string;
  readonly schedule: readonly ScheduleStep[];
  /** The setup that the schedule runs in, where shrinking found that a smaller one than the document's will do. */
  readonly setup?: Readonly<Record<string, unknown>>;
  readonly cause: string;
  /** The published issues that the story tells, such as `KAFKA-15591`: the fix of each, alone, takes the cause away. */
  readonly known?: readonly string[];
  /** One sentence: what went wrong, with the records and offsets of this story. */
  readonly summary: string;
  /** The steps that the summary rests on, counted from 1; files of before have none. */
  readonly decisive?: readonly number[];
  /** What each step changed, as an outside observer sees it; one entry a step of the schedule. */
  readonly story: readonly StoryStep[];
  /** Where things stand at the end, drawn in a few lines of text. */
  readonly picture?: readonly string[];
}

/** An action of the model as plain data. */
export type ScheduleStep = { readonly type: string } & Readonly<Record<string, string | number | boolean>>;

/** One step told in words: what happened, and what it changed. */
export interface StoryStep {
  readonly actor: string;
  readonly text: string;
  readonly effects: readonly string[];
}

export interface Coverage {
  /** How often each type of action fired. */
  readonly actions: Readonly<Record<string, number>>;
  /** How often each `sometimes` goal was reached. */
  readonly goals: Readonly<Record<string, number>>;
}

export interface ClaimsDocument {
  readonly format: typeof CLAIMS_FORMAT;
  readonly version: typeof FORMAT_VERSION;
  readonly seed: string;
  readonly claims: readonly ClaimVerdict[];
  /** Goals and actions over all trials. */
  readonly coverage: Coverage;
}

export interface ClaimVerdict {
  readonly id: string;
  readonly section: string;
  readonly quote: string;
  /**
   * The guarantee that the claim turns on: its counterexample refutes what the claim promises, or confirms what the claim
   * says may happen.
   */
  readonly guarantee?: string;
  /** `undecided`: a trial shows neither what the claim says nor the opposite, which is never what the suite expects. */
  readonly verdict: 'confirmed' | 'refuted' | 'undecided';
  /** The verdict that the suite commits to; a run that disagrees exits with 1. */
  readonly expected: 'confirmed' | 'refuted';
  /** Whether the verdict is the expected one and the premise, where there is one, was verified. */
  readonly asExpected: boolean;
  /** What the trials showed against the claim or its premise. */
  readonly objections: readonly string[];
  /** For a refuted claim, the premise under which it holds, verified by the last trials. */
  readonly premise?: string;
  readonly explanation: string;
  readonly trials: readonly VerdictDocument[];
}
