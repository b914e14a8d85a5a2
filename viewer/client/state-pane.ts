import { type Content, el, type Element } from '../../reports/page/element.ts';
import { kindIn, type ShownRun } from '../../reports/page/shown-run.ts';
import type { Snapshot } from '../../reports/documents/scene.ts';
import { partitionGrid } from './partition-grid.ts';
import type { Place } from './place.ts';
import { processes } from './processes.ts';
import { besideOf, recordsTable } from './records.ts';

/** What is so after a step: records, partitions, clients. What the step has changed is marked. */
export function statePane(place: Place, run: ShownRun): Element {
  const { step } = place;
  const [was, now] = [run.states[Math.max(0, step - 1)], run.states[step]];
  const busy = busyPartitions(run);
  const idle = run.partitions.filter((_, index) => !busy.includes(index));
  return el(
    'div',
    { class: 'state' },
    title(place, run),
    recordsTable(was, now, besideOf(place)),
    busy.map((index) => partitionGrid(run.partitions[index], index, was, now)),
    idle.length === 0 ? null : el('p', { class: 'quiet' }, `Empty throughout: ${idle.join(', ')}.`),
    processes(was, now),
  );
}

function title({ step }: Place, run: ShownRun): Content {
  if (step === 0) return el('h3', {}, 'At the start');
  const { actor, text, effects, marks } = run.steps[step - 1];
  return el(
    'div',
    {},
    el('h3', {}, `After step ${step} `, el('span', { class: `chip k-${kindIn(run, actor)}` }, actor)),
    el(
      'div',
      { class: 'what' },
      text,
      marks.includes('skipped') ? el('b', {}, ' cannot happen here') : null,
      effects.map((effect) => el('div', { class: 'effect' }, effect)),
    ),
  );
}

/** The partitions in which there is anything at any time. */
const busyPartitions = ({ partitions, states }: ShownRun): number[] =>
  partitions.flatMap((_, index) => (states.some((state) => isBusy(state, index)) ? [index] : []));

const isBusy = ({ partitions }: Snapshot, index: number): boolean =>
  partitions.at(index)?.replicas.some(({ log }) => log.length > 0) === true;
