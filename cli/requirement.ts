import { isClaims } from '../reports/json.ts';
import { satisfies } from '../reports/semantics.ts';
import type { ClaimsDocument, Semantics, VerdictDocument } from '../reports/verdict.ts';
import { tally } from '../reports/words.ts';
import { EXIT } from './errors.ts';
import type { Io } from './io.ts';

/** Whether the documents came out as claimed or required, and what to tell where that is not plain from them. */
export interface Outcome {
  readonly code: number;
  readonly lines: readonly string[];
}

/** Judges documents for the exit code: claims by the verdicts the suite commits to, setups by what is required. */
export function outcomeOf(documents: readonly (VerdictDocument | ClaimsDocument)[], required?: Semantics): Outcome {
  const outcomes = documents.map((document) =>
    isClaims(document) ? claimsOutcome(document) : setupOutcome(document, required),
  );
  return {
    code: outcomes.some(({ code }) => code !== EXIT.asClaimed) ? EXIT.notSo : EXIT.asClaimed,
    lines: outcomes.flatMap(({ lines }) => lines),
  };
}

function claimsOutcome(document: ClaimsDocument): Outcome {
  return { code: tally(document).unexpected === 0 ? EXIT.asClaimed : EXIT.notSo, lines: [] };
}

function setupOutcome(document: VerdictDocument, required: Semantics | undefined): Outcome {
  if (required === undefined) return { code: EXIT.asClaimed, lines: [] };
  const { name, semantics, proved } = document;
  if (!satisfies(semantics, required)) {
    return { code: EXIT.notSo, lines: [`${name}: ${required} is required, and it gives ${semantics}`] };
  }
  // Not proved is not refuted: the requirement stands, and whoever relies on it is told how far it was tried.
  const lines = proved ? [] : [`${name}: ${required} was not violated, and not proved either`];
  return { code: EXIT.asClaimed, lines };
}

/** Prints what is to be told of an outcome: below the verdicts, or beside a JSON document. */
export function tell({ lines }: Outcome, options: { readonly json?: boolean; readonly quiet?: boolean }, io: Io): void {
  if (lines.length === 0) return;
  const text = lines.map((line) => `${line}\n`).join('');
  if (options.json === true) io.err(text);
  else io.out(options.quiet === true ? text : `\n${text}`);
}
