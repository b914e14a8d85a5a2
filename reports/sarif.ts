import { witnessOf, shortestOf } from './findings.ts';
import { isClaims } from './json.ts';
import { bearsOn } from './semantics.ts';
import { story } from './story.ts';
import type { ClaimsDocument, ClaimVerdict, Semantics, VerdictDocument } from './verdict.ts';

interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
}

interface Result {
  readonly ruleId: string;
  readonly level: 'error' | 'note';
  readonly message: { readonly text: string };
  readonly locations?: readonly unknown[];
}

/**
 * The violated guarantees and the refuted claims as a SARIF 2.1.0 log.
 *
 * An error is what the exit code counts as one: a violation that the required semantics (or, without one, anything)
 * rests on, and a claim with another verdict than the suite commits to. All else is a note.
 */
export function sarif(documents: readonly (VerdictDocument | ClaimsDocument)[], required?: Semantics): string {
  const rules = new Map<string, Rule>();
  const results: Result[] = [];
  for (const document of documents) {
    const subjects = isClaims(document) ? document.claims : document.guarantees;
    for (const subject of subjects) {
      const description = 'quote' in subject ? subject.quote : subject.claim;
      rules.set(subject.id, { id: subject.id, shortDescription: { text: description } });
    }
    results.push(...(isClaims(document) ? claimResults(document.claims) : violations(document, required)));
  }
  const driver = { name: 'kafka-trial', rules: [...rules.values()] };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function violations(document: VerdictDocument, required: Semantics | undefined): Result[] {
  const locations = (document.sources ?? []).map((file) => ({
    physicalLocation: { artifactLocation: { uri: uriOf(file) } },
  }));
  return shortestOf(document).map((finding) => ({
    ruleId: finding.guarantee,
    level: bearsOn(finding.guarantee, required) ? 'error' : 'note',
    message: { text: `${document.name}: ${story(finding)}` },
    locations: locations.length === 0 ? undefined : locations,
  }));
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
      };
    });
}

/** A path as the reference that SARIF asks for: forward slashes, everything else percent-encoded. */
function uriOf(file: string): string {
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
