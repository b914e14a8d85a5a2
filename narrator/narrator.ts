import type { Action } from '../model/action.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import type { Step } from '../model/machine.ts';
import { effectsOf } from './effects/effects.ts';
import type { Told } from './moment.ts';
import { tell } from './tell/tell.ts';

export { picture } from './picture.ts';
export { summarise } from './summarise.ts';

/** One step told in words: who did what, and what it changed. The shape that a verdict file has. */
export interface StoryStep extends Told {
  readonly effects: readonly string[];
}

/**
 * Tells a schedule to somebody who knows Kafka and not this project.
 *
 * What an actor does follows from the action; what came of it is read off the states before and after, so that it is
 * true whatever the rule did.
 */
export function narrate(world: World, steps: readonly Step<ClusterState, Action>[]): StoryStep[] {
  return steps.map(({ action, before, after }) => {
    const moment = { world, before, after };
    return { ...tell(moment, action), effects: effectsOf(moment, action) };
  });
}
