import { CLAIMS } from '../../properties/claims/claims.ts';
import { type Claim, type ClaimTrial, trialsOf } from '../../properties/claims/claim.ts';
import { decide } from '../../properties/claims/decide.ts';
import { clusterTrial } from '../../properties/trial.ts';
import type { ClaimVerdict, VerdictDocument } from '../../reports/documents/verdict.ts';
import { InputError } from '../../setups/input-error.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { suggestion } from '../../setups/suggestion.ts';
import type { EntryHost } from './entry-host.ts';
import { smallSearches } from '../searches/limits.ts';
import { claimPlan, claimRunsDefault } from '../searches/plans.ts';
import { runPlan } from '../searches/run-plan.ts';
import { withClaimScenes } from '../scenes/claim-scenes.ts';
import { TimeLimit } from '../searches/time-limit.ts';
import { judged } from '../verdicts/verdicts.ts';

/** A claim of the guide, and how it is to be tried. */
export interface ClaimAsked {
  readonly id: string;
  readonly seed: string;
  readonly runs?: number;
}

/** @throws {InputError} where the guide makes no such claim. */
export function claimNamed(id: string): Claim {
  const claim = CLAIMS.find((candidate) => candidate.id === id);
  if (claim !== undefined) return claim;
  const ids = CLAIMS.map((candidate) => candidate.id);
  throw new InputError(id, 'the guide has no claim of this name', suggestion(id, ids));
}

/** Tries all that a claim stands for, and decides it. */
export async function claimVerdict(asked: ClaimAsked, host: EntryHost): Promise<ClaimVerdict> {
  const claim = claimNamed(asked.id);
  const trials: VerdictDocument[] = [];
  for (const trial of trialsOf(claim)) trials.push(await judgeTrial(trial, asked, host));
  const decision = decide(claim, trials);
  return {
    id: claim.id,
    section: claim.section,
    quote: claim.quote,
    verdict: decision.verdict,
    expected: claim.expected,
    asExpected: decision.asExpected,
    ...(decision.guarantee === undefined ? {} : { guarantee: decision.guarantee }),
    ...(claim.premise === undefined ? {} : { premise: claim.premise.text }),
    explanation: claim.explanation,
    objections: [...decision.objections, ...decision.premiseObjections].map(({ trial, found }) => `${trial}: ${found}`),
    trials: withClaimScenes(claim, trials),
  };
}

async function judgeTrial(
  trial: ClaimTrial,
  { seed, runs = claimRunsDefault }: ClaimAsked,
  { signal }: EntryHost,
): Promise<VerdictDocument> {
  const setup = setupOf(trial.setup, trial.name);
  const onTrial = clusterTrial(setup);
  const time = new TimeLimit({ signal, now: () => 0 });
  const found = await runPlan(onTrial, claimPlan(seed, runs), smallSearches(time));
  const { undone, ...verdicts } = await judged(setup, onTrial, found, time);
  return {
    format: 'kafka-trial/verdict',
    version: 1,
    name: trial.name,
    setup: { ...setup },
    seed,
    scope: { ...setup.scope },
    ...verdicts,
    ignored: [],
    notes: undone,
  };
}
