import { eachOf, isCampaign, isClaims, type ReportedDocument } from '../reports/documents/json.ts';
import { type Requirement, requirementWords, unmet, unmetWords } from '../reports/words/requirement.ts';
import type { ClaimsDocument, VerdictDocument } from '../reports/documents/verdict.ts';
import { tally } from '../reports/words/words.ts';
import { visible } from '../setups/visible.ts';
import { EXIT } from './exit.ts';
import type { Io } from './io.ts';

/** Whether the documents came out as claimed or required, and what to tell where that is not plain from them. */
export interface Outcome {
  readonly code: number;
  readonly lines: readonly string[];
}

/**
 * Judges documents for the exit code: claims by the verdicts the suite commits to, setups by what is required, and
 * campaigns by whether all of them is there as well.
 */
export function outcomeOf(documents: readonly ReportedDocument[], required?: Requirement): Outcome {
  const outcomes = eachOf(documents).map((document) =>
    isClaims(document) ? claimsOutcome(document) : setupOutcome(document, required),
  );
  const isWhole = documents.every((document) => !isCampaign(document) || document.missing.length === 0);
  return {
    code: isWhole && outcomes.every(({ code }) => code === EXIT.asClaimed) ? EXIT.asClaimed : EXIT.notSo,
    lines: outcomes.flatMap(({ lines }) => lines),
  };
}

function claimsOutcome(document: ClaimsDocument): Outcome {
  return { code: tally(document).unexpected === 0 ? EXIT.asClaimed : EXIT.notSo, lines: [] };
}

function setupOutcome(document: VerdictDocument, required: Requirement | undefined): Outcome {
  if (required === undefined) return { code: EXIT.asClaimed, lines: [] };
  const { name } = document;
  const words = requirementWords(required);
  const failed = unmet(required, document);
  if (failed.length > 0) {
    return { code: EXIT.notSo, lines: [`${name}: ${words} is required, and ${failed.map(unmetWords).join(', ')}`] };
  }
  // Not proved is not refuted: the requirement stands, and whoever relies on it is told how far it was tried.
  const isProved = unmet({ ...required, proved: true }, document).length === 0;
  return { code: EXIT.asClaimed, lines: isProved ? [] : [`${name}: ${words} was not violated, and not proved either`] };
}

/** Prints what is to be told of an outcome: below the verdicts, or beside a JSON document. */
export function tell({ lines }: Outcome, options: { readonly json?: boolean; readonly quiet?: boolean }, io: Io): void {
  if (lines.length === 0) return;
  const text = lines.map((line) => `${visible(line)}\n`).join('');
  if (options.json === true) io.err(text);
  else io.out(options.quiet === true ? text : `\n${text}`);
}
