import type { Scene } from './scene.ts';
import type { Counterexample, FORMAT_VERSION, Verdict } from './verdict.ts';
import { count, counted } from './words.ts';

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

/** `12 / 90`: median and worst; `> 10,000` where random search found nothing. */
export function detectionCostWords({ runsMax, ...cost }: DetectionCost, explorer: Explorer): string {
  const { median, worst } = cost[explorer];
  return [median, worst].map((runs) => (runs === null ? `> ${count(runsMax)}` : count(runs))).join(' / ');
}

/** `producer.acks: 1 → all`. */
export const changeWords = ({ changes }: HazardVerdict): string =>
  changes.map(({ key, hazard, control }) => `${key}: ${hazard} → ${control}`).join(', ');

/** `holds (39 states)`. */
export const controlWords = ({ verdict, states }: ControlVerdict): string =>
  `${verdict === 'not-violated' ? 'not violated' : verdict} (${counted(states, 'state')})`;

/** The steps, and what is not as expected of them. */
export function stepsWords({ steps, expected, shortest }: HazardVerdict): string {
  if (steps === null) return 'not found';
  if (!shortest) return `${count(steps)} (not certified)`;
  return steps === expected ? count(steps) : `${count(steps)} (expected: ${count(expected)})`;
}

/** The hazards in one line. */
export function hazardsSummary({ hazards }: HazardsDocument): string {
  const found = hazards.filter((hazard) => hazard.found).length;
  const holding = hazards.filter(({ control }) => control.verdict === 'holds').length;
  const unviolated = hazards.filter(({ control }) => control.verdict === 'not-violated').length;
  const unexpected = hazards.filter(({ asExpected }) => !asExpected).length;
  const controls = [
    counted(holding, 'control holds', 'controls hold'),
    ...(unviolated === 0 ? [] : [`${count(unviolated)} not violated`]),
  ];
  const verdict = unexpected === 0 ? 'all as expected' : `${count(unexpected)} not as expected`;
  return `${counted(hazards.length, 'hazard')}: ${count(found)} found, ${controls.join(', ')}, ${verdict}`;
}

/** `14 by walk, 11 by commands`: the median over the hazards of the median runs that each explorer needs. */
export function medianDetectionCostWords(hazards: readonly HazardVerdict[]): string {
  const medianOf = (explorer: Explorer): string => {
    const medians = hazards.map(({ random }) => random[explorer].median ?? Number.POSITIVE_INFINITY);
    const middle = medians.sort((one, other) => one - other)[Math.ceil(medians.length / 2) - 1];
    return Number.isFinite(middle) ? count(middle) : 'more runs than were made';
  };
  return `${medianOf('walk')} by walk, ${medianOf('commands')} by commands`;
}
