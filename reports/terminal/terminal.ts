import { createColors, type Colors } from './colour.ts';
import { witnessOf, shortestOf } from '../words/findings.ts';
import { semanticsLine } from '../words/headline.ts';
import { story } from './story.ts';
import { table } from './table.ts';
import { unseenWord } from '../words/unseen.ts';
import type { ClaimsDocument, ClaimVerdict, Coverage, Verdict, VerdictDocument } from '../documents/verdict.ts';
import {
  causeWords,
  claimWords,
  count,
  counted,
  countRows,
  evidenceWords,
  ignoredWords,
  remedyWords,
  tally,
  tallyWords,
  unfinishedOf,
  verdictWord,
} from '../words/words.ts';

/** How a text for people is set. */
export interface TerminalOptions {
  /** Only if told so: a pipe gets plain text. */
  readonly colour?: boolean;
  /** Characters a line of a table may take. */
  readonly width?: number;
}

const WIDTH_DEFAULT = 110;

/** Everything about one setup: the table of verdicts, what it means, and the story of each violated guarantee. */
export function verdictText(document: VerdictDocument, options: TerminalOptions = {}): string {
  const { colour = false, width = WIDTH_DEFAULT } = options;
  const paint = createColors(colour);
  const rows = document.guarantees.map((guarantee) => [
    guarantee.id,
    painted(guarantee.verdict, paint),
    evidenceWords(guarantee),
  ]);
  const stories = shortestOf(document).map(
    (finding) => `\n${story(finding, { colour })}${others(document, finding.guarantee)}`,
  );
  return [
    verdictLine(document, options),
    '\n',
    table(['guarantee', 'verdict', 'evidence'], rows, { colour, width }),
    ...facts(document, paint),
    goalsText(document.coverage, options, unseenWord(document)),
    ...stories,
  ].join('');
}

/** The verdict on a setup in one line. */
export function verdictLine(document: VerdictDocument, { colour = false }: TerminalOptions = {}): string {
  return `${createColors(colour).bold(document.name)}: ${semanticsLine(document)}\n`;
}

/** Everything about the guide's claims: the table, what refutes the refuted ones, the goals, and the summary. */
export function claimsText(document: ClaimsDocument, options: TerminalOptions = {}): string {
  const { colour = false, width = WIDTH_DEFAULT } = options;
  const paint = createColors(colour);
  const rows = document.claims.map((claim) => [
    claim.id,
    claim.section,
    claimVerdict(claim, paint),
    String(witnessOf(claim)?.counterexample.steps ?? ''),
    claim.premise ?? '',
  ]);
  const refuted = document.claims.filter((claim) => claim.verdict === 'refuted' || !claim.asExpected);
  return [
    `${paint.bold('The claims of the delivery-semantics guide')} (seed ${document.seed})\n\n`,
    table(['claim', 'section', 'verdict', 'steps', 'holds under the premise'], rows, { colour, width }),
    ...refuted.map((claim) => `\n${claimBlock(claim, paint)}`),
    goalsText(document.coverage, options),
    `\n${claimsLine(document)}`,
  ].join('');
}

/** The claims in one line. */
export function claimsLine(document: ClaimsDocument): string {
  return `${tallyWords(tally(document))}\n`;
}

/** How often each `sometimes` goal was reached; of one that was not, `unseen` says how far that is known. */
function goalsText(
  coverage: Coverage,
  { colour = false, width = WIDTH_DEFAULT }: TerminalOptions = {},
  unseen = 'never',
): string {
  const paint = createColors(colour);
  const rows = countRows(coverage.goals, unseen).map(([goal, times]) => [
    goal,
    times === unseen ? paint.yellow(times) : times,
  ]);
  return rows.length === 0 ? '' : `\n${table(['reached in the search', 'times'], rows, { colour, width })}`;
}

function painted(verdict: Verdict, paint: Colors): string {
  const ink = { holds: paint.green, 'not-violated': paint.green, violated: paint.red, vacuous: paint.yellow };
  return ink[verdict](verdictWord(verdict));
}

function claimVerdict(claim: ClaimVerdict, paint: Colors): string {
  return (claim.verdict === 'confirmed' ? paint.green : paint.red)(claimWords(claim));
}

/** Why a claim is refuted, short; its story is one pasted line away. */
function claimBlock(claim: ClaimVerdict, paint: Colors): string {
  const witness = witnessOf(claim);
  const rows: [string, string | undefined][] = [
    ['Why', claim.explanation],
    ['Summary', witness?.counterexample.summary],
    ['Premise', claim.premise],
    ['But', claim.asExpected ? undefined : claim.objections.join('; ')],
    ['Replay', witness?.counterexample.replay],
  ];
  const lines = rows.flatMap(([name, text]) =>
    text === undefined ? [] : [`  ${paint.bold(name.padEnd(7))}  ${text}\n`],
  );
  return `${paint.bold(claim.id)}: “${claim.quote}”\n${lines.join('')}`;
}

function facts(document: VerdictDocument, paint: Colors): string[] {
  const scope = Object.entries(document.scope).map(([name, value]) => `${name} ${count(value)}`);
  const remedies = document.guarantees.flatMap(({ id, remedy }) =>
    remedy === undefined ? [] : [`${id}: ${remedyWords(remedy)}`],
  );
  const rows: [string, readonly string[]][] = [
    ['client', document.client === undefined ? [] : [document.client]],
    ['scope', scope.length === 0 ? [] : [scope.join(', ')]],
    ['search', unfinishedOf(document)],
    ['seed', [document.seed]],
    ['note', document.notes],
    ['remedy', remedies],
  ];
  const lines = rows.flatMap(([name, texts]) => texts.map((text) => `  ${paint.dim(name.padEnd(6))}  ${text}\n`));
  const ignored = document.ignored.map((key) => `  ${ignoredWords(key)}\n`);
  return ['\n', ...lines, ...(ignored.length === 0 ? [] : ['\nKeys without effect on the verdicts:\n', ...ignored])];
}

/** The other ways in which the same guarantee breaks, each with the line that tells it. */
function others(document: VerdictDocument, guarantee: string): string {
  const verdict = document.guarantees.find(({ id }) => id === guarantee);
  const causes = (verdict?.causes ?? []).filter(({ cause }) => cause !== verdict?.counterexample?.cause);
  if (causes.length === 0) return '';
  const lines = causes.map(
    ({ steps, cause, known, replay }) =>
      `  in ${counted(steps, 'step')}: ${causeWords({ cause, known })}\n${replay === undefined ? '' : `    ${replay}\n`}`,
  );
  return `\n${guarantee} is violated in other ways, too:\n${lines.join('')}`;
}
