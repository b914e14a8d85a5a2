import { type ComponentChild, Fragment, h } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { heads, lanes } from '../../reports/page/lanes.ts';
import type { Row } from '../../reports/page/rows.ts';
import { foldedSteps, laneOf, linesAsRows, rowsOfSteps, type Width } from './layout.ts';
import { runAt } from './place.ts';
import { shownActors } from './shown-actors.ts';
import { stepList } from './step-list.ts';
import { toPreact } from './to-preact.ts';
import { shownLines, type View } from './view.ts';

interface Measured {
  readonly rows: readonly Row[];
  readonly lane: number;
}

/** The steps of a run, and its picture with a row for each of them. */
export function Play({ view, width }: { readonly view: View; readonly width: Width }): ComponentChild {
  const play = useRef<HTMLDivElement>(null);
  const [{ rows, lane }, setMeasured] = useState<Measured>({ rows: [], lane: LANE });
  const { place } = view;
  const run = runAt(place);
  const lines = shownLines(view, run);
  const actors = shownActors(view, run, lines);
  const count = actors.length;
  const isBeside = width !== 'narrow';
  useLayoutEffect(() => {
    const element = play.current;
    if (element === null) return;
    const measure = (): void => setMeasured((was) => measured(element, count, isBeside, was));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const list = element.querySelector('.steps');
    if (list !== null) observer.observe(list);
    return () => observer.disconnect();
  }, [view, count, isBeside]);

  // Before anything is measured, and when the lines have changed since, there is no picture yet.
  const drawing =
    rows.length === lines.length + 1
      ? {
          rows: rowsOfSteps(run.steps.length, lines, rows),
          lane,
          actors,
          current: place.step,
          folded: foldedSteps(lines),
        }
      : null;
  const list = h(Fragment, { key: 'list' }, toPreact(stepList(view, run, lines)));
  const picture = h(
    'div',
    {
      key: 'picture',
      class: 'picture',
      tabIndex: 0,
      role: 'region',
      'aria-label': place.isControl ? 'Picture, with the remedy' : 'Picture, as set up',
    },
    drawing === null ? null : toPreact([heads(drawing), lanes(run, drawing)]),
  );
  return h('div', { class: 'play', ref: play }, isBeside ? [list, picture] : [picture, list]);
}

const LANE = 64;
/** Of the width of list and picture together. */
const PICTURE_SHARE = 0.5;

/** How things lie now; what was measured before where nothing is otherwise, so that nothing is drawn again. */
function measured(play: HTMLElement, actors: number, isBeside: boolean, was: Measured): Measured {
  const list = play.querySelector<HTMLElement>('.steps');
  // On paper the static stories stand instead.
  if (list === null || list.offsetHeight === 0) return was;
  const room = play.clientWidth * (isBeside ? PICTURE_SHARE : 1);
  const items = [...list.querySelectorAll<HTMLElement>(':scope > li')];
  const now = { rows: linesAsRows(items, isBeside), lane: laneOf(room, actors) };
  return JSON.stringify(now) === JSON.stringify(was) ? was : now;
}
