import type { ShownRun } from '../../reports/page/shown-run.ts';
import type { Message, RecordSnapshot, Snapshot } from '../../reports/documents/scene.ts';

/** A line of the list and of the picture: a step, or several that are folded. */
export interface Line {
  readonly first: number;
  readonly last: number;
}

/** Up to here a story is shown step by step. */
const STEPS_MAX = 40;
const LANES_MAX = 8;
/** Fewer steps in a row are not worth folding. */
const FOLD_MIN = 3;

/** Whether a run is so long, or so wide, that its routine steps are folded at first. */
export const isLarge = ({ steps, actors }: ShownRun): boolean => steps.length > STEPS_MAX || actors.length > LANES_MAX;

/**
 * The lines in which a run is shown: routine steps in a row are folded into one.
 *
 * @param hidden actors whose steps are left out.
 * @param unfolded steps whose fold is open.
 * @param isFolding whether anything is folded.
 */
export function linesOf(
  run: ShownRun,
  hidden: ReadonlySet<string>,
  unfolded: ReadonlySet<number>,
  isFolding: boolean,
): Line[] {
  const shown = run.steps.flatMap(({ actor }, index) => (hidden.has(actor) ? [] : [index + 1]));
  const lines: Line[] = [];
  let routine: number[] = [];
  const close = (): void => {
    const [first, last] = [routine[0], routine[routine.length - 1]];
    const isFold = routine.length >= FOLD_MIN && !routine.some((step) => unfolded.has(step));
    if (isFold) lines.push({ first, last });
    else lines.push(...routine.map((step) => ({ first: step, last: step })));
    routine = [];
  };
  for (const step of shown) {
    if (isFolding && isRoutine(run, step)) routine.push(step);
    else {
      close();
      lines.push({ first: step, last: step });
    }
  }
  close();
  return lines;
}

/**
 * Nobody needs to look at it: it has no mark, sends and receives nothing of a producer's, and what has become of the records
 * and what groups have committed is as before, but for records that one more broker has.
 */
function isRoutine({ steps, states, messages }: ShownRun, step: number): boolean {
  const [before, now] = [states[step - 1], states[step]];
  return (
    steps[step - 1].marks.length === 0 &&
    committedIn(before) === committedIn(now) &&
    now.records.every((record, at) => isLike(before.records[at], record)) &&
    !messages.some(({ kind, sent, there }) => PRODUCERS.has(kind) && (sent === step || there === step))
  );
}

const committedIn = ({ groups }: Snapshot): string => JSON.stringify(groups.map(({ committed }) => committed));

const PRODUCERS: ReadonlySet<Message['kind']> = new Set(['produce', 'reply', 'error']);

function isLike(before: RecordSnapshot, now: RecordSnapshot): boolean {
  const isKept = before.copies.every(({ broker, times }) =>
    now.copies.some((copy) => copy.broker === broker && copy.times === times),
  );
  const isNew = before.copies.length === 0 && now.copies.length > 0;
  return before.told === now.told && String(before.took) === String(now.took) && isKept && !isNew;
}
