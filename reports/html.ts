import { type Finding, findingsOf, witnessOf } from './findings.ts';
import { semanticsLine } from './headline.ts';
import { isClaims } from './json.ts';
import { html } from './markup.ts';
import { rendered } from './page/element.ts';
import { storySection } from './page/story-section.ts';
import { STYLE } from './page/style.ts';
import { setupLines } from './setup-lines.ts';
import { sourceUrl } from './source-url.ts';
import { story } from './story.ts';
import { unseenWord } from './unseen.ts';
import type { ClaimsDocument, ClaimVerdict, Coverage, VerdictDocument } from './verdict.ts';
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
} from './words.ts';

/** The invariant report as one page that needs nothing else: no script, no font, no other file. A hostile text loads nothing. */
export function htmlReport(documents: readonly (VerdictDocument | ClaimsDocument)[]): string {
  const sections = documents.map((document) =>
    isClaims(document) ? claimsSection(document) : setupSection(document, documents.length > 1),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>kafka-trial: invariant report</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<h1>Invariant report</h1>
${sections.join('')}</main>
</body>
</html>
`;
}

/** Among others the stories of a setup are found under its name as well. */
function setupSection(document: VerdictDocument, among: boolean): string {
  return [
    `<section>\n<h2>${html(document.name)}</h2>\n`,
    setupBody(document),
    findingsOf(document)
      .map((finding, index) => storyHtml(finding, index, among ? document.name : undefined))
      .join(''),
    coverageDetails(document.coverage, unseenWord(document)),
    '</section>\n',
  ].join('');
}

function setupBody(document: VerdictDocument): string {
  const rows = document.guarantees.map((guarantee) => [
    `<span title="${html(guarantee.claim)}">${html(guarantee.id)}</span>`,
    `<span class="${guarantee.verdict}">${verdictWord(guarantee.verdict)}</span>`,
    html(evidenceWords(guarantee)),
    guarantee.remedy === undefined ? '' : html(remedyWords(guarantee.remedy)),
  ]);
  const scope = Object.entries(document.scope).map(([name, value]) => `${name} ${count(value)}`);
  const searched = unfinishedOf(document).map((text) => `search: ${text}\n`);
  const facts = `scope: ${scope.join(', ')}\n${searched.join('')}seed: ${document.seed}\n\n${setupLines(document.setup)}`;
  return [
    `<p><strong>${html(semanticsLine(document))}</strong></p>\n`,
    table(['guarantee', 'verdict', 'evidence', 'remedy'], rows),
    bullets('Notes', document.notes),
    bullets('Keys without effect on the verdicts', document.ignored.map(ignoredWords)),
    details('What was searched', `<pre>${html(facts)}</pre>`),
  ].join('');
}

function claimsSection(document: ClaimsDocument): string {
  const rows = document.claims.map((claim) => [
    `<a href="#${anchor(claim)}">${html(claim.id)}</a>`,
    html(claim.section),
    claimVerdict(claim),
    String(witnessOf(claim)?.counterexample.steps ?? ''),
    html(claim.premise ?? ''),
  ]);
  return [
    '<section>\n<h2>The claims of the delivery-semantics guide</h2>\n',
    `<p>${html(tallyWords(tally(document)))}. Seed: ${html(document.seed)}.</p>\n`,
    table(['claim', 'section', 'verdict', 'steps', 'holds under the premise'], rows),
    ...document.claims.map(claimSection),
    coverageDetails(document.coverage),
    '</section>\n',
  ].join('');
}

function claimSection(claim: ClaimVerdict): string {
  const witness = witnessOf(claim);
  const trials = claim.trials.map((trial) => `<h4>${html(trial.name)}</h4>\n${setupBody(trial)}`);
  return [
    `<h3 id="${anchor(claim)}">${html(claim.id)}: ${claimVerdict(claim)}</h3>\n`,
    `<blockquote>${html(claim.quote)}</blockquote>\n<p>${html(claim.explanation)}</p>\n`,
    claim.premise === undefined ? '' : `<p>It holds under the premise: ${html(claim.premise)}</p>\n`,
    witness === undefined ? '' : storyHtml(witness, 0, claim.id),
    details(`Trials (${claim.trials.length})`, trials.join('')),
  ].join('');
}

function anchor(claim: ClaimVerdict): string {
  return `claim-${html(claim.id.replace(/\s+/g, '-'))}`;
}

function claimVerdict(claim: ClaimVerdict): string {
  return `<span class="${claim.verdict}">${claimWords(claim)}</span>`;
}

/** A story as it is drawn; of a file that has no drawing, as text. The guarantee's own has its id, others a number behind it. */
function storyHtml(finding: Finding, index: number, place?: string): string {
  const { scene, guarantee, own, counterexample } = finding;
  const id = [place, own ? guarantee : `${guarantee}.${index + 1}`].filter((part) => part !== undefined).join(':');
  if (scene !== undefined) return `${rendered(storySection(finding, scene, encodeURIComponent(id)))}\n`;
  const title = `How ${guarantee} breaks: ${counterexample.cause}`;
  return details(title, `${knownParagraph(counterexample.known)}<pre>${html(story(finding))}</pre>`);
}

function knownParagraph(known: readonly string[] = []): string {
  const linked = known.map((issue) => {
    const url = sourceUrl(issue);
    return url === undefined ? html(issue) : `<a href="${url}">${html(issue)}</a>`;
  });
  return linked.length === 0 ? '' : `<p>Known as ${linked.join('; ')}.</p>\n`;
}

function coverageDetails({ goals, actions }: Coverage, unseen?: string): string {
  const [goalRows, actionRows] = [goals, actions].map((counts) =>
    countRows(counts, unseen).map((row) => row.map(html)),
  );
  return details('Coverage', `${table(['goal', 'times'], goalRows)}${table(['action', 'times'], actionRows)}`);
}

function details(title: string, body: string): string {
  return `<details><summary>${html(title)}</summary>\n${body}\n</details>\n`;
}

function bullets(title: string, texts: readonly string[]): string {
  if (texts.length === 0) return '';
  return `<p>${title}:</p>\n<ul>\n${texts.map((text) => `<li>${html(text)}</li>\n`).join('')}</ul>\n`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return `<table>\n${row(heads, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table>\n`;
}

function row(cells: readonly string[], tag: string): string {
  return `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>\n`;
}
