import type { PageStory } from '../../reports/page/page-story.ts';
import { controlRunOf, failureOf, type ShownRun } from '../../reports/page/shown-run.ts';

/** What a page shows: a story, a run of it, and a step of that run; 0 is the start. */
export interface Place {
  readonly story: PageStory;
  /** The run with the remedy, or as set up. */
  readonly isControl: boolean;
  /** Whether the other run stands beside it. */
  readonly isBeside: boolean;
  readonly step: number;
}

/** A story as it opens. */
export const opening = (story: PageStory): Place => ({
  story,
  isControl: false,
  isBeside: false,
  step: entryOf(story),
});

/** The run of a place. */
export function runAt({ story, isControl }: Pick<Place, 'story' | 'isControl'>): ShownRun {
  return (isControl ? controlRunOf(story) : undefined) ?? failureOf(story);
}

/**
 * The place that an address names, `#guarantee/step`, behind which there may be `/remedy` or `/beside`, or both with a plus
 * between; null where it names none.
 */
export function placeOf(hash: string, stories: readonly PageStory[]): Place | null {
  const [id, step, run] = hash.replace(/^#/, '').split('/');
  const story = stories.find((one) => one.id === id);
  if (story === undefined) return null;
  const wanted = step === undefined || step === '' ? entryOf(story) : Number(step);
  const runs = story.scene.control === undefined ? [] : (run ?? '').split('+');
  const place = { story, isControl: runs.includes('remedy'), isBeside: runs.includes('beside'), step: 0 };
  return withStep(place, Number.isInteger(wanted) ? wanted : entryOf(story));
}

/** Where a story opens: where it cannot be mended any more, for there it is seen in one look; else at its end. */
function entryOf({ scene, steps }: PageStory): number {
  return scene.noReturn === undefined || scene.noReturn === 0 ? steps.length : scene.noReturn;
}

/** The address of a place. */
export function hashOf({ story, step, isControl, isBeside }: Place): string {
  const runs = [...(isControl ? ['remedy'] : []), ...(isBeside ? ['beside'] : [])];
  return `#${[story.id, step, ...(runs.length === 0 ? [] : [runs.join('+')])].join('/')}`;
}

/** The place with another step, or the nearest that there is. */
export const withStep = (place: Place, step: number): Place => ({
  ...place,
  step: Math.max(0, Math.min(runAt(place).steps.length, step)),
});

/** The same moment in the other run, of the end its end; the place itself where there is no other. */
export function across(place: Place): Place {
  const { story, isControl, step } = place;
  const control = controlRunOf(story);
  if (control === undefined) return place;
  const [here, there] = isControl ? [control.steps, story.steps] : [story.steps, control.steps];
  const other = isControl ? originalOf(control, step) : stepFor(control, step);
  return { ...place, isControl: !isControl, step: step === here.length ? there.length : other };
}

/** The last step of the counterexample that a control has come to by then. */
const originalOf = ({ steps }: ShownRun, step: number): number =>
  steps.slice(0, step).reduce((last, { of }) => of ?? last, 0);

const stepFor = ({ steps }: ShownRun, of: number): number => steps.findIndex((step) => step.of === of) + 1;
