import type { ControlStep, Scene } from '../documents/scene.ts';
import type { StoryStep } from '../documents/verdict.ts';

/** Why somebody should look at a step: of the counterexample, and of the same schedule with the remedy. */
export type Mark = 'fault' | 'no-return' | 'cause' | 'violation' | 'rest' | 'added' | 'differs' | 'skipped';

export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  fault: 'fault',
  'no-return': 'point of no return',
  cause: 'cause',
  violation: 'violation',
  rest: 'still broken at rest',
  added: 'added',
  differs: 'differs',
  skipped: 'cannot happen',
};

/** The marks of a step, counted from 1, of a story of so many. */
export function marksOf({ faults, noReturn, decisive, atRest }: Scene, step: number, steps: number): Mark[] {
  const marks: Mark[] = [];
  if (faults.includes(step)) marks.push('fault');
  if (noReturn === step) marks.push('no-return');
  if (decisive.includes(step)) marks.push('cause');
  if (step === steps) marks.push(atRest ? 'rest' : 'violation');
  return marks;
}

/** The marks of a step of the control; `original` is the one that it stands for. */
export function controlMarksOf(
  { how, effects = [] }: ControlStep,
  isFault: boolean,
  original: StoryStep | undefined,
): Mark[] {
  const marks: Mark[] = isFault ? ['fault'] : [];
  if (how === 'added' || how === 'skipped') marks.push(how);
  else if (how === 'instead' || String(effects) !== String(original?.effects)) marks.push('differs');
  return marks;
}
