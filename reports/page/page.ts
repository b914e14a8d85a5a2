import { html } from '../words/markup.ts';
import { ASSETS } from './assets.ts';
import { rendered } from './element.ts';
import type { PageStory } from './page-story.ts';
import { staticStory } from './static-story.ts';

/** What a page is made of. */
export interface Page {
  readonly title: string;
  /** HTML; where the stories are told it has `STAGE`. */
  readonly body: string;
  readonly stories: readonly PageStory[];
}

/** Where a page's script tells the story that its address names, before the static stories. */
export const STAGE = '<div id="stage"></div>';

/** A page that needs nothing else: no font, no other file, no network. Nothing runs or is shown that it did not come with. */
export function page({ title, body, stories }: Page, { script, scriptSource, style, styleSource } = ASSETS): string {
  const policy = `default-src 'none'; script-src ${scriptSource}; style-src ${styleSource}; base-uri 'none'; form-action 'none'`;
  const scripts =
    script === '' || stories.length === 0
      ? ''
      : `<script type="application/json" id="stories">${embedded(stories)}</script>\n<script>${script}</script>\n`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
${scripts}</body>
</html>
`;
}

/** Bytes that static stories may take, as long as telling each in words takes no more: a page that is read is small. */
const STATIC_BYTES_MAX = 32_000;

/** Static stories, one below the other: with pictures and states as far as there is room for them. */
export function staticStories(stories: readonly PageStory[]): string {
  const told = stories.map((story) => {
    const [full, lean] = [true, false].map((isFull) => `${rendered(staticStory(story, isFull))}\n`);
    return { full, lean };
  });
  let room = STATIC_BYTES_MAX - told.reduce((sum, { lean }) => sum + lean.length, 0);
  return told
    .map(({ full, lean }) => {
      const more = full.length - lean.length;
      if (more > room) return lean;
      room -= more;
      return full;
    })
    .join('');
}

/** JSON in which nothing ends the element that it stands in. */
const embedded = (stories: readonly PageStory[]): string => JSON.stringify(stories).replaceAll('<', '\\u003c');
