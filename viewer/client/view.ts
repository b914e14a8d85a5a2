import type { ShownRun } from '../../reports/page/shown-run.ts';
import { isLarge, type Line, linesOf } from './folds.ts';
import { type Place, runAt, withStep } from './place.ts';

/** What is shown and how: all that a page remembers. */
export interface View {
  readonly place: Place;
  readonly hidden: ReadonlySet<string>;
  /** Whether each step tells all its effects; else only those that matter do. */
  readonly allEffects: boolean;
  /** Whether routine steps are folded; of itself in a large run alone. */
  readonly folding: boolean;
  /** Steps whose fold was opened. */
  readonly unfolded: ReadonlySet<number>;
}

/** A place as it is come to. */
export const viewOf = (place: Place): View => ({
  place,
  hidden: new Set(),
  allEffects: false,
  folding: isLarge(runAt(place)),
  unfolded: new Set([place.step]),
});

/** The view at another place: of the same story it keeps what was chosen, and the fold of the step opens. */
export function moved(view: View, place: Place): View {
  if (place.story !== view.place.story) return viewOf(place);
  const isOther = place.isControl !== view.place.isControl;
  const unfolded = new Set([...(isOther ? [] : view.unfolded), place.step]);
  return { ...view, place, unfolded: isOther || isFoldedAt(view, place.step) ? unfolded : view.unfolded };
}

/** The lines that a view shows. */
export const shownLines = ({ hidden, unfolded, folding }: View, run: ShownRun): Line[] =>
  linesOf(run, hidden, unfolded, folding);

/** One shown step on or back: folds and hidden actors are passed over. */
export function stepped(view: View, by: 1 | -1): View {
  const { place } = view;
  const steps = shownLines(view, runAt(place)).flatMap(({ first, last }) => (first === last ? [first] : []));
  const next = by > 0 ? steps.find((step) => step > place.step) : steps.findLast((step) => step < place.step);
  return moved(view, withStep(place, next ?? (by > 0 ? place.step : 0)));
}

/** The view with an actor hidden, or shown again. */
export function toggled(view: View, name: string): View {
  const hidden = new Set(view.hidden);
  if (!hidden.delete(name)) hidden.add(name);
  return { ...view, hidden };
}

const isFoldedAt = (view: View, step: number): boolean =>
  shownLines(view, runAt(view.place)).some(({ first, last }) => first !== last && first <= step && step <= last);
