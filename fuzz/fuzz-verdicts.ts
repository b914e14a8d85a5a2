import { smallSearches } from '../judging/searches/limits.ts';
import type { Plan } from '../judging/searches/plan.ts';
import { runPlan } from '../judging/searches/run-plan.ts';
import { TimeLimit } from '../judging/searches/time-limit.ts';
import { documentOf } from '../judging/verdicts/verdict-document.ts';
import { judged } from '../judging/verdicts/verdicts.ts';
import { clusterTrial } from '../properties/trial.ts';
import { ALL_REDUCTIONS, applicable, NO_REDUCTIONS } from '../reductions/reduced.ts';
import type { VerdictDocument } from '../reports/documents/verdict.ts';
import { type SetupDraft, setupInput } from '../setups/input.ts';
import { resolveSetup } from '../setups/resolve/resolve.ts';
import { overstatements } from './check-verdict.ts';
import { type Found, foundText, type Replayed } from './found.ts';
import type { PartOptions } from './part.ts';
import { randomSetup } from './random-setups.ts';

export interface FuzzVerdictsOptions extends PartOptions {
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
  /** The setups of which a document says more than was searched. */
  readonly overstated: readonly Found[];
}

/** Judges random setups, one after the other, each by searches that come to their end and by others that do not. */
export async function fuzzVerdicts(options: FuzzVerdictsOptions): Promise<FuzzVerdictsResult> {
  const { setups, first, seed, statesMax, onSetup, onFound, check = overstatements } = options;
  const counts = { documents: 0, claims: 0, vacuous: 0, never: 0 };
  const overstated: Found[] = [];
  for (let done = 0; done < setups; done += 1) {
    onSetup?.(done);
    const setup = first + done;
    const draft = randomSetup(seed, setup, options.given);
    const documents = await documentsOf(draft, statesMax);
    counts.documents += documents.length;
    counts.claims += documents.filter(({ semantics }) => semantics !== 'none').length;
    counts.vacuous += documents.filter(({ guarantees }) => guarantees.some(isVacuous)).length;
    counts.never += documents.filter(({ faults = [] }) => faults.some(({ occurred }) => !occurred)).length;
    const problems = [...new Set(documents.flatMap((document) => check(document)))];
    if (problems.length === 0) continue;
    const found = { setup, draft, problems };
    overstated.push(found);
    onFound?.(found);
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

/** What was overstated, for people. */
export const overstatedText = (found: Found, options: Replayed): string =>
  foundText(found, { ...options, part: 'verdicts' }, `a verdict on setup ${found.setup} says more than was searched`);
