import type { Control } from '../documents/scene.ts';
import { type Content, el, type Element } from './element.ts';
import { heading } from './heading.ts';
import { heads, lanes } from './lanes.ts';
import { legend } from './legend.ts';
import { tags } from './marks.ts';
import type { PageStory } from './page-story.ts';
import { evenRows } from './rows.ts';
import { failureOf, type ShownRun } from './shown-run.ts';
import { changesOf, recordRows } from './states.ts';
import { head, row } from './table.ts';

const LANE = 84;

/**
 * A story with all its steps at once: what a page shows without its script, and on paper.
 *
 * @param isFull with a picture, with what is so after each step and in the end, and with all effects of the control;
 * else with what happens in each step.
 */
export function staticStory(story: PageStory, isFull: boolean): Element {
  const run = failureOf(story);
  const { id, guarantee, scene } = story;
  return el(
    'section',
    { class: 'static', id },
    heading(story),
    isFull ? picture(run, id) : null,
    stepsTable(run, id, isFull),
    isFull ? recordsTable(run) : null,
    scene.control === undefined ? null : controlSection(scene.control, guarantee, isFull),
  );
}

function picture(run: ShownRun, id: string): Content {
  const drawing = { rows: evenRows(run.steps.length), lane: LANE, actors: run.actors };
  const label = `Picture of ${decodeURIComponent(id)}`;
  return [
    el('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': label }, heads(drawing), lanes(run, drawing)),
    legend(),
  ];
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

function stepsTable({ steps, states, partitions }: ShownRun, id: string, isFull: boolean): Element {
  const changesAt = (index: number): readonly string[] => {
    const [before, now] = [states.at(index), states.at(index + 1)];
    return before === undefined || now === undefined ? [] : changesOf(partitions, before, now);
  };
  return el(
    'table',
    { class: 'all' },
    head(
      'step',
      'who',
      'what happens',
      ...(isFull ? ['what is so then (| high watermark, ! last stable offset)'] : []),
    ),
    el(
      'tbody',
      {},
      steps.map(({ actor, text, effects, marks }, index) =>
        el(
          'tr',
          { id: `${id}/${index + 1}`, class: marks.includes('no-return') ? 'n-no-return' : undefined },
          el('td', {}, index + 1),
          el('td', {}, actor),
          el('td', {}, text, tags(marks), lines(effects)),
          isFull ? el('td', {}, lines(changesAt(index))) : null,
        ),
      ),
    ),
  );
}

const HOW = { same: '', instead: 'otherwise', added: 'added', skipped: 'cannot happen' };

/** The steps in which the control is otherwise than the counterexample. */
function controlSection({ change, steps, broken }: Control, guarantee: string, isFull: boolean): Element {
  const told = [...steps.entries()].filter(([, { how }]) => how !== 'same');
  const common = told.length === 0 ? 'All steps are as above.' : 'Steps that are not listed are as above.';
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
        told.map(([index, { of, how, actor = '', text = '', effects = [], because }]) =>
          row([
            index + 1,
            actor,
            [text, isFull ? lines(effects) : null],
            [of === undefined ? '' : `step ${of} `, HOW[how], because === undefined ? '' : `: ${because}`],
          ]),
        ),
      ),
    ),
  );
}

/** How a control came out, and what it proves. */
const controlWords = (broken: boolean, guarantee: string): string =>
  `In this run ${guarantee} is ${broken ? 'violated all the same' : 'not violated'}. It is one run of many: what proves the remedy is its verdict, not this run.`;

const lines = (texts: readonly string[]): Content =>
  texts.length === 0
    ? null
    : el(
        'ul',
        {},
        texts.map((text) => el('li', {}, text)),
      );
