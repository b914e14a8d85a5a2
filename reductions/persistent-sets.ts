import type { Action } from '../model/action.ts';
import { fetchTarget } from '../model/consumer/reading.ts';
import { isFault } from '../model/faults/fault-kinds.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import type { ClusterMachine } from './reduced.ts';
import { withStarts } from './persistent-sets/budget-splits.ts';
import { crashTakesNothing, harmlessFetch, isCalm, isEverywhere, recoveryStep } from './persistent-sets/brokers.ts';
import { groupSteps } from './persistent-sets/group.ts';
import { endingStep, processSteps } from './persistent-sets/process.ts';

/** Steps taken at once, as an upper bound: a batch that is refused again and again never ends. */
const STEPS_MAX = 64;

/**
 * The machine of a transform, in which of steps that commute only those remain that are taken first. Where one step is
 * enough it is taken at once: a step of this machine stands for itself and for those that follow without a choice.
 *
 * What lies between is never seen. It cannot violate anything that its end does not: facts in the ledger stay, the
 * committed records are on every member of the ISR (see `recoveryStep`), and under the eager protocol a generation gives
 * a partition to one seat.
 */
export function commutingTransform(machine: ClusterMachine): ClusterMachine {
  const { world } = machine;
  const known = new WeakMap<ClusterState, readonly Action[]>();
  const enabled = (state: ClusterState): readonly Action[] => {
    let actions = known.get(state);
    if (actions === undefined) {
      actions = enough(world, state, machine.enabled(state));
      known.set(state, actions);
    }
    return actions;
  };
  const leap = (state: ClusterState, action: Action, steps: Action[]): ClusterState => {
    let after = machine.next(state, action);
    steps.push(action);
    while (steps.length < STEPS_MAX) {
      const choices = enabled(after);
      if (choices.length !== 1 || isFault(choices[0])) break;
      after = machine.next(after, choices[0]);
      steps.push(choices[0]);
    }
    return after;
  };
  return {
    ...withStarts(machine),
    enabled: (state) => enabled(state).slice(),
    next: (state, action) => leap(state, action, []),
    stepsOf(state, action) {
      const steps: Action[] = [];
      leap(state, action, steps);
      return steps;
    },
  };
}

/**
 * Steps of which one may come next in every run that has to be looked at; all of them where no rule applies.
 *
 * What has to be reached are the verdicts of runs that come to rest with their fault budget spent. The search begins
 * with every part of the budget. A subset of the enabled steps is enough when every such run contains one of its steps,
 * and the first of these can be moved to the front of the run without a change to its verdicts. Each rule argues that
 * for its subset; in the run that is left one step is gone, or, where a rule adds one, less is left to be added.
 */
function enough(world: World, state: ClusterState, enabled: readonly Action[]): readonly Action[] {
  const all = enabled.filter(
    (action) => action.type !== 'broker.crash' || !crashTakesNothing(world, state, action.broker),
  );
  if (all.length < 2) return all;
  const read = readingStep(world, state, all) ?? recoveryStep(world, state, all) ?? harmlessFetch(world, state, all);
  if (read !== null) return [read];
  const calm = isCalm(world, state);
  const ending = endingStep(world, state, all, calm);
  if (ending !== null) return [ending];
  let best: readonly Action[] = all;
  const consider = (steps: readonly Action[] | null): void => {
    if (steps !== null && steps.length < best.length && steps.some((action) => !isFault(action))) best = steps;
  };
  for (let member = 0; member < world.members; member += 1) consider(processSteps(world, state, all, member, calm));
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
