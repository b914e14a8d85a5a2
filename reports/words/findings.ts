import type { Scene } from '../documents/scene.ts';
import type { ClaimsDocument, ClaimVerdict, Counterexample, Remedy, VerdictDocument } from '../documents/verdict.ts';

/** A counterexample together with where in its document it stands: what a story is told from. */
export interface Finding {
  /** The claim that it was found for, where it was found for one. */
  readonly claim?: string;
  /** Number of the trial within the claim, from 1. */
  readonly trial?: number;
  readonly setup: Readonly<Record<string, unknown>>;
  /** The setup of its document, where it is told in a smaller one. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly guarantee: string;
  /** Whether it is the guarantee's own, the shortest of all causes. */
  readonly own: boolean;
  readonly counterexample: Counterexample;
  readonly scene?: Scene;
  readonly remedy?: Remedy;
}

/** The counterexamples of a setup: for each violated guarantee its own, then those of its other causes. */
export function findingsOf(document: VerdictDocument): Finding[] {
  return document.guarantees.flatMap(({ id, counterexample: first, causes = [], scenes = [], remedy }) => {
    if (first === undefined) return [];
    const others = causes.filter((other) => other.cause !== first.cause);
    return [first, ...others].map((counterexample, index) => ({
      // Shrinking may have found a smaller world to tell the story in.
      setup: counterexample.setup ?? document.setup,
      given: counterexample.setup && document.setup,
      guarantee: id,
      own: index === 0,
      counterexample,
      scene: scenes[causes.findIndex(({ cause }) => cause === counterexample.cause)],
      // The remedy is for the cause of the guarantee's own counterexample; nobody has tried it on the others.
      remedy: index === 0 ? remedy : undefined,
    }));
  });
}

/** The shortest counterexample of each violated guarantee. */
export function shortestOf(document: VerdictDocument): Finding[] {
  return findingsOf(document).filter((finding) => finding.own);
}

/** Every counterexample of a claim's trials. */
export function findingsOfClaim(claim: ClaimVerdict): Finding[] {
  return claim.trials.flatMap((trial, index) =>
    findingsOf(trial).map((finding) => Object.assign(finding, { claim: claim.id, trial: index + 1 })),
  );
}

/**
 * The counterexample that decides a claim, from the first trial that has one: it refutes what the claim promises, or
 * shows what the claim says may happen. A confirmed claim has one only where it names the guarantee that it turns on.
 */
export function witnessOf(claim: ClaimVerdict): Finding | undefined {
  if (claim.verdict === 'confirmed' && claim.guarantee === undefined) return undefined;
  const candidates = findingsOfClaim(claim).filter(
    (finding) => claim.guarantee === undefined || finding.guarantee === claim.guarantee,
  );
  const [first, ...rest] = candidates.filter((finding) => finding.trial === candidates[0].trial);
  return rest.reduce(
    (best, finding) => (finding.counterexample.steps < best.counterexample.steps ? finding : best),
    first,
  );
}

/** `document` with a command line that replays it written into every counterexample. */
export function withReplay(document: VerdictDocument, line: (finding: Finding) => string): VerdictDocument {
  const findings = findingsOf(document);
  return {
    ...document,
    guarantees: document.guarantees.map((guarantee) => {
      const told = (counterexample: Counterexample): Counterexample => {
        const finding = findings.find(
          (finding) => finding.guarantee === guarantee.id && finding.counterexample.cause === counterexample.cause,
        );
        return finding === undefined ? counterexample : { ...counterexample, replay: line(finding) };
      };
      return {
        ...guarantee,
        ...(guarantee.counterexample === undefined ? {} : { counterexample: told(guarantee.counterexample) }),
        ...(guarantee.causes === undefined ? {} : { causes: guarantee.causes.map(told) }),
      };
    }),
  };
}

/** As `withReplay`, for every trial of every claim. */
export function withClaimsReplay(document: ClaimsDocument, line: (finding: Finding) => string): ClaimsDocument {
  const claims = document.claims.map((claim) => {
    const trials = claim.trials.map((trial, index) =>
      withReplay(trial, (finding) => line(Object.assign(finding, { claim: claim.id, trial: index + 1 }))),
    );
    return Object.assign({}, claim, { trials });
  });
  return { ...document, claims };
}
