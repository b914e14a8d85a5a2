import { type Finding, findingsOf, findingsOfClaim, witnessOf } from '../reports/words/findings.ts';
import { isClaims, isVerdict, type ScheduleDocument } from '../reports/documents/json.ts';
import type { ClaimsDocument, ClaimVerdict, VerdictDocument } from '../reports/documents/verdict.ts';
import { InputError } from '../setups/input-error.ts';
import { suggestion } from '../setups/suggestion.ts';

type Replayable = VerdictDocument | ClaimsDocument | ScheduleDocument;

/** Which counterexamples of a document are meant; what is left out narrows nothing. */
export interface Choice {
  readonly guarantee?: string;
  readonly claim?: string;
  readonly trial?: number;
  /** A part of the cause's words. */
  readonly cause?: string;
}

/**
 * The counterexamples that are meant. Of a guarantee that is the shortest, unless a cause is named; of a claim the one
 * that decides it, unless a guarantee or trial is named.
 */
export function chosenFindings(document: Replayable, choice: Choice): Finding[] {
  if (isClaims(document)) return findingsChosenOfClaims(document, choice);
  if (choice.claim !== undefined || choice.trial !== undefined) return [];
  return (isVerdict(document) ? findingsOf(document) : [findingOf(document)]).filter((finding) =>
    fits(finding, choice),
  );
}

function findingsChosenOfClaims(document: ClaimsDocument, choice: Choice): Finding[] {
  return document.claims
    .filter((claim) => choice.claim === undefined || claim.id === choice.claim)
    .flatMap((claim) => findingsChosenOfClaim(claim, choice));
}

function findingsChosenOfClaim(claim: ClaimVerdict, choice: Choice): Finding[] {
  const { guarantee, trial, cause } = choice;
  if (guarantee === undefined && trial === undefined && cause === undefined) {
    const witness = witnessOf(claim);
    return witness === undefined ? [] : [witness];
  }
  const found = findingsOfClaim(claim).filter((finding) => fits(finding, choice));
  return found.filter((finding) => finding.trial === (trial ?? found[0].trial));
}

function fits(finding: Finding, { guarantee, cause }: Choice): boolean {
  if (guarantee !== undefined && finding.guarantee !== guarantee) return false;
  if (cause === undefined) return finding.own;
  return finding.counterexample.cause.toLowerCase().includes(cause.toLowerCase());
}

/** A schedule alone says neither what it breaks in words nor how it was found: the replay will. */
function findingOf({ setup, schedule, guarantee, seed = '', shortest = false }: ScheduleDocument): Finding {
  const counterexample = { steps: schedule.length, shortest, seed, schedule, cause: '', summary: '', story: [] };
  return { setup, guarantee, own: true, counterexample };
}

/** Why a file holds nothing of what is meant, and what it does hold. */
export function nothingChosen(documents: readonly Replayable[], choice: Choice, place: string): InputError {
  const claims = documents.filter(isClaims).flatMap((document) => document.claims.map(({ id }) => id));
  if (choice.claim !== undefined && !claims.includes(choice.claim)) {
    return new InputError(place, `it holds no claim ${choice.claim}`, suggestion(choice.claim, claims));
  }
  const { claim } = choice;
  const broken = [
    ...new Set(documents.flatMap((document) => broadly(document, claim)).map(({ guarantee }) => guarantee)),
  ];
  if (broken.length === 0) {
    return new InputError(
      place,
      'it holds no counterexample',
      'no guarantee is violated in it: there is nothing to replay',
    );
  }
  const named = choice.guarantee !== undefined && !broken.includes(choice.guarantee);
  return named
    ? new InputError(place, `it holds no counterexample to ${choice.guarantee}`, suggestion(choice.guarantee, broken))
    : new InputError(
        place,
        'it holds no such counterexample',
        'give a --trial and a --cause that are in it, or leave them out',
      );
}

function broadly(document: Replayable, claim: string | undefined): Finding[] {
  if (!isClaims(document)) return chosenFindings(document, {});
  return document.claims.filter(({ id }) => claim === undefined || id === claim).flatMap(findingsOfClaim);
}
