import type { HazardsDocument } from './hazards.ts';
import type { FORMAT_VERSION, Verdict, VerdictDocument } from './verdict.ts';

/** The document of `kafka-trial campaign merge --json`: a function of the results alone. Fields are added, never renamed. */
export const CAMPAIGN_FORMAT = 'kafka-trial/campaign';

export interface CampaignDocument {
  readonly format: typeof CAMPAIGN_FORMAT;
  readonly version: typeof FORMAT_VERSION;
  /** The version of this program that every result is of. */
  readonly tool: string;
  readonly jobs: { readonly planned: number; readonly done: number };
  /** Jobs without a result, in the order of the plan. */
  readonly missing: readonly NamedJob[];
  /** Jobs with results that differ: a fault of determinism. Neither counts. */
  readonly conflicts: readonly (NamedJob & { readonly digests: readonly string[] })[];
  /** Combinations that Kafka would not start with. */
  readonly refused: readonly { readonly name: string; readonly why: string }[];
  readonly verdicts: readonly VerdictDocument[];
  readonly hazards?: HazardsDocument;
  /** What became of the counterexamples that the corpus has of each setup; left out where none was tried. */
  readonly corpus?: readonly TriedCorpus[];
  readonly sweep: readonly SweepTable[];
}

/** What the corpus has of a setup, each tried. */
export interface TriedCorpus {
  readonly name: string;
  readonly entries: readonly TriedEntry[];
}

/** An entry of the corpus in the setup as it is: it fails as ever, no longer fails, or no longer fits. */
export interface TriedEntry {
  readonly file: string;
  readonly guarantee: string;
  readonly cause: string;
  readonly outcome: 'fails' | 'fixed' | 'stale';
}

export interface NamedJob {
  readonly key: string;
  /** The setup. */
  readonly name: string;
  /** What is done with it, in words. */
  readonly work: string;
}

/** What became of every guarantee by the values of one key. */
export interface SweepTable {
  readonly key: string;
  readonly values: readonly string[];
  /** The guarantees that are violated with some of its values and not with others, everything else being equal. */
  readonly decides: readonly string[];
  readonly rows: readonly SweepRow[];
}

export interface SweepRow {
  readonly guarantee: string;
  /** By value, in their order: how many of the setups that have it came out how; empty where Kafka refuses all. */
  readonly cells: readonly Readonly<Partial<Record<Verdict, number>>>[];
}
