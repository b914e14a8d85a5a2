import type { HazardsDocument } from '../documents/hazards.ts';
import { ASSETS } from '../page/assets.ts';
import { rendered } from '../page/element.ts';
import { hazardsBody } from '../page/hazards-body.ts';
import { page, STAGE, staticStories } from '../page/page.ts';

/** The hazards as one page that needs nothing else: each with its story beside the same schedule in its control. */
export function hazardsHtml(document: HazardsDocument, assets = ASSETS): string {
  const { body, stories } = hazardsBody(document);
  const parts = [rendered(body), STAGE, staticStories(stories)];
  return page({ title: 'kafka-trial: published failures and their controls', body: parts.join('\n'), stories }, assets);
}
