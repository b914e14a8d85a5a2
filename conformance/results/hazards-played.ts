import type { ResultOutcome, ResultsDocument } from './results-document.ts';

/** The hazards that were tried on real Kafka, by what came of each over all releases on which it was. */
export interface HazardsPlayed {
  /** Agree wherever they could be played. */
  readonly agrees: readonly string[];
  /** Diverge on a release. */
  readonly diverges: readonly string[];
  /** Diverge nowhere, but nothing is known of a release, as the harness failed. */
  readonly failed: readonly string[];
  /** Could be played nowhere. */
  readonly unplayable: readonly string[];
  readonly leftOut: readonly string[];
}

/** Counts each hazard once, whatever it was played on. */
export function hazardsPlayed({ parts, leftOut }: ResultsDocument): HazardsPlayed {
  const found = new Map<string, Set<ResultOutcome>>();
  for (const { cases } of parts.filter(({ group }) => group === 'hazard')) {
    for (const [name, [outcome]] of Object.entries(cases)) found.set(name, (found.get(name) ?? new Set()).add(outcome));
  }
  const of = (outcome: ResultOutcome): string[] =>
    [...found].flatMap(([name, outcomes]) => (worstOf(outcomes) === outcome ? [name] : [])).sort();
  return {
    agrees: of('agrees'),
    diverges: of('diverges'),
    failed: of('failed'),
    unplayable: of('unplayable'),
    leftOut: Object.keys(leftOut.hazard ?? {}).filter((name) => !name.includes('control')),
  };
}

const worstOf = (outcomes: ReadonlySet<ResultOutcome>): ResultOutcome | undefined =>
  (['diverges', 'failed', 'agrees', 'unplayable'] as const).find((outcome) => outcomes.has(outcome));
