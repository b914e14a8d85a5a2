import type { Action } from '../../model/action.ts';
import { fetchTarget } from '../../model/consumer/client/reading.ts';
import { isFault } from '../../model/faults/fault-kinds.ts';
import type { Ask } from '../../model/query.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { crashTakesNothing, harmlessFetch, recoveryStep } from './brokers.ts';
import { groupSteps } from './group.ts';
import { withoutLateBatches } from './late-batches.ts';
import { offsetsStep } from './offsets.ts';
import { endingStep, processSteps } from './process.ts';
import { isEverywhere } from './replicas.ts';
import { noticedSteps } from './settled.ts';
import { areSteady, awaitedSteps } from './steady.ts';

/**
 * A persistent set of a state: enabled steps of which one may come next in every run that has to be looked at; all of
 * them where no rule applies.
 *
 * What has to be reached are the verdicts of runs that come to rest with their fault budget spent. A subset of the
 * enabled steps is persistent when every such run contains one of its steps, and the first of these can be moved to the
 * front of the run without a change to its verdicts. Each rule argues that for its subset; in the run that is left one
 * step is gone, or, where a rule adds one, less is left to be added.
 */
export function persistentSetOf(world: World, ask: Ask<ClusterState>, enabled: readonly Action[]): readonly Action[] {
  const all = noticedSteps(
    world,
    ask,
    withoutLateBatches(world, ask, enabled).filter(
      (action) => action.type !== 'broker.crash' || !crashTakesNothing(world, ask, action.broker),
    ),
  );
  if (all.length < 2) return all;
  const first =
    readingStep(world, ask, all) ??
    recoveryStep(world, ask, all) ??
    harmlessFetch(world, ask, all) ??
    offsetsStep(world, ask, all);
  if (first !== null) return [first];
  const steady = areSteady(world, ask);
  const ending = endingStep(world, ask, all, steady);
  if (ending !== null) return [ending];
  let best: readonly Action[] = all;
  const consider = (steps: readonly Action[] | null): void => {
    if (steps !== null && steps.length < best.length && steps.some((action) => !isFault(action))) best = steps;
  };
  for (let member = 0; member < world.members; member += 1) {
    consider(processSteps(world, ask, all, member, steady));
  }
  consider(groupSteps(world, ask, all));
  if (steady) consider(awaitedSteps(world, ask, all));
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
const readingStep = (world: World, ask: Ask<ClusterState>, all: readonly Action[]): Action | null =>
  all.find((action) => action.type === 'downstream.poll' && ask(isReadForGood(world), action.partition)) ?? null;

const isReadForGood = worldQuery(
  'whether all that a reader could see is on every replica',
  (world, state, partition) => {
    const target = fetchTarget(world, state, partition);
    return target !== null && isEverywhere(world, state, partition, target.highWatermark);
  },
);
