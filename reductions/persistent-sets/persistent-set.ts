import type { Action } from '../../model/action.ts';
import { fetchTarget } from '../../model/consumer/client/reading.ts';
import { isFault } from '../../model/faults/fault-kinds.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import { areBrokersQuiescent } from '../quiescence.ts';
import { crashTakesNothing, harmlessFetch, recoveryStep } from './brokers.ts';
import { groupSteps } from './group.ts';
import { endingStep, processSteps } from './process.ts';
import { isEverywhere } from './replicas.ts';

/**
 * A persistent set of a state: enabled steps of which one may come next in every run that has to be looked at; all of
 * them where no rule applies.
 *
 * What has to be reached are the verdicts of runs that come to rest with their fault budget spent. A subset of the
 * enabled steps is persistent when every such run contains one of its steps, and the first of these can be moved to the
 * front of the run without a change to its verdicts. Each rule argues that for its subset; in the run that is left one
 * step is gone, or, where a rule adds one, less is left to be added.
 */
export function persistentSetOf(world: World, state: ClusterState, enabled: readonly Action[]): readonly Action[] {
  const all = enabled.filter(
    (action) => action.type !== 'broker.crash' || !crashTakesNothing(world, state, action.broker),
  );
  if (all.length < 2) return all;
  const read = readingStep(world, state, all) ?? recoveryStep(world, state, all) ?? harmlessFetch(world, state, all);
  if (read !== null) return [read];
  const quiescent = areBrokersQuiescent(world, state);
  const ending = endingStep(world, state, all, quiescent);
  if (ending !== null) return [ending];
  let best: readonly Action[] = all;
  const consider = (steps: readonly Action[] | null): void => {
    if (steps !== null && steps.length < best.length && steps.some((action) => !isFault(action))) best = steps;
  };
  for (let member = 0; member < world.members; member += 1) {
    consider(processSteps(world, state, all, member, quiescent));
  }
  consider(groupSteps(world, state, all));
  return best;
}

/**
 * A read of the reader behind the transform that may come first. Nothing depends on it but what it notes; when every
 * replica has what it returns, it would return the same later, and more with it. An early read can only see more, such
 * as a record whose transaction nobody has decided yet, and what is noted once stays noted.
 *
 * With read_uncommitted a late read of such a record may note that its transaction was aborted: a second cause against a
 * guarantee that the early one has shown to be violated. That cause may be missed; the verdict is not.
 */
function readingStep(world: World, state: ClusterState, all: readonly Action[]): Action | null {
  for (const action of all) {
    if (action.type !== 'downstream.poll') continue;
    const target = fetchTarget(world, state, action.partition);
    if (target !== null && isEverywhere(world, state, action.partition, target.highWatermark)) return action;
  }
  return null;
}
