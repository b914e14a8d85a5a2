import { h, render } from 'preact';
import type { PageStory } from '../../reports/page/page-story.ts';
import { App } from './app.ts';

/** The page's script: one viewer for all stories, in place of the static ones. */
const stories: readonly PageStory[] = JSON.parse(document.getElementById('stories')?.textContent ?? '[]');
const stage = document.getElementById('stage');
if (stage !== null && stories.length > 0) {
  document.documentElement.classList.add('js');
  render(h(App, { stories }), stage);
  if (location.hash !== '') stage.scrollIntoView();
}
