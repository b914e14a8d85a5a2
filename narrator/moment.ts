import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';

/** One step of a schedule, as the narrator sees it. */
export interface Moment {
  readonly world: World;
  readonly before: ClusterState;
  readonly after: ClusterState;
}

/** Who did what. What came of it are the effects. */
export interface Told {
  readonly actor: string;
  /** What the actor does, as a verb phrase without a full stop. */
  readonly text: string;
}
