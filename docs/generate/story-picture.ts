import { noReturnSentence } from '../../reports/words/no-return.ts';
import { type Content, el, type Element, isList } from '../../reports/page/element.ts';
import { heads, lanes } from '../../reports/page/lanes.ts';
import { MARK_WORDS } from '../../reports/words/mark-words.ts';
import type { PageStory } from '../../reports/page/page-story.ts';
import { evenRows } from '../../reports/page/rows.ts';
import { failureOf } from '../../reports/page/shown-run.ts';
import { STYLE } from '../../reports/page/style.ts';
import { xml } from '../../reports/words/markup.ts';

const LANE = 84;
const TEXT_LEFT = 16;
const TEXT_WIDTH = 572;
const TITLE_HEIGHT = 64;

/** The picture of a story as a file of its own: what happens in words, and beside it who says what to whom. */
export function storyPicture(story: PageStory): string {
  const run = failureOf(story);
  const rows = evenRows(run.steps.length);
  const drawing = { rows, lane: LANE, actors: run.actors };
  const [names, picture] = [heads(drawing), lanes(run, drawing)];
  const top = TITLE_HEIGHT + Number(names.attributes.height);
  const [width, height] = [
    TEXT_LEFT + TEXT_WIDTH + run.actors.length * LANE,
    top + Number(picture.attributes.height) + 12,
  ];
  const words = run.steps.map(({ actor, text, marks }, index) => {
    const y = top + rows[index + 1].middle + 4;
    return el(
      'text',
      { class: 'step', x: TEXT_LEFT, y },
      el('tspan', { class: 'number' }, `${index + 1}  `),
      `${actor} ${text}`,
      marks.map((mark) => el('tspan', { class: `mark t-${mark}` }, `   ${MARK_WORDS[mark]}`)),
    );
  });
  const { noReturn } = story.scene;
  const subtitle = [noReturnSentence(story.scene), story.remedy].filter((part) => part !== undefined).join(' Remedy: ');
  return `${written(
    el(
      'svg',
      { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' },
      el('title', {}, `${story.guarantee} breaks: ${story.cause}`),
      el('desc', {}, story.summary),
      el('style', {}, inOneScheme(STYLE) + OWN_STYLE),
      el('rect', { class: 'paper', width, height }),
      el('text', { class: 'title', x: TEXT_LEFT, y: 28 }, `${story.guarantee} breaks: ${story.cause}`),
      el('text', { class: 'step', x: TEXT_LEFT, y: 52 }, subtitle),
      noReturn === undefined
        ? null
        : el('path', { class: 'no-return', d: `M${TEXT_LEFT} ${top + rows[noReturn].end - 1}H${width}` }),
      words,
      moved(names, TEXT_LEFT + TEXT_WIDTH, TITLE_HEIGHT),
      moved(picture, TEXT_LEFT + TEXT_WIDTH, top),
    ),
  )}\n`;
}

/** An image knows no scheme of the page that it stands in: its colours are those of light, over a ground of its own. */
const inOneScheme = (style: string): string =>
  style
    .split('\n')
    .filter((line) => DRAWN.test(line))
    .join('\n')
    .replace(/light-dark\(([^,()]+), [^()]+\)/g, '$1');

/** The lines of the page's style that are about the picture. */
const DRAWN = /^(:root|\s*--|\.(k-|heads|lanes|e0|node|msg|m-))/;

const OWN_STYLE = `
svg { font: 11px system-ui, -apple-system, "Segoe UI", sans-serif; } .paper { fill: #fbfbfa; } .title { font-size: 18px; font-weight: 600; fill: #1b1d21; }
.step { font-size: 13px; fill: #1b1d21; white-space: pre; } .number { fill: #575c65; } .mark { font-size: 11px; font-weight: 600; fill: #b3261e; } .mark.t-cause { fill: #1b1d21; }`;

const moved = (element: Element, x: number, y: number): Element => ({
  ...element,
  attributes: { ...element.attributes, x, y },
});

/** A piece as XML, in which nothing may be left out. */
function written(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'string' || typeof content === 'number') return xml(String(content));
  if (isList(content)) return content.map(written).join('');
  const attributes = Object.entries(content.attributes).map(([name, value]) =>
    value === undefined ? '' : ` ${name}="${xml(String(value))}"`,
  );
  return `<${content.tag}${attributes.join('')}>${content.content.map(written).join('')}</${content.tag}>`;
}
