import { type Content, el, type Element } from '../../reports/page/element.ts';
import { controlRunOf, partingOf, type ShownRun } from '../../reports/page/shown-run.ts';
import type { Run } from './command.ts';
import { isLarge } from './folds.ts';
import { hashOf, type Place } from './place.ts';
import type { View } from './view.ts';

/** What moves a story: which run, which step, whose lanes. */
export function bar({ place, hidden, allEffects, folding }: View, run: ShownRun): Element {
  const { story, step } = place;
  const now = run.steps.at(step - 1);
  const words = step === 0 || now === undefined ? 'the start' : `${step}: ${now.actor} ${now.text}`;
  return el(
    'div',
    { class: 'bar' },
    story.scene.control === undefined ? null : runSwitch(place),
    el(
      'div',
      { class: 'steps-at' },
      button('‹', { 'data-do': 'back', 'aria-label': 'Step back' }),
      el(
        'span',
        { class: 'slide' },
        el('input', {
          type: 'range',
          min: 0,
          max: run.steps.length,
          value: step,
          'aria-label': 'Step',
          'aria-valuetext': words,
        }),
        ticks(run),
      ),
      button('›', { 'data-do': 'on', 'aria-label': 'Step on' }),
      el('output', {}, `${step} / ${run.steps.length}`),
    ),
    el(
      'div',
      { class: 'actors', role: 'group', 'aria-label': 'Actors shown' },
      run.actors.map(({ name, kind }) =>
        el(
          'button',
          { class: `chip k-${kind}`, 'data-do': 'actor', 'data-on': name, 'aria-pressed': String(!hidden.has(name)) },
          name,
        ),
      ),
    ),
    el(
      'div',
      { class: 'more' },
      isLarge(run) ? button('fold routine', { 'data-do': 'folding', 'aria-pressed': String(folding) }) : null,
      button('all effects', { 'data-do': 'effects', 'aria-pressed': String(allEffects) }),
      button('?', { 'data-do': 'help', 'aria-label': 'Keys' }),
    ),
  );
}

function runSwitch({ isControl, isBeside }: Place): Element {
  return el(
    'div',
    { class: 'switch', role: 'group', 'aria-label': 'Which run' },
    choice('as set up', 'failure', !isControl && !isBeside),
    choice('with the remedy', 'control', isControl && !isBeside),
    choice('both', 'beside', isBeside),
  );
}

const choice = (words: string, run: Run, isOn: boolean): Element =>
  button(words, { 'data-do': run, 'aria-pressed': String(isOn) });

const button = (words: string, attributes: Element['attributes']): Element =>
  el('button', { type: 'button', ...attributes }, words);

/** Where on the slider the steps are that matter. */
const ticks = ({ steps }: ShownRun): Element =>
  el(
    'svg',
    { 'aria-hidden': 'true', viewBox: `0 0 ${Math.max(1, steps.length)} 1`, preserveAspectRatio: 'none' },
    steps.map(({ marks }, index): Content => {
      const mark = marks.findLast((one) => one !== 'added' && one !== 'skipped');
      return mark === undefined ? null : el('path', { class: `n-${mark}`, d: `M${index + 1} 0V1` });
    }),
  );

/** How the run with the remedy came out, and where it parts from the other. */
export function controlNote({ story, isControl, isBeside }: Place): Content {
  const { control } = story.scene;
  const run = controlRunOf(story);
  if (control === undefined || run === undefined || !(isControl || isBeside)) return null;
  const parting = partingOf(run);
  return el(
    'p',
    { class: control.broken ? 'violated' : 'holds' },
    `The same schedule with ${control.change}: here ${story.guarantee} is ${control.broken ? 'violated all the same' : 'not violated'}. `,
    parting === 0
      ? null
      : [
          `The runs part at step\u00a0`,
          el('a', { href: hashOf({ story, isControl: true, isBeside, step: parting }) }, parting),
          '. ',
        ],
    el('span', { class: 'quiet' }, 'It is one run of many: what proves the remedy is its verdict, not this picture.'),
  );
}
