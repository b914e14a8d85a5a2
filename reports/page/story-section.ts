import type { Finding } from '../findings.ts';
import type { Control, Scene } from '../scene.ts';
import { sourceUrl } from '../source-url.ts';
import { causeWords, remedyWords, worldWords } from '../words.ts';
import { type Content, el, type Element } from './element.ts';
import { lanes } from './lanes.ts';
import { MARK_WORDS, marksOf } from './marks.ts';
import { changesOf, recordRows, statesOf } from './states.ts';

/** The story of a counterexample: what went wrong, a picture, every step with what is so then, and the control. */
export function storySection(finding: Finding, scene: Scene, id: string): Element {
  const { guarantee, counterexample, remedy } = finding;
  const { story, known = [], setup, replay } = counterexample;
  const rows: [string, Content][] = [
    ['Cause', causeWords(counterexample)],
    ...(known.length === 0 ? [] : [['Known as', known.map(issueLink)] satisfies [string, Content]]),
    ...(setup === undefined ? [] : [['World', worldWords(setup)] satisfies [string, Content]]),
    ...(remedy === undefined ? [] : [['Remedy', remedyWords(remedy)] satisfies [string, Content]]),
    ...(replay === undefined ? [] : [['Replay', el('code', {}, replay)] satisfies [string, Content]]),
  ];
  return el(
    'section',
    { class: 'story', id },
    el('h3', {}, `${guarantee} breaks: ${counterexample.cause}`),
    el('p', { class: 'summary' }, linked(counterexample.summary, id), ' ', returnWords(scene, id)),
    el(
      'dl',
      { class: 'way' },
      rows.map(([term, words]) => el('div', {}, el('dt', {}, term), el('dd', {}, words))),
    ),
    el(
      'div',
      { class: 'panes' },
      el(
        'div',
        { class: 'wide picture', tabindex: 0, role: 'region', 'aria-label': `Picture of ${id}` },
        recordsTable(scene),
        lanes(
          scene,
          story.map(({ actor }) => actor),
        ),
      ),
      el(
        'div',
        { class: 'wide', tabindex: 0, role: 'region', 'aria-label': `Steps of ${id}` },
        stepsTable(finding, scene, id),
      ),
    ),
    el('p', { class: 'quiet' }, LEGEND),
    scene.control === undefined ? null : controlDetails(scene.control, guarantee),
  );
}

const LEGEND =
  'Circle: a step. Red square: a fault. Band: leads, a colour for each leader epoch. Red dots: down. Dashed arrow: metadata, groups, transactions. Red ×: never arrives. Below the red line nothing mends it without another fault. In logs | is the high watermark, ! the last stable offset.';

function returnWords({ noReturn }: Scene, id: string): Content {
  if (noReturn === undefined) return null;
  if (noReturn === 0) return 'It cannot be avoided from the start, even if no fault happens.';
  return [
    'From step ',
    el('a', { href: `#${id}/${noReturn}` }, noReturn),
    ' on nothing can mend it, even if no further fault happens.',
  ];
}

/** The numbers behind `step` in a sentence as links to the steps. */
const linked = (sentence: string, id: string): Content =>
  sentence
    .split(/(\bsteps? \d+(?:(?:, | and )\d+)*)/)
    .map((part, index) =>
      index % 2 === 0
        ? part
        : part.split(/(\d+)/).map((word, at) => (at % 2 === 0 ? word : el('a', { href: `#${id}/${word}` }, word))),
    );

function issueLink(issue: string): Content {
  const url = sourceUrl(issue);
  return [url === undefined ? issue : el('a', { href: url }, issue), ' '];
}

/** What has become of each record in the end, and under it the same with the remedy. */
function recordsTable(scene: Scene): Element {
  const end = statesOf(scene).at(-1);
  const mended = scene.control === undefined ? undefined : statesOf(scene.control).at(-1);
  const rows = end === undefined ? [] : recordRows(end);
  const others = mended === undefined ? [] : recordRows(mended);
  return el(
    'table',
    { class: 'records' },
    el('caption', {}, 'In the end'),
    head('record', 'app was told', 'is on', 'took effect'),
    rows.map((cells, index) => [
      row(cells),
      others.length === 0 ? null : row(['with the remedy', ...(others.at(index)?.slice(1) ?? [])], 'beside'),
    ]),
  );
}

function stepsTable({ counterexample: { story } }: Finding, scene: Scene, id: string): Element {
  const states = statesOf(scene);
  return el(
    'table',
    { class: 'steps' },
    head('step', 'who', 'what happens', 'what is so then'),
    story.map(({ actor, text, effects }, index) => {
      const step = index + 1;
      const marks = marksOf(scene, step, story.length);
      const [before, now] = [states.at(index), states.at(step)];
      const changes = before === undefined || now === undefined ? [] : changesOf(scene.partitions, before, now);
      return el(
        'tr',
        { id: `${id}/${step}`, class: marks.map((mark) => `n-${mark}`).join(' ') },
        el('td', {}, step),
        el('td', { class: `k-${scene.actors.find(({ name }) => name === actor)?.kind ?? 'other'}` }, actor),
        el(
          'td',
          {},
          text,
          marks.map((mark) => [' ', el('span', { class: `tag t-${mark}` }, MARK_WORDS[mark])]),
          effects.map((effect) => el('div', { class: 'effect' }, effect)),
        ),
        el(
          'td',
          {},
          changes.map((line) => el('div', {}, line)),
        ),
      );
    }),
  );
}

const HOW = { same: '', instead: 'otherwise', added: 'added', skipped: 'cannot happen' };

function controlDetails({ change, steps, broken }: Control, guarantee: string): Element {
  const words = broken
    ? `In this run ${guarantee} is violated all the same.`
    : `In this run ${guarantee} is not violated.`;
  return el(
    'details',
    {},
    el('summary', {}, `The same schedule with ${change}`),
    el('p', {}, `${words} It is one run of many: what proves the remedy is its verdict, not this run.`),
    el(
      'table',
      { class: 'steps' },
      head('step', 'who', 'what happens', 'as set up'),
      steps.map(({ of, how, actor, text, effects = [] }, index) =>
        row(
          [
            index + 1,
            actor ?? '',
            how === 'skipped'
              ? el('span', { class: 'quiet' }, `step ${of ?? ''} of the counterexample cannot happen here`)
              : [text ?? '', effects.map((effect) => el('div', { class: 'effect' }, effect))],
            [of === undefined ? '' : `step ${of} `, HOW[how]],
          ],
          `h-${how}`,
        ),
      ),
    ),
  );
}

const head = (...words: readonly string[]): Element =>
  el(
    'thead',
    {},
    el(
      'tr',
      {},
      words.map((word) => el('th', { scope: 'col' }, word)),
    ),
  );

const row = (cells: readonly Content[], kind = ''): Element =>
  el(
    'tr',
    { class: kind },
    cells.map((cell, index) => (index === 0 ? el('th', { scope: 'row' }, cell) : el('td', {}, cell))),
  );
