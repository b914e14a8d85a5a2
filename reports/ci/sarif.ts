import { type Finding, shortestOf, witnessOf } from '../words/findings.ts';
import { isClaims } from '../documents/json.ts';
import { fails, failureWords, type Requirement } from '../words/requirement.ts';
import { sarifLog, uriOf } from './sarif-log.ts';
import { sourceUrl } from '../words/source-url.ts';
import { story } from '../terminal/story.ts';
import type { ClaimsDocument, ClaimVerdict, VerdictDocument } from '../documents/verdict.ts';

interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
}

/** All counted from 1; what is not known is left out. */
interface ResultSteps {
  readonly steps: number;
  readonly pointOfNoReturn?: number;
  readonly decisiveSteps?: readonly number[];
}

interface Result {
  readonly ruleId: string;
  readonly level: 'error' | 'note';
  readonly message: { readonly text: string };
  readonly locations?: readonly unknown[];
  readonly properties?: ResultSteps;
}

/**
 * The violated guarantees, those that are not as required, and the refuted claims as a SARIF 2.1.0 log.
 *
 * An error is what the exit code counts as one: whatever stands in the way of what is required (where nothing is, each
 * violation), and a claim with another verdict than the suite commits to. All else is a note.
 */
export function sarif(documents: readonly (VerdictDocument | ClaimsDocument)[], required?: Requirement): string {
  const rules = new Map<string, Rule>();
  const results: Result[] = [];
  for (const document of documents) {
    const subjects = isClaims(document) ? document.claims : document.guarantees;
    for (const subject of subjects) {
      const description = 'quote' in subject ? subject.quote : subject.claim;
      rules.set(subject.id, { id: subject.id, shortDescription: { text: description } });
    }
    results.push(...(isClaims(document) ? claimResults(document.claims) : guaranteeResults(document, required)));
  }
  return sarifLog([...rules.values()], results);
}

function guaranteeResults(document: VerdictDocument, required: Requirement | undefined): Result[] {
  const files = (document.sources ?? []).map((file) => ({
    // It is about the file as a whole; code scanning shows only what has a line (GitHub's rule GH1003).
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: 1 } },
  }));
  const locations = files.length === 0 ? undefined : files;
  return document.guarantees.flatMap((guarantee): Result[] => {
    const { id } = guarantee;
    const finding = shortestOf(document).find((one) => one.guarantee === id);
    const isError = fails(guarantee, required, document);
    if (finding === undefined && !isError) return [];
    const told =
      finding === undefined
        ? `${id} is not as required: ${failureWords(guarantee)}`
        : `${story(finding)}${links(finding.counterexample.known)}`;
    const message = { text: `${document.name}: ${told}` };
    return [{ ruleId: id, level: isError ? 'error' : 'note', message, locations, properties: stepsOf(finding) }];
  });
}

/** The steps of a story that a machine may ask for: how many, from which on nothing mends it, what its summary rests on. */
function stepsOf(finding: Finding | undefined): ResultSteps | undefined {
  if (finding === undefined) return undefined;
  const { steps, decisive } = finding.counterexample;
  return { steps, pointOfNoReturn: finding.scene?.noReturn, decisiveSteps: decisive };
}

/** Links as SARIF's messages have them. */
function links(known: readonly string[] = []): string {
  const pages = known.flatMap((issue) => {
    const url = sourceUrl(issue);
    return url === undefined ? [] : [`[${issue}](${url})`];
  });
  return pages.length === 0 ? '' : `\nKnown as ${pages.join('; ')}\n`;
}

function claimResults(claims: readonly ClaimVerdict[]): Result[] {
  return claims
    .filter((claim) => claim.verdict === 'refuted' || !claim.asExpected)
    .map((claim) => {
      const finding = witnessOf(claim);
      const told = finding === undefined ? '' : `\n\n${story(finding)}`;
      return {
        ruleId: claim.id,
        level: claim.asExpected ? 'note' : 'error',
        message: { text: `${claim.verdict} (expected: ${claim.expected}): ${claim.explanation}${told}` },
        properties: stepsOf(finding),
      };
    });
}
