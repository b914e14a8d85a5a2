import { shortened, visible } from './visible.ts';

/** Where something was said: a file with a line, or another source ("command line", "hazard A07") without one. */
export interface Place {
  readonly file: string;
  readonly line?: number;
}

/** `file:line`, the form that terminals and editors turn into a link. */
export const placeText = (place: Place): string =>
  place.line === undefined ? place.file : `${place.file}:${place.line}`;

/** One thing that is wrong with a setup. */
export interface Problem {
  readonly place: Place;
  /** What is wrong, as a clause without a full stop. */
  readonly reason: string;
  /** What to do about it, as a clause without a full stop. */
  readonly wayOut: string;
}

/** `file:line: reason; way out`. */
export const problemText = (problem: Problem): string =>
  `${placeText(problem.place)}: ${problem.reason}; ${problem.wayOut}`;

/** What a message says at most of one thing. */
const SHOWN_CHARACTERS_MAX = 1000;

const shown = (text: string): string => visible(shortened(text, SHOWN_CHARACTERS_MAX));

/** As programs print it: `error: file:line: reason`, and the way out on a line of its own. */
export const errorText = ({ place, reason, wayOut }: Problem): string =>
  `error: ${shown(placeText(place))}: ${shown(reason)}\n  ${shown(wayOut)}`;

/** Problems that are told; whoever mends them runs it again. */
const PROBLEMS_TOLD_MAX = 20;

/** All that is wrong, as programs print it: the first of them, and how many more there are. */
export function errorsText(problems: readonly Problem[]): string {
  const told = problems.slice(0, PROBLEMS_TOLD_MAX).map((problem) => `${errorText(problem)}\n`);
  const more = problems.length - told.length;
  return `${told.join('')}${more === 0 ? '' : `… and ${more} more\n`}`;
}

/** A setup that cannot be tried. Carries every problem that was found, not only the first. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.slice(0, PROBLEMS_TOLD_MAX).map(problemText).join('\n'));
    this.problems = problems;
  }
}
