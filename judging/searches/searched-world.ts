import type { World } from '../../model/world.ts';
import { applicable, type Reductions } from '../../reductions/reduced.ts';
import { lagsAllowed } from './few-lags.ts';

/** What of a setup's world the plan of its searches depends on. */
export interface SearchedWorld {
  /** Those that leave something out in it. */
  readonly reductions: Reductions;
  /** Whether what follows at once is merged into one step (`reductions/persistent-sets.ts`): a state is then as much work as many others. */
  readonly mergesSteps: boolean;
  readonly canLag: boolean;
}

/** @param asked what searches may leave out. */
export function searchedWorld(world: World, asked: Reductions): SearchedWorld {
  const reductions = applicable(world, asked);
  return {
    reductions,
    mergesSteps: world.transform && reductions.commuting,
    canLag: lagsAllowed(world) > 0,
  };
}
