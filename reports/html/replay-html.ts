import type { Finding } from '../words/findings.ts';
import { ASSETS } from '../page/assets.ts';
import { el, rendered } from '../page/element.ts';
import { page, STAGE, staticStories } from '../page/page.ts';
import { drawnStories } from '../page/page-story.ts';
import { counted } from '../words/words.ts';

/** Stories that were told again, as one page that needs nothing else. Where there are several, a list leads to each. */
export function replayHtml(findings: readonly Finding[], assets = ASSETS): string {
  const stories = drawnStories(findings, ({ claim }) => claim);
  const items = stories.map(({ id, place, guarantee, cause, steps }) => {
    const words = `${guarantee} in ${counted(steps.length, 'step')}: ${cause}`;
    return el('li', {}, place === undefined ? null : `${place}: `, el('a', { href: `#${id}` }, words));
  });
  const list = stories.length > 1 ? el('ul', {}, items) : null;
  const body = [rendered([el('h1', {}, 'Replay'), list]), STAGE, staticStories(stories)].join('\n');
  const [only] = stories;
  const title = stories.length === 1 ? `${only.guarantee} breaks: ${only.cause}` : 'kafka-trial: replay';
  return page({ title, body, stories }, assets);
}
