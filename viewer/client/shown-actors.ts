import type { ShownRun } from '../../reports/page/shown-run.ts';
import type { Actor } from '../../reports/documents/scene.ts';
import { foldedSteps } from './layout.ts';
import type { Line } from './folds.ts';
import type { View } from './view.ts';

/** Whose lanes are drawn: not of those that are hidden, nor of those who take part in folded steps alone. */
export function shownActors({ hidden }: Pick<View, 'hidden'>, run: ShownRun, lines: readonly Line[]): Actor[] {
  const folded = foldedSteps(lines);
  const isShown = (step: number | undefined): boolean => step !== undefined && step > 0 && !folded.has(step);
  const acting = run.steps.flatMap(({ actor }, index) => (isShown(index + 1) ? [actor] : []));
  const talking = run.messages.flatMap(({ from, to, sent, there }) =>
    isShown(sent) || isShown(there) ? [from, to] : [],
  );
  const names = new Set([...acting, ...talking]);
  return run.actors.filter(({ name }) => !hidden.has(name) && (folded.size === 0 || names.has(name)));
}
