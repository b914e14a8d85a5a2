import { type Finding, findingsOf, findingsOfClaim, witnessOf } from '../words/findings.ts';
import { semanticsLine } from '../words/headline.ts';
import { fenced, markdown, markdownTable } from '../words/markup.ts';
import { mermaid, mermaidStepsMax } from './mermaid.ts';
import { setupLines } from '../words/setup-lines.ts';
import { sourceUrl } from '../words/source-url.ts';
import { story } from '../terminal/story.ts';
import { unseenWord } from '../words/unseen.ts';
import type { ClaimsDocument, ClaimVerdict, Coverage, VerdictDocument } from '../documents/verdict.ts';
import { isClaims } from '../documents/json.ts';
import {
  claimWords,
  count,
  countRows,
  evidenceWords,
  ignoredWords,
  remedyWords,
  tally,
  tallyWords,
  unfinishedOf,
  verdictWord,
} from '../words/words.ts';

/** The invariant report: of claims and of setups, in the order given. Rendered from the documents alone. */
export function markdownReport(documents: readonly (VerdictDocument | ClaimsDocument)[]): string {
  const sections = documents.map((document) => (isClaims(document) ? claimsSection(document) : setupSection(document)));
  return `# Invariant report\n\n${sections.join('\n')}`;
}

function setupSection(document: VerdictDocument): string {
  return [
    `## ${markdown(document.name)}\n\n`,
    `**${markdown(semanticsLine(document))}**\n\n`,
    verdictTable(document),
    bullets('Notes', document.notes),
    bullets('Keys without effect on the verdicts', document.ignored.map(ignoredWords)),
    `\n### What was searched\n\n${searchFacts(document)}\n${fenced(setupLines(document.setup))}`,
    document.guarantees.length === 0 ? '' : '\n### What each guarantee claims\n\n',
    ...document.guarantees.map(({ id, claim }) => `- **${markdown(id)}**: ${markdown(claim)}\n`),
    ...findingsOf(document).map((finding) => `\n${storySection(finding, '###')}`),
    coverageSection(document.coverage, '###', unseenWord(document)),
  ].join('');
}

function claimsSection(document: ClaimsDocument): string {
  const rows = document.claims.map((claim) => [
    claim.id,
    claim.section,
    claimWords(claim),
    String(witnessOf(claim)?.counterexample.steps ?? ''),
    claim.premise ?? '',
  ]);
  return [
    '## The claims of the delivery-semantics guide\n\n',
    `${tallyWords(tally(document))}. Seed: ${markdown(document.seed)}.\n\n`,
    markdownTable(['claim', 'section', 'verdict', 'steps', 'holds under the premise'], rows),
    ...document.claims.map(claimSection),
    coverageSection(document.coverage, '##'),
  ].join('');
}

function claimSection(claim: ClaimVerdict): string {
  const witness = witnessOf(claim);
  return [
    `\n### ${markdown(claim.id)}: ${claimWords(claim)}\n\n`,
    `> ${markdown(claim.quote)}\n\n`,
    `${markdown(claim.explanation)}\n`,
    claim.premise === undefined ? '' : `\nIt holds under the premise: ${markdown(claim.premise)}\n`,
    ...claim.trials.map((trial) => `\n${trialSection(trial)}`),
    witness === undefined ? '' : `\n${storySection(witness, '####')}`,
    moreOf(claim, witness),
  ].join('');
}

function trialSection(trial: VerdictDocument): string {
  return [
    `**${markdown(trial.name)}**: ${markdown(semanticsLine(trial))}\n\n`,
    verdictTable(trial),
    `\n<details><summary>setup</summary>\n\n${searchFacts(trial)}\n${fenced(setupLines(trial.setup))}\n</details>\n`,
  ].join('');
}

/** The counterexamples of a claim that are not told in full: how long they are and how to have them told. */
function moreOf(claim: ClaimVerdict, told: Finding | undefined): string {
  const rest = findingsOfClaim(claim).filter(
    ({ counterexample }) => counterexample.replay !== undefined && counterexample !== told?.counterexample,
  );
  if (rest.length === 0) return '';
  const lines = rest.map(
    ({ guarantee, counterexample: { steps, cause, replay = '' } }) =>
      `- ${markdown(guarantee)} in ${count(steps)} steps: ${markdown(cause)}; ${code(replay)}\n`,
  );
  return `\nOther counterexamples of these trials:\n\n${lines.join('')}`;
}

function verdictTable(document: VerdictDocument): string {
  const rows = document.guarantees.map((guarantee) => [
    guarantee.id,
    verdictWord(guarantee.verdict),
    evidenceWords(guarantee),
    guarantee.remedy === undefined ? '' : remedyWords(guarantee.remedy),
  ]);
  return markdownTable(['guarantee', 'verdict', 'evidence', 'remedy'], rows);
}

function storySection(finding: Finding, level: string): string {
  return [
    `${level} How ${markdown(finding.guarantee)} breaks: ${markdown(finding.counterexample.cause)}\n\n`,
    knownLine(finding.counterexample.known),
    fenced(story(finding)),
    sequenceDiagram(finding),
  ].join('');
}

function sequenceDiagram(finding: Finding): string {
  const { steps } = finding.counterexample;
  if (steps > mermaidStepsMax) {
    return `\nThe sequence diagram is left out: with ${count(steps)} steps it could not be read. \`report.html\` draws the story.\n`;
  }
  return `\n<details><summary>sequence diagram</summary>\n\n${fenced(mermaid(finding), 'mermaid')}\n</details>\n`;
}

function knownLine(known: readonly string[] = []): string {
  const linked = known.map((issue) => {
    const url = sourceUrl(issue);
    return url === undefined ? markdown(issue) : `[${markdown(issue)}](${url})`;
  });
  return linked.length === 0 ? '' : `Known as ${linked.join('; ')}.\n\n`;
}

function searchFacts(document: VerdictDocument): string {
  const scope = Object.entries(document.scope).map(([name, value]) => `${name} ${count(value)}`);
  return [
    document.client === undefined ? '' : `- clients: ${markdown(document.client)}\n`,
    scope.length === 0 ? '' : `- scope: ${markdown(scope.join(', '))}\n`,
    ...unfinishedOf(document).map((text) => `- search: ${markdown(text)}\n`),
    `- seed: ${markdown(document.seed)}\n`,
  ].join('');
}

function coverageSection(coverage: Coverage, level: string, unseen?: string): string {
  const sections = [
    ['Goals reached', 'goal', coverage.goals],
    ['Actions taken', 'action', coverage.actions],
  ] as const;
  return sections
    .map(([title, head, counts]) => {
      const rows = countRows(counts, unseen);
      return rows.length === 0 ? '' : `\n${level} ${title}\n\n${markdownTable([head, 'times'], rows)}`;
    })
    .join('');
}

function bullets(title: string, texts: readonly string[]): string {
  return texts.length === 0 ? '' : `\n${title}:\n\n${texts.map((text) => `- ${markdown(text)}\n`).join('')}`;
}

function code(text: string): string {
  return text.includes('`') ? markdown(text) : `\`${text}\``;
}
