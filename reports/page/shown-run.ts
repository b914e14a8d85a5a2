import type { Actor, ActorKind, Message, Run, Snapshot } from '../documents/scene.ts';
import type { StoryStep } from '../documents/verdict.ts';
import { controlMarksOf, type Mark, marksOf } from '../words/mark-words.ts';
import type { PageStory } from './page-story.ts';
import { statesOf } from './states.ts';

/** A run as it is shown: the counterexample, or the same schedule with the remedy. */
export interface ShownRun {
  readonly actors: readonly Actor[];
  readonly partitions: readonly string[];
  readonly messages: readonly Message[];
  readonly steps: readonly ShownStep[];
  /** Each whole; the first is that before all steps. */
  readonly states: readonly Snapshot[];
  readonly noReturn?: number;
}

export interface ShownStep extends StoryStep {
  readonly marks: readonly Mark[];
  /** The step of the counterexample that it stands for; none for one that was put in. */
  readonly of?: number;
}

/** The counterexample. */
export const failureOf = ({ steps, scene }: PageStory): ShownRun => ({
  ...drawn(scene),
  noReturn: scene.noReturn,
  steps: steps.map(({ actor, text, effects }, index) => ({
    actor,
    text,
    effects,
    of: index + 1,
    marks: marksOf(scene, index + 1, steps.length),
  })),
});

/** The control, where there is one. What cannot happen there is told as it happened in the counterexample. */
export function controlRunOf({ steps, scene: { control } }: PageStory): ShownRun | undefined {
  if (control === undefined) return undefined;
  return {
    ...drawn(control),
    steps: control.steps.map((step, index) => {
      const original = step.of === undefined ? undefined : steps.at(step.of - 1);
      const { actor = original?.actor ?? '', text = original?.text ?? '', of, because } = step;
      const effects = step.effects ?? (because === undefined ? [] : [`because ${because}`]);
      return { actor, text, effects, of, marks: controlMarksOf(step, control.faults.includes(index + 1), original) };
    }),
  };
}

/** Where the control and the counterexample part: the first step of the control that is otherwise; 0 where none is. */
export const partingOf = ({ steps }: ShownRun): number =>
  steps.findIndex(({ marks }) => marks.some((mark) => mark === 'differs' || mark === 'skipped' || mark === 'added')) +
  1;

export const kindIn = ({ actors }: Pick<ShownRun, 'actors'>, name: string): ActorKind =>
  actors.find((actor) => actor.name === name)?.kind ?? 'other';

const drawn = (run: Run): Pick<ShownRun, 'actors' | 'partitions' | 'messages' | 'states'> => ({
  actors: run.actors,
  partitions: run.partitions,
  messages: run.messages,
  states: statesOf(run),
});
