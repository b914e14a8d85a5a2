import { type Finding, findingsOf, witnessOf } from './findings.ts';
import { semanticsLine } from './headline.ts';
import { isClaims } from './json.ts';
import { html } from './markup.ts';
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

const STYLE = `:root { color-scheme: light dark; --good: light-dark(#17692f, #6fd58a); --bad: light-dark(#b3261e, #ff8a80);
  --doubt: light-dark(#7a5a00, #e5c15c); --rule: light-dark(#d8d8d8, #444); --block: light-dark(#f5f5f5, #222); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top; padding: .3rem .6rem;
  border-bottom: 1px solid var(--rule); }
pre { background: var(--block); padding: .8rem; overflow-x: auto; } blockquote { margin: .5rem 0; padding-left: 1rem;
  border-left: 3px solid var(--rule); } summary { cursor: pointer; }
.holds, .not-violated, .confirmed { color: var(--good); } .violated, .refuted { color: var(--bad); } .vacuous { color: var(--doubt); }`;

/** The invariant report as one page that needs nothing else: no script, no font, no other file. */
export function htmlReport(documents: readonly (VerdictDocument | ClaimsDocument)[]): string {
  const sections = documents.map((document) => (isClaims(document) ? claimsSection(document) : setupSection(document)));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>kafka-trial: invariant report</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>Invariant report</h1>
${sections.join('')}</body>
</html>
`;
}

function setupSection(document: VerdictDocument): string {
  return [
    `<section>\n<h2>${html(document.name)}</h2>\n`,
    setupBody(document),
    findingsOf(document).map(storyDetails).join(''),
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
    witness === undefined ? '' : storyDetails(witness),
    details(`Trials (${claim.trials.length})`, trials.join('')),
  ].join('');
}

function anchor(claim: ClaimVerdict): string {
  return `claim-${html(claim.id.replace(/\s+/g, '-'))}`;
}

function claimVerdict(claim: ClaimVerdict): string {
  return `<span class="${claim.verdict}">${claimWords(claim)}</span>`;
}

function storyDetails(finding: Finding): string {
  const title = `How ${finding.guarantee} breaks: ${finding.counterexample.cause}`;
  return details(title, `${knownParagraph(finding.counterexample.known)}<pre>${html(story(finding))}</pre>`);
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
