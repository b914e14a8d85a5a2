import type { Setup } from '../model/setup.ts';
import type { Reductions } from '../reductions/reduced.ts';
import type { HazardsDocument } from '../reports/hazards.ts';
import type { ClaimsDocument, Counterexample, IgnoredKey, ScheduleStep, VerdictDocument } from '../reports/verdict.ts';

/** How a setup is tried. */
export const METHODS = ['auto', 'commands', 'walk', 'exhaustive'] as const;

export type Method = (typeof METHODS)[number];

/** A setup as read from the user's files. */
export interface Resolution {
  readonly setup: Setup;
  readonly ignored: readonly IgnoredKey[];
  readonly notes: readonly string[];
}

/** What a search of a whole scope may cost, and whether it may leave states out. */
export interface SearchLimits {
  /** Threads. */
  readonly workers: number;
  readonly memory: {
    /** Bytes. */
    readonly max: number;
    /** Bytes that the process takes now. */
    used(): number;
  };
  /** Milliseconds that it may take; without them the bound is a number of states, so that two runs are the same. */
  readonly budgetMs?: number;
  readonly reductions: Reductions;
  /** Whether the user has asked to stop. */
  readonly interrupt: { readonly aborted: boolean };
}

/** How far a job is. */
export interface ProgressReport {
  readonly phase: string;
  readonly done: number;
  readonly total?: number;
  /** Of an exhaustive search: states that wait for expansion, and levels so far. */
  readonly queue?: number;
  readonly depth?: number;
}

export interface JudgeOptions {
  /** What the setup is called in the verdict. */
  readonly name: string;
  readonly seed: string;
  readonly runs?: number;
  readonly method: Method;
  readonly limits: SearchLimits;
  readonly onProgress?: (progress: ProgressReport) => void;
}

export interface ClaimsOptions {
  readonly seed: string;
  readonly runs?: number;
  readonly onProgress?: (progress: { readonly claim: string; readonly done: number; readonly total: number }) => void;
  /** Only the claims with these ids. */
  readonly only?: readonly string[];
  /** Whether the user has asked to stop: the claims that were tried by then are the document. */
  readonly interrupt?: { readonly aborted: boolean };
}

export interface HazardsOptions {
  readonly seed: string;
  /** Runs after which one seed of a random explorer counts as having found nothing. */
  readonly runs?: number;
  readonly onProgress?: (progress: { readonly hazard: string; readonly done: number; readonly total: number }) => void;
  /** Only the hazards with these ids, with their stories. */
  readonly only?: readonly string[];
}

/** A small system of its own, explored without a setup; its constants are listed in `systems.ts`. */
export interface SystemSubject {
  readonly system: string;
  readonly constants: Readonly<Record<string, number>>;
  /** Which protocol, for a system that knows several. */
  readonly variant?: string;
}

export interface ExploreOptions {
  /** End as soon as every property has a violation, instead of going on to the end of the scope. */
  readonly stopAtViolation?: boolean;
  /** Count states that differ only in the names of interchangeable actors as one, where the system knows how. */
  readonly symmetry?: boolean;
  readonly limits: SearchLimits;
  readonly onProgress?: (progress: ProgressReport) => void;
}

/** The figures of an exhaustive search. `depth` and the lengths of counterexamples count states, as TLC does. */
export interface ExploreDocument {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly complete: boolean;
  readonly violations: readonly { readonly invariant: string; readonly states: number }[];
  readonly seconds: number;
  /** Threads that searched. */
  readonly workers: number;
  /** Expected number of distinct states taken for one another, from the 64-bit fingerprints. */
  readonly expectedCollisions: number;
  /** How far the search got and why the search stopped, where it is not complete. */
  readonly stopped?: string;
}

/** What runs trials. The command line knows nothing else of machines and searches. */
export interface Engine {
  /** The verdicts on one setup. */
  judge(resolution: Resolution, options: JudgeOptions): Promise<VerdictDocument>;

  /** The verdicts on the guide's claims. With `only`, an unknown id is an `InputError`. */
  judgeClaims(options: ClaimsOptions): Promise<ClaimsDocument>;

  /** The hazards and their controls. With `only`, an unknown id is an `InputError`. */
  judgeHazards(options: HazardsOptions): Promise<HazardsDocument>;

  /**
   * Runs a schedule again and tells its story anew.
   *
   * @throws {InputError} naming `place` when the schedule does not fit the setup or does not violate the guarantee.
   */
  retell(
    setup: Readonly<Record<string, unknown>>,
    schedule: readonly ScheduleStep[],
    guarantee: string,
    place: string,
  ): Counterexample;

  /** Runs again what one seed stands for: `<seed>:<run>`, or `bfs`. Tells the same stories as the first time. */
  fromSeed(
    resolution: Resolution,
    seed: string,
    options: { readonly guarantee?: string; readonly limits: SearchLimits },
  ): Promise<VerdictDocument>;

  /** Searches a whole scope, or a system of its own. */
  explore(subject: Resolution | SystemSubject, options: ExploreOptions): Promise<ExploreDocument>;
}
