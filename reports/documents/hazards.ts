import type { Scene } from './scene.ts';
import type { Counterexample, FORMAT_VERSION, Verdict } from './verdict.ts';

/** The document of `kafka-trial hazards --json`. Fields are added, never renamed (DESIGN §7). */
export const HAZARDS_FORMAT = 'kafka-trial/hazards';

export interface HazardsDocument {
  readonly format: typeof HAZARDS_FORMAT;
  readonly version: typeof FORMAT_VERSION;
  readonly seed: string;
  readonly hazards: readonly HazardVerdict[];
  /** The published failures that the machine cannot express. */
  readonly unmodelled: readonly UnmodelledHazard[];
}

/** What became of one hazard and its control. */
export interface HazardVerdict {
  readonly id: string;
  readonly title: string;
  readonly guarantee: string;
  readonly status: 'configuration' | 'fixed' | 'open';
  readonly affected: string;
  /** What goes wrong and what the fix does about it. */
  readonly story: string;
  readonly sources: readonly string[];
  /** Where the machine and the published scenario disagree. */
  readonly finding?: string;
  /** The setup in which the guarantee is violated, as its author wrote it. */
  readonly setup: Readonly<Record<string, unknown>>;
  /** What the control has otherwise. */
  readonly changes: readonly SetupChange[];
  readonly found: boolean;
  /** Steps of the counterexample; null where none was found. */
  readonly steps: number | null;
  /** The steps that the suite commits to. */
  readonly expected: number;
  /** Whether breadth-first search found it, so that no schedule is shorter. */
  readonly shortest: boolean;
  /** Distinct states that the search met before it found it. */
  readonly states: number;
  readonly seconds: number;
  readonly control: ControlVerdict;
  readonly random: DetectionCost;
  /** Whether it was found in the steps expected and the control is not violated. */
  readonly asExpected: boolean;
  /** The counterexample with its story, where the stories were asked for. */
  readonly counterexample?: Counterexample;
  /** How it is drawn, beside the same schedule in the control. */
  readonly scene?: Scene;
}

/** One key in which the control differs, with its values here and there. */
export interface SetupChange {
  readonly key: string;
  readonly hazard: string;
  readonly control: string;
}

export interface ControlVerdict {
  /** `holds`: the whole scope was searched. `not-violated`: it was too large, and random runs found nothing. */
  readonly verdict: Verdict;
  readonly states: number;
}

/** How many runs random search needs until it finds a hazard, over several seeds; null: more than `runsMax`. */
export interface DetectionCost {
  /** The median of the explorer that needs fewer. */
  readonly runsToFind: number | null;
  readonly seeds: number;
  /** Runs after which a seed counts as having found nothing. */
  readonly runsMax: number;
  readonly walk: RunsToFind;
  readonly commands: RunsToFind;
}

/** The two explorers that search at random. */
export type Explorer = 'walk' | 'commands';

export interface RunsToFind {
  /** Within so many runs half of the seeds have found it. */
  readonly median: number | null;
  /** Within so many runs every seed has. */
  readonly worst: number | null;
}

export interface UnmodelledHazard {
  readonly id: string;
  readonly title: string;
  readonly feature: string;
  readonly cost: string;
}
