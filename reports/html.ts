import { findingsOf } from './findings.ts';
import { isClaims } from './json.ts';
import { ASSETS } from './page/assets.ts';
import { claimsBody } from './page/claims-body.ts';
import { type Content, rendered } from './page/element.ts';
import { page, STAGE, staticStories } from './page/page.ts';
import { type PageStory, storiesOf } from './page/page-story.ts';
import { plainStory } from './page/plain-story.ts';
import { givesWords, verdictHead } from './page/verdict-head.ts';
import type { ClaimsDocument, VerdictDocument } from './verdict.ts';

/**
 * The invariant report as one page that needs nothing else: no font, no other file, no network. A violated verdict leads to
 * its story. A hostile text loads nothing.
 */
export function htmlReport(documents: readonly (VerdictDocument | ClaimsDocument)[], assets = ASSETS): string {
  const parts = documents.map((document) =>
    isClaims(document) ? claimsBody(document) : verdictBody(document, documents.length > 1 ? document.name : undefined),
  );
  const stories = parts.flatMap((part) => part.stories);
  const [only, ...others] = documents;
  const isOne = only !== undefined && others.length === 0 && !isClaims(only);
  const title = isOne ? `${only.name}: ${givesWords(only)}` : 'kafka-trial: invariant report';
  const body = [...parts.map((part) => rendered(part.body)), STAGE, staticStories(stories)].join('\n');
  return page({ title, body, stories }, assets);
}

/** Among others the stories of a setup are found under its name as well. */
function verdictBody(
  document: VerdictDocument,
  place?: string,
): { readonly stories: readonly PageStory[]; readonly body: Content } {
  const stories = storiesOf(document, place);
  const untold = findingsOf(document).filter(({ scene }) => scene === undefined);
  return { stories, body: [verdictHead(document, stories), ...untold.map(plainStory)] };
}
