import { semanticsLine } from '../words/headline.ts';
import { type Finding, witnessOf } from '../words/findings.ts';
import type { ClaimsDocument, ClaimVerdict } from '../documents/verdict.ts';
import { claimWords, tally, tallyWords } from '../words/words.ts';
import { type Content, el, type Element } from './element.ts';
import { type PageStory, pageStory } from './page-story.ts';
import { plainStory } from './plain-story.ts';
import { head, row } from './table.ts';
import { bullets, coverageCounts, searchedSetup, verdictTable } from './verdict-head.ts';

/** The claims with their verdicts, each with its trials and a link to the story that decides it. */
export function claimsBody(document: ClaimsDocument): {
  readonly stories: readonly PageStory[];
  readonly body: Element;
} {
  const witnesses = new Map(document.claims.map((claim) => [claim, witnessOf(claim)]));
  const told = new Map(document.claims.map((claim) => [claim, storyOf(claim, witnesses.get(claim))]));
  const rows = document.claims.map((claim) =>
    row([
      el('a', { href: `#${anchor(claim)}` }, claim.id),
      claim.section,
      verdict(claim),
      storyLink(told.get(claim), witnesses.get(claim)),
      claim.premise ?? '',
    ]),
  );
  const body = el(
    'section',
    {},
    el('h1', {}, 'The claims of the delivery-semantics guide'),
    el('p', {}, `${tallyWords(tally(document))}. Seed: ${document.seed}.`),
    el('table', {}, head('claim', 'section', 'verdict', 'story', 'holds under the premise'), el('tbody', {}, rows)),
    document.claims.map((claim) => claimSection(claim, told.get(claim), witnesses.get(claim))),
    el('details', {}, el('summary', {}, 'Coverage'), coverageCounts(document.coverage)),
  );
  return { stories: [...told.values()].filter((story) => story !== null), body };
}

const storyOf = (claim: ClaimVerdict, witness: Finding | undefined): PageStory | null =>
  witness === undefined ? null : pageStory(witness, 1, claim.id);

function storyLink(story: PageStory | null | undefined, witness: Finding | undefined): Content {
  if (witness === undefined) return '';
  const words = `${witness.counterexample.steps} steps`;
  return story === null || story === undefined ? words : el('a', { href: `#${story.id}` }, words);
}

function claimSection(claim: ClaimVerdict, story: PageStory | null | undefined, witness: Finding | undefined): Element {
  return el(
    'section',
    { id: anchor(claim) },
    el('h2', {}, `${claim.id}: `, verdict(claim)),
    el('blockquote', {}, claim.quote),
    el('p', {}, claim.explanation),
    claim.premise === undefined ? null : el('p', {}, `It holds under the premise: ${claim.premise}`),
    witness === undefined ? null : story === null ? plainStory(witness) : el('p', {}, storyLink(story, witness)),
    el(
      'details',
      {},
      el('summary', {}, `Trials (${claim.trials.length})`),
      claim.trials.map((trial) => [
        el('h3', {}, trial.name),
        el('p', {}, semanticsLine(trial)),
        verdictTable(trial, []),
        el('details', {}, el('summary', {}, 'The setup, what was searched'), searchedSetup(trial)),
        bullets('Notes', trial.notes),
      ]),
    ),
  );
}

const anchor = ({ id }: ClaimVerdict): string => `claim-${id.replace(/\s+/g, '-')}`;

const verdict = (claim: ClaimVerdict): Element => el('span', { class: claim.verdict }, claimWords(claim));
