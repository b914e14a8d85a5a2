import type { PageStory } from '../../reports/page/page-story.ts';
import { controlRunOf, failureOf, type ShownRun } from '../../reports/page/shown-run.ts';

/** What a page shows: a story, its run as set up or with the remedy, and a step of it; 0 is the start. */
export interface Place {
  readonly story: PageStory;
  readonly isControl: boolean;
  readonly step: number;
}

/** The run of a place. */
export function runAt({ story, isControl }: Pick<Place, 'story' | 'isControl'>): ShownRun {
  return (isControl ? controlRunOf(story) : undefined) ?? failureOf(story);
}

/** The place that an address names, `#guarantee/step` or `#guarantee/step/remedy`; null where it names none. */
export function placeOf(hash: string, stories: readonly PageStory[]): Place | null {
  const [id, step, run] = hash.replace(/^#/, '').split('/');
  const story = stories.find((one) => one.id === id);
  if (story === undefined) return null;
  const isControl = run === 'remedy' && story.scene.control !== undefined;
  const wanted = step === undefined || step === '' ? entryOf(story) : Number(step);
  return withStep({ story, isControl, step: 0 }, Number.isInteger(wanted) ? wanted : entryOf(story));
}

/** Where a story opens: where it cannot be mended any more, for there it is seen in one look; else at its end. */
export function entryOf({ scene, steps }: PageStory): number {
  return scene.noReturn === undefined || scene.noReturn === 0 ? steps.length : scene.noReturn;
}

/** The address of a place. */
export const hashOf = ({ story, step, isControl }: Place): string =>
  `#${story.id}/${step}${isControl ? '/remedy' : ''}`;

/** The place with another step, or the nearest that there is. */
export const withStep = (place: Place, step: number): Place => ({
  ...place,
  step: Math.max(0, Math.min(runAt(place).steps.length, step)),
});

/** The same moment in the other run; the place itself where there is none. */
export function across(place: Place): Place {
  const { story, isControl, step } = place;
  const control = controlRunOf(story);
  if (control === undefined) return place;
  return { story, isControl: !isControl, step: isControl ? originalOf(control, step) : stepFor(control, step) };
}

/** The last step of the counterexample that a control has come to by then. */
const originalOf = ({ steps }: ShownRun, step: number): number =>
  steps.slice(0, step).reduce((last, { of }) => of ?? last, 0);

const stepFor = ({ steps }: ShownRun, of: number): number => steps.findIndex((step) => step.of === of) + 1;
