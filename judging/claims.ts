import { mergeCoverage } from '../explorers/coverage.ts';
import { setupOf } from '../setups/resolve.ts';
import { type Claim, type ClaimTrial, trialsOf } from '../properties/claims/claim.ts';
import { CLAIM_STATES_MAX, CLAIMS } from '../properties/claims/claims.ts';
import { decide } from '../properties/claims/decide.ts';
import { clusterTrial } from '../properties/trial.ts';
import {
  type ClaimsDocument,
  CLAIMS_FORMAT,
  type ClaimVerdict,
  FORMAT_VERSION,
  VERDICT_FORMAT,
  type VerdictDocument,
} from '../reports/verdict.ts';
import type { ClaimsOptions } from '../cli/engine.ts';
import { InputError } from '../setups/input-error.ts';
import { otherWork } from '../cli/io.ts';
import { suggestion } from '../setups/suggestion.ts';
import { search } from './search.ts';
import { judged } from './verdicts.ts';

/** Random runs of a trial whose scope is too large to be searched whole; no trial of the suite is. */
const runsDefault = 5_000;

/** Tries the guide's claims, one by one. */
export async function judgeClaims(options: ClaimsOptions): Promise<ClaimsDocument> {
  const chosen = choose(options.only);
  const claims: ClaimVerdict[] = [];
  for (const claim of chosen) {
    options.onProgress?.({ claim: claim.id, done: claims.length, total: chosen.length });
    claims.push(judgeClaim(claim, options));
    await otherWork();
    if (options.interrupt?.aborted === true) break;
  }
  return {
    format: CLAIMS_FORMAT,
    version: FORMAT_VERSION,
    seed: options.seed,
    claims,
    coverage: mergeCoverage(claims.flatMap(({ trials }) => trials.map(({ coverage }) => coverage))),
  };
}

function choose(only: readonly string[] | undefined): readonly Claim[] {
  if (only === undefined) return CLAIMS;
  return only.map((id) => {
    const claim = CLAIMS.find((candidate) => candidate.id === id);
    if (claim !== undefined) return claim;
    const ids = CLAIMS.map((candidate) => candidate.id);
    throw new InputError(id, 'the guide has no claim of this name', suggestion(id, ids));
  });
}

function judgeClaim(claim: Claim, options: ClaimsOptions): ClaimVerdict {
  const trials = trialsOf(claim).map((trial) => judgeTrial(trial, options));
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
    trials,
  };
}

function judgeTrial(trial: ClaimTrial, { seed, runs }: ClaimsOptions): VerdictDocument {
  const setup = setupOf(trial.setup, trial.name);
  const onTrial = clusterTrial(setup);
  const searches = search(onTrial, {
    method: 'auto',
    seed,
    statesMax: CLAIM_STATES_MAX,
    runs: runs ?? runsDefault,
  });
  return {
    format: VERDICT_FORMAT,
    version: FORMAT_VERSION,
    name: trial.name,
    setup: { ...setup },
    seed,
    scope: { ...setup.scope },
    ...judged(setup, onTrial, searches),
    ignored: [],
    notes: [],
  };
}
