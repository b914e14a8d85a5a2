import type { CaseResult, ResultOutcome } from './results-document.ts';

/** What schedules that were played come to. */
export interface ResultsFigures {
  readonly schedules: number;
  /** Steps after which both sides were compared. */
  readonly compared: number;
  readonly of: (outcome: ResultOutcome) => number;
  readonly medianSeconds: number;
}

/** Counted by outcome. The median is the upper one of an even number, and 0 of none. */
export function figuresOf(cases: readonly CaseResult[]): ResultsFigures {
  const seconds = cases.map(([, , of]) => of).sort((one, other) => one - other);
  return {
    schedules: cases.length,
    compared: cases.reduce((sum, [, compared]) => sum + compared, 0),
    of: (outcome) => cases.filter(([of]) => of === outcome).length,
    medianSeconds: seconds[seconds.length >> 1] ?? 0,
  };
}
