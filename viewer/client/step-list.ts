import { el, type Element } from '../../reports/page/element.ts';
import { tags } from '../../reports/page/marks.ts';
import { kindIn, type ShownRun } from '../../reports/page/shown-run.ts';
import type { Line } from './folds.ts';
import { hashOf } from './place.ts';
import type { View } from './view.ts';

/** The steps in words, each a link to itself. */
export const stepList = (view: View, run: ShownRun, lines: readonly Line[]): Element =>
  el(
    'ol',
    { class: view.allEffects ? 'steps all-effects' : 'steps' },
    lines.map(({ first, last }) => (first === last ? stepRow(view, run, first) : foldRow(run, first, last))),
  );

function stepRow({ place }: View, run: ShownRun, step: number): Element {
  const { actor, text, effects, marks } = run.steps[step - 1];
  return el(
    'li',
    {
      class: ['row', ...marks.map((mark) => `n-${mark}`)].join(' '),
      'aria-current': step === place.step ? 'step' : undefined,
    },
    el('span', { class: 'n' }, step),
    el(
      'div',
      {},
      el('span', { class: `chip k-${kindIn(run, actor)}` }, actor),
      ' ',
      el('a', { href: hashOf({ ...place, step }) }, text),
      tags(marks),
      effects.map((effect) => el('div', { class: 'effect' }, effect)),
    ),
  );
}

function foldRow({ steps }: ShownRun, first: number, last: number): Element {
  const actors = [...new Set(steps.slice(first - 1, last).map(({ actor }) => actor))];
  return el(
    'li',
    { class: 'row fold' },
    el('span', { class: 'n' }, '⋯'),
    el(
      'button',
      { type: 'button', 'data-do': 'unfold', 'data-on': first },
      `steps ${first} to ${last}: ${actors.join(', ')}`,
    ),
  );
}
