import type { Scene } from '../scene.ts';

/** Why somebody should look at a step. */
export type Mark = 'fault' | 'no-return' | 'cause' | 'violation' | 'rest';

export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  fault: 'fault',
  'no-return': 'point of no return',
  cause: 'cause',
  violation: 'violation',
  rest: 'still broken at rest',
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
