import { mergeCoverage } from '../explorers/coverage.ts';
import { setupOf } from '../setups/resolve.ts';
import { type Claim, type ClaimTrial, trialsOf } from '../properties/claims/claim.ts';
import { CLAIMS } from '../properties/claims/claims.ts';
import { decide } from '../properties/claims/decide.ts';
import { clusterTrial } from '../properties/trial.ts';
import type { ClaimsDocument, ClaimVerdict, VerdictDocument } from '../reports/verdict.ts';
import { InputError } from '../setups/input-error.ts';
import { suggestion } from '../setups/suggestion.ts';
import { smallSearches } from './limits.ts';
import { claimPlan, claimRunsDefault } from './plans.ts';
import { runPlan } from './run-plan.ts';
import { withClaimScenes } from './scenes/claim-scenes.ts';
import { TimeLimit } from './time-limit.ts';
import { judged } from './verdicts.ts';

export interface ClaimsOptions {
  readonly seed: string;
  readonly runs?: number;
  readonly onProgress?: (progress: { readonly claim: string; readonly done: number; readonly total: number }) => void;
  /** Only the claims with these ids. */
  readonly only?: readonly string[];
  /** Asks to stop: the claims that were tried by then are the document. */
  readonly signal?: { readonly aborted: boolean };
}

/** Tries the guide's claims, one by one. */
export async function judgeClaims(options: ClaimsOptions): Promise<ClaimsDocument> {
  const chosen = claimsNamed(options.only);
  const claims: ClaimVerdict[] = [];
  for (const claim of chosen) {
    options.onProgress?.({ claim: claim.id, done: claims.length, total: chosen.length });
    const verdict = await judgeClaim(claim, options);
    // A claim that was interrupted is decided by nothing.
    if (options.signal?.aborted === true) break;
    claims.push(verdict);
  }
  return {
    format: 'kafka-trial/claims',
    version: 1,
    seed: options.seed,
    claims,
    coverage: mergeCoverage(claims.flatMap(({ trials }) => trials.map(({ coverage }) => coverage))),
  };
}

function claimsNamed(only: readonly string[] | undefined): readonly Claim[] {
  if (only === undefined) return CLAIMS;
  return only.map((id) => {
    const claim = CLAIMS.find((candidate) => candidate.id === id);
    if (claim !== undefined) return claim;
    const ids = CLAIMS.map((candidate) => candidate.id);
    throw new InputError(id, 'the guide has no claim of this name', suggestion(id, ids));
  });
}

async function judgeClaim(claim: Claim, options: ClaimsOptions): Promise<ClaimVerdict> {
  const trials: VerdictDocument[] = [];
  for (const trial of trialsOf(claim)) trials.push(await judgeTrial(trial, options));
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

async function judgeTrial(trial: ClaimTrial, { seed, runs, signal }: ClaimsOptions): Promise<VerdictDocument> {
  const setup = setupOf(trial.setup, trial.name);
  const onTrial = clusterTrial(setup);
  const time = new TimeLimit({ signal, now: () => 0 });
  const found = await runPlan(onTrial, claimPlan(seed, runs ?? claimRunsDefault), smallSearches(time));
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
