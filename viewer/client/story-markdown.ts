import { fenced, markdown } from '../../reports/words/markup.ts';
import type { PageStory } from '../../reports/page/page-story.ts';

/** A story for an issue or a chat, with all its steps. */
export function storyMarkdown({ guarantee, cause, summary, remedy, replay, steps, scene }: PageStory): string {
  const { noReturn } = scene;
  const lines = steps.map(({ actor, text, effects }, index) => {
    const told = [text, ...effects].map(markdown).join('; ');
    return `${index + 1}. **${markdown(actor)}** ${told}${noReturn === index + 1 ? ' **(point of no return)**' : ''}\n`;
  });
  return [
    `### ${markdown(guarantee)} breaks: ${markdown(cause)}\n\n${markdown(summary)}\n\n`,
    ...lines,
    remedy === undefined ? '' : `\nRemedy: ${markdown(remedy)}\n`,
    replay === undefined ? '' : `\n${fenced(replay, 'sh')}`,
  ].join('');
}
