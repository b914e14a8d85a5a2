import { findingsOf } from '../words/findings.ts';
import { isClaims } from '../documents/json.ts';
import { ASSETS } from '../page/assets.ts';
import { claimsBody } from '../page/claims-body.ts';
import { type Content, el, rendered } from '../page/element.ts';
import { type Indexed, indexBody } from '../page/index-body.ts';
import { page, STAGE, staticStories } from '../page/page.ts';
import { campaignBody } from '../page/campaign-body.ts';
import { storiesOf } from '../page/page-story.ts';
import { plainStory } from '../page/plain-story.ts';
import { givesWords, verdictHead } from '../page/verdict-head.ts';
import type { CampaignDocument } from '../documents/campaign.ts';
import type { ClaimsDocument, VerdictDocument } from '../documents/verdict.ts';

/**
 * The invariant report as one page that needs nothing else: no font, no other file, no network. A violated verdict leads to
 * its story. A hostile text loads nothing.
 *
 * @param campaigns those that the documents are of, where they are.
 */
export function htmlReport(
  documents: readonly (VerdictDocument | ClaimsDocument)[],
  assets = ASSETS,
  campaigns: readonly CampaignDocument[] = [],
): string {
  const parts = documents.map((document, index) =>
    isClaims(document)
      ? claimsBody(document)
      : verdictBody(document, documents.length > 1 ? placeAmong(documents, index) : undefined),
  );
  const setups = parts.filter((part) => 'anchor' in part);
  const stories = parts.flatMap((part) => part.stories);
  const [only, ...others] = documents;
  const isOne = only !== undefined && others.length === 0 && !isClaims(only);
  const title = isOne ? `${only.name}: ${givesWords(only)}` : 'kafka-trial: invariant report';
  const tables = [...(setups.length > 1 ? [indexBody(setups)] : []), ...campaigns.flatMap(campaignBody)];
  const bodies = [...tables, ...parts.map(({ body }) => body)];
  const body = [...bodies.map(rendered), STAGE, staticStories(stories)].join('\n');
  return page({ title, body, stories }, assets);
}

/** Where the stories of a document are found among others: under its name; of the same setup twice, with its number. */
function placeAmong(documents: readonly (VerdictDocument | ClaimsDocument)[], index: number): string {
  const nameOf = (at: number): string => {
    const document = documents[at];
    return isClaims(document) ? '' : document.name;
  };
  const isTwice = documents.some((_, other) => other < index && nameOf(other) === nameOf(index));
  return isTwice ? `${nameOf(index)} (${index + 1})` : nameOf(index);
}

/** Among others a setup has an address of its own, and its stories are found under its place as well. */
function verdictBody(document: VerdictDocument, place?: string): Indexed & { readonly body: Content } {
  const stories = storiesOf(document, place);
  const untold = findingsOf(document).filter(({ scene }) => scene === undefined);
  const anchor = encodeURIComponent(place ?? document.name);
  const body = [verdictHead(document, stories), ...untold.map(plainStory)];
  return { document, anchor, stories, body: place === undefined ? body : el('section', { id: anchor }, body) };
}
