import type { Control } from '../scene.ts';
import { type Content, el, type Element } from './element.ts';
import { heading } from './heading.ts';
import { heads, lanes } from './lanes.ts';
import { legend } from './legend.ts';
import { tags } from './marks.ts';
import type { PageStory } from './page-story.ts';
import { evenRows } from './rows.ts';
import { failureOf, kindIn, type ShownRun } from './shown-run.ts';
import { changesOf, recordRows } from './states.ts';
import { head, row } from './table.ts';

const LANE = 84;

/** A story with all its steps at once: what a page shows without its script, and on paper. */
export function staticStory(story: PageStory): Element {
  const run = failureOf(story);
  const { id, guarantee, scene } = story;
  const drawing = { rows: evenRows(run.steps.length), lane: LANE, actors: run.actors };
  return el(
    'section',
    { class: 'static', id },
    heading(story),
    el(
      'div',
      { class: 'wide', tabindex: 0, role: 'region', 'aria-label': `Picture of ${id}` },
      heads(drawing),
      lanes(run, drawing),
    ),
    legend(),
    stepsTable(run, id),
    recordsTable(run),
    scene.control === undefined ? null : controlSection(scene.control, guarantee),
  );
}

/** What has become of each record in the end. */
function recordsTable({ states }: ShownRun): Element {
  const end = states.at(-1);
  const rows = end === undefined ? [] : recordRows(end);
  return el(
    'table',
    { class: 'records' },
    el('caption', {}, 'In the end'),
    head('record', 'app was told', 'is on', 'took effect'),
    el(
      'tbody',
      {},
      rows.map((cells) => row(cells)),
    ),
  );
}

function stepsTable(run: ShownRun, id: string): Element {
  const { steps, states, partitions } = run;
  return el(
    'table',
    { class: 'all' },
    head('step', 'who', 'what happens', 'what is so then (| high watermark, ! last stable offset)'),
    el(
      'tbody',
      {},
      steps.map(({ actor, text, effects, marks }, index) => {
        const [before, now] = [states.at(index), states.at(index + 1)];
        const changes = before === undefined || now === undefined ? [] : changesOf(partitions, before, now);
        return el(
          'tr',
          { id: `${id}/${index + 1}`, class: marks.map((mark) => `n-${mark}`).join(' ') || undefined },
          el('td', {}, index + 1),
          el('td', { class: `k-${kindIn(run, actor)}` }, actor),
          el('td', {}, text, tags(marks), lines(effects, 'effect')),
          el('td', {}, lines(changes)),
        );
      }),
    ),
  );
}

const HOW = { same: '', instead: 'otherwise', added: 'added', skipped: 'cannot happen' };

/** The control from the step on at which it parts from the counterexample. */
function controlSection({ change, steps, broken }: Control, guarantee: string): Element {
  const first = steps.findIndex(({ how }) => how !== 'same');
  const told = first < 0 ? [] : [...steps.entries()].slice(first);
  const common = first < 0 ? 'All steps are as above.' : first > 0 ? `The first ${first} are as above.` : '';
  return el(
    'section',
    {},
    el('h3', {}, `The same schedule with ${change}`),
    el('p', {}, `${controlWords(broken, guarantee)} ${common}`),
    el(
      'table',
      { class: 'all' },
      head('step', 'who', 'what happens', 'as set up'),
      el(
        'tbody',
        {},
        told.map(([index, { of, how, actor = '', text = '', effects = [] }]) =>
          row([
            index + 1,
            actor,
            how === 'skipped'
              ? `step ${of ?? ''} of the counterexample cannot happen here`
              : [text, lines(effects, 'effect')],
            [of === undefined ? '' : `step ${of} `, HOW[how]],
          ]),
        ),
      ),
    ),
  );
}

/** How a control came out, and what it proves. */
export const controlWords = (broken: boolean, guarantee: string): string =>
  `In this run ${guarantee} is ${broken ? 'violated all the same' : 'not violated'}. It is one run of many: what proves the remedy is its verdict, not this run.`;

const lines = (texts: readonly string[], kind?: string): Content =>
  texts.map((text) => el('div', { class: kind }, text));
