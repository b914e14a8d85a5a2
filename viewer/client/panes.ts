import { type ComponentChild, Fragment, h } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { heads, lanes } from '../../reports/page/lanes.ts';
import type { Row } from '../../reports/page/rows.ts';
import type { ShownRun } from '../../reports/page/shown-run.ts';
import { foldedSteps, laneOf, linesAsRows, rowsOfSteps, type Width, widthOf } from './layout.ts';
import { shownActors } from './shown-actors.ts';
import { statePane } from './state-pane.ts';
import { stepList } from './step-list.ts';
import { toPreact } from './to-preact.ts';
import { shownLines, type View } from './view.ts';

interface Measured {
  readonly width: Width;
  readonly rows: readonly Row[];
  readonly lane: number;
}

/**
 * The steps, the picture with a row for each of them, and the state. In the order in which they are read: where all stand
 * one below the other, the state comes first, for it is what a step changes.
 */
export function Panes({ view, run }: { readonly view: View; readonly run: ShownRun }): ComponentChild {
  const panes = useRef<HTMLDivElement>(null);
  const [{ width, rows, lane }, setMeasured] = useState<Measured>({ width: 'wide', rows: [], lane: LANE });
  const lines = shownLines(view, run);
  const actors = shownActors(view, run, lines);
  const count = actors.length;
  const isNarrow = width === 'narrow';
  useLayoutEffect(() => {
    const element = panes.current;
    if (element === null) return;
    const measure = (): void => setMeasured((was) => measured(element, count, was));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const list = element.querySelector('.steps');
    if (list !== null) observer.observe(list);
    return () => observer.disconnect();
  }, [view, count, isNarrow]);

  const { place } = view;
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
    { key: 'picture', class: 'picture', tabIndex: 0, role: 'region', 'aria-label': 'Picture' },
    drawing === null ? null : toPreact([heads(drawing), lanes(run, drawing)]),
  );
  const state = h(
    'section',
    { key: 'state', class: 'at', 'aria-label': 'State at this step', tabIndex: 0 },
    toPreact(statePane(place, run)),
  );
  return h(
    'div',
    { class: 'panes', ref: panes },
    isNarrow ? [state, picture, list] : [h('div', { key: 'play', class: 'play' }, [list, picture]), state],
  );
}

const LANE = 64;
/** Of the width of list and picture together. */
const PICTURE_SHARE = 0.5;

/** How things lie now; what was measured before where nothing is otherwise, so that nothing is drawn again. */
function measured(panes: HTMLElement, actors: number, was: Measured): Measured {
  const list = panes.querySelector<HTMLElement>('.steps');
  // On paper the static stories stand instead.
  if (list === null || list.offsetHeight === 0) return was;
  const width = widthOf(innerWidth);
  const isBeside = width !== 'narrow' && was.width !== 'narrow';
  const room = isBeside ? (list.parentElement?.clientWidth ?? 0) * PICTURE_SHARE : panes.clientWidth;
  const items = [...list.querySelectorAll<HTMLElement>(':scope > li')];
  const now = { width, rows: linesAsRows(items, isBeside), lane: laneOf(room, actors) };
  return JSON.stringify(now) === JSON.stringify(was) ? was : now;
}
