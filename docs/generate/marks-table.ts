import { MARK_WORDS, type Mark } from '../../reports/words/mark-words.ts';
import { markdownTable } from './markdown-table.ts';

/** The marks of steps and what each means, as the reference of the reports has them. */
export const marks = (): string =>
  markdownTable(
    ['mark', 'of', 'means'],
    Object.entries(MARK_WORDS).map(([mark, words]) => {
      const { of, means } = MEANINGS[mark as Mark];
      return [words, of, means];
    }),
  );

const MEANINGS: Readonly<Record<Mark, { readonly of: string; readonly means: string }>> = {
  fault: {
    of: 'the counterexample, the control',
    means: 'it happens only where the setup allows it: a key of `faults`. In the picture a red square',
  },
  'no-return': {
    of: 'the counterexample',
    means:
      'after this step every way to go on without another fault ends in a violation; after the step before there was one that does not. Below the red line nothing mends it',
  },
  cause: { of: 'the counterexample', means: 'the summary rests on it, and in most cases names it' },
  violation: { of: 'the counterexample', means: 'the last step: the state after it violates the guarantee' },
  rest: {
    of: 'the counterexample',
    means: 'the last step, after which nothing more happens without a fault: what should have come about has not',
  },
  added: {
    of: 'the control',
    means: 'it is not in the counterexample: the changed setup needs it, or it leads to rest in the end',
  },
  differs: { of: 'the control', means: 'the same step, or one of the same actor in its place, has other effects' },
  skipped: { of: 'the control', means: 'what happened in the counterexample cannot happen here; why, it says itself' },
};
