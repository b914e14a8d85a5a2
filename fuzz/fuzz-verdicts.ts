import { stringify } from 'yaml';
import { smallSearches } from '../judging/limits.ts';
import type { Plan } from '../judging/plan.ts';
import { runPlan } from '../judging/run-plan.ts';
import { TimeLimit } from '../judging/time-limit.ts';
import { documentOf } from '../judging/verdict-document.ts';
import { judged } from '../judging/verdicts.ts';
import { clusterTrial } from '../properties/trial.ts';
import { ALL_REDUCTIONS, applicable, NO_REDUCTIONS } from '../reductions/reduced.ts';
import type { VerdictDocument } from '../reports/verdict.ts';
import { type SetupDraft, setupInput } from '../setups/input.ts';
import { resolveSetup } from '../setups/resolve.ts';
import { overstatements } from './check-verdict.ts';
import { randomSetup } from './random-setups.ts';

export interface FuzzVerdictsOptions {
  /** How many setups are drawn. */
  readonly setups: number;
  /** The number of the first one; setup `i` of a seed is the same whichever is the first. */
  readonly first: number;
  readonly seed: string;
  /** Distinct states after which a search gives way to random runs. */
  readonly statesMax: number;
  /** Heard before each setup. */
  readonly onSetup?: (done: number) => void;
  /** Heard as soon as one is found. */
  readonly onOverstated?: (overstated: Overstated) => void;
  /** What a document says too much. */
  readonly check?: (document: VerdictDocument) => readonly string[];
}

export interface FuzzVerdictsResult {
  /** Setups of which no document says too much, and the others. */
  readonly outcomes: { readonly true: number; readonly overstated: number };
  readonly documents: number;
  /** Of the documents those that claim a semantics, with a guarantee that is vacuous, with a fault that never happened. */
  readonly claims: number;
  readonly vacuous: number;
  readonly never: number;
  readonly overstated: readonly Overstated[];
}

/** A setup of which a document says more than was searched. */
export interface Overstated {
  /** The number of the setup, see `FuzzVerdictsOptions.first`. */
  readonly setup: number;
  readonly draft: SetupDraft;
  readonly overstatements: readonly string[];
}

/** Judges random setups, one after the other, each by searches that come to their end and by others that do not. */
export async function fuzzVerdicts(options: FuzzVerdictsOptions): Promise<FuzzVerdictsResult> {
  const { setups, first, seed, statesMax, onSetup, onOverstated, check = overstatements } = options;
  const counts = { documents: 0, claims: 0, vacuous: 0, never: 0 };
  const overstated: Overstated[] = [];
  for (let done = 0; done < setups; done += 1) {
    onSetup?.(done);
    const setup = first + done;
    const draft = randomSetup(seed, setup);
    const documents = await documentsOf(draft, statesMax);
    counts.documents += documents.length;
    counts.claims += documents.filter(({ semantics }) => semantics !== 'none').length;
    counts.vacuous += documents.filter(({ guarantees }) => guarantees.some(isVacuous)).length;
    counts.never += documents.filter(({ faults = [] }) => faults.some(({ occurred }) => !occurred)).length;
    const found = [...new Set(documents.flatMap((document) => check(document)))];
    if (found.length === 0) continue;
    overstated.push({ setup, draft, overstatements: found });
    onOverstated?.({ setup, draft, overstatements: found });
  }
  return { outcomes: { true: setups - overstated.length, overstated: overstated.length }, ...counts, overstated };
}

const isVacuous = ({ verdict }: VerdictDocument['guarantees'][number]): boolean => verdict === 'vacuous';

/** As much as can be searched, hardly anything, and random runs few and fewer. */
const plansOf = (seed: string, statesMax: number, reductions: typeof NO_REDUCTIONS): readonly Plan[] => [
  [
    { method: 'exhaustive', reductions, statesMax },
    { method: 'walk', seed, runs: 5, when: 'uncounted' },
    { method: 'walk', seed, runs: 5, when: 'unfinished' },
  ],
  [{ method: 'exhaustive', reductions: NO_REDUCTIONS, statesMax: 20 }],
  [{ method: 'walk', seed, runs: 1 }],
];

/** The verdicts on a setup, told without remedies, and with counterexamples as they are: their length is not in question. */
async function documentsOf(draft: SetupDraft, statesMax: number): Promise<VerdictDocument[]> {
  const resolution = resolveSetup(setupInput(draft, 'fuzz'));
  const trial = clusterTrial(resolution.setup);
  const seed = 'fuzz';
  const documents: VerdictDocument[] = [];
  for (const plan of plansOf(seed, statesMax, applicable(trial.world, ALL_REDUCTIONS))) {
    const found = await runPlan(trial, plan, smallSearches());
    const verdicts = await judged(resolution.setup, trial, found, spent());
    documents.push(documentOf(resolution, { name: 'fuzz', seed }, verdicts));
  }
  return documents;
}

/** A budget that is used up. */
function spent(): TimeLimit {
  let now = 0;
  const limit = new TimeLimit({ budgetMs: 1, now: () => now });
  now = 1;
  return limit;
}

/** What was overstated, for people: the setup as a file, and the line that finds it again. */
export function overstatedText({ setup, draft, overstatements: found }: Overstated, seed: string): string {
  return [
    `a verdict on setup ${setup} says more than was searched:`,
    ...found.map((overstatement) => `  ${overstatement}`),
    '',
    stringify(draft).trimEnd(),
    '',
    `replay: npm run fuzz -- verdicts --setups 1 --seed ${seed}:${setup}`,
    '',
  ].join('\n');
}
