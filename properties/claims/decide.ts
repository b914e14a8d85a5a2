import { setupOf } from '../../setups/resolve/resolve.ts';
import { type Claim, type ClaimOutcome, type ClaimTrial, type Expectation, trialsOf } from './claim.ts';

/** What judging a claim needs to know of one trial: a part of a verdict document. */
export interface TrialOutcome {
  readonly guarantees: readonly GuaranteeOutcome[];
  readonly coverage: { readonly goals: Readonly<Record<string, number>> };
}

export interface GuaranteeOutcome {
  readonly id: string;
  readonly verdict: 'holds' | 'not-violated' | 'violated' | 'vacuous';
  /** How it was broken, the shortest way first. */
  readonly counterexample?: { readonly cause: string };
  readonly causes?: readonly { readonly cause: string }[];
}

/** Something that a trial did not show as the claim says. */
export interface Objection {
  readonly trial: string;
  /** `contradicted`: the trial shows the opposite. `open`: it shows neither. */
  readonly kind: 'contradicted' | 'open';
  /** What was found instead, in words. */
  readonly found: string;
  /** The guarantee that it is about, where it is about one. */
  readonly guarantee?: string;
}

/** A claim with what its trials make of it. */
export interface Decision {
  /** `undecided`: a trial shows neither what the claim says nor the opposite, and none contradicts it. */
  readonly verdict: ClaimOutcome | 'undecided';
  /** Whether verdict and premise are what the suite commits to. */
  readonly asExpected: boolean;
  /**
   * The guarantee that the claim turned on: its counterexample refutes the claim, or shows what a confirmed claim says
   * may happen. Absent where no guarantee was broken.
   */
  readonly guarantee?: string;
  /** Why the claim is not confirmed, contradictions first. */
  readonly objections: readonly Objection[];
  /** What is wrong with the premise; empty when it is verified, or there is none. */
  readonly premiseObjections: readonly Objection[];
}

/**
 * Judges a claim by what its trials showed: confirmed when every trial shows all that the claim says of it, refuted when
 * one shows the opposite.
 *
 * @param outcomes one for each of `trialsOf(claim)`, in that order.
 */
export function decide(claim: Claim, outcomes: readonly TrialOutcome[]): Decision {
  const trials = trialsOf(claim);
  if (outcomes.length !== trials.length) {
    throw new RangeError(`claim ${claim.id} has ${trials.length} trials, but ${outcomes.length} outcomes were given`);
  }
  const own = claim.trials.length;
  const objections = objectionsOf(claim.trials, outcomes.slice(0, own));
  const premiseObjections = objectionsOf(claim.premise?.trials ?? [], outcomes.slice(own));
  const verdict = verdictOf(objections);
  return {
    verdict,
    asExpected: verdict === claim.expected && premiseObjections.length === 0,
    guarantee: turningPoint(claim, objections),
    objections,
    premiseObjections,
  };
}

function verdictOf(objections: readonly Objection[]): Decision['verdict'] {
  if (objections.length === 0) return 'confirmed';
  return objections.some(({ kind }) => kind === 'contradicted') ? 'refuted' : 'undecided';
}

function turningPoint(claim: Claim, objections: readonly Objection[]): string | undefined {
  if (objections.length > 0) {
    // A default that is another one has no story of its own; what follows from it has.
    return objections.find(({ kind, guarantee }) => kind === 'contradicted' && guarantee !== undefined)?.guarantee;
  }
  for (const { expects } of claim.trials) {
    for (const expectation of expects) if (expectation.type === 'broken') return expectation.guarantee;
  }
  return undefined;
}

function objectionsOf(trials: readonly ClaimTrial[], outcomes: readonly TrialOutcome[]): readonly Objection[] {
  const all = trials.flatMap((trial, index) =>
    trial.expects.flatMap((expectation) => {
      const objection = objectionTo(expectation, trial, outcomes[index]);
      return objection === null ? [] : [{ trial: trial.name, ...objection }];
    }),
  );
  return [...all.filter(({ kind }) => kind === 'contradicted'), ...all.filter(({ kind }) => kind === 'open')];
}

type Found = Omit<Objection, 'trial'> | null;

/** What a trial has to say against one expectation; null when it shows just that. */
function objectionTo(expectation: Expectation, trial: ClaimTrial, outcome: TrialOutcome): Found {
  if (expectation.type === 'kept') return objectionToKept(expectation.guarantee, outcome);
  if (expectation.type === 'broken') return objectionToBroken(expectation, outcome);
  if (expectation.type === 'default') return objectionToDefault(expectation, trial);
  // A goal that was not reached may still be reachable: counts are no proof.
  const times = outcome.coverage.goals[expectation.goal] ?? 0;
  return times > 0 ? null : { kind: 'open', found: `"${expectation.goal}" was never reached` };
}

const find = (outcome: TrialOutcome, guarantee: string): GuaranteeOutcome | undefined =>
  outcome.guarantees.find(({ id }) => id === guarantee);

function objectionToKept(guarantee: string, outcome: TrialOutcome): Found {
  const found = find(outcome, guarantee);
  if (found?.verdict === 'holds' || found?.verdict === 'not-violated') return null;
  if (found?.verdict === 'violated') {
    const cause = found.counterexample === undefined ? '' : ` (${found.counterexample.cause})`;
    return { kind: 'contradicted', found: `${guarantee} is violated${cause}`, guarantee };
  }
  return { kind: 'open', found: `${guarantee} was never put to the test`, guarantee };
}

type ExpectationOf<T extends Expectation['type']> = Extract<Expectation, { readonly type: T }>;

function objectionToBroken({ guarantee, cause }: ExpectationOf<'broken'>, outcome: TrialOutcome): Found {
  const found = find(outcome, guarantee);
  if (found?.verdict === 'holds') return { kind: 'contradicted', found: `${guarantee} holds`, guarantee };
  if (found?.verdict !== 'violated') {
    return { kind: 'open', found: `no violation of ${guarantee} was found`, guarantee };
  }
  const causes = [found.counterexample, ...(found.causes ?? [])];
  if (cause === undefined || causes.some((known) => known?.cause === cause)) return null;
  return { kind: 'open', found: `${guarantee} is violated, but not found to be so because of: ${cause}`, guarantee };
}

function objectionToDefault({ section, key, value }: ExpectationOf<'default'>, trial: ClaimTrial): Found {
  const setup = setupOf(trial.setup, trial.name);
  const found = Object.entries(setup[section]).find(([name]) => name === key)?.[1];
  if (String(found) === value) return null;
  return { kind: 'contradicted', found: `the default of ${key} in Kafka ${setup.kafka} is ${String(found)}` };
}
