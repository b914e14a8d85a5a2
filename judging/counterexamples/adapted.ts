import type { Action } from '../../model/action.ts';
import { isHeldBack } from '../../model/broker/log/log.ts';
import type { Replica } from '../../model/broker/replica.ts';
import { isFault } from '../../model/faults/fault-kinds.ts';
import type { Schedule } from '../../model/machine.ts';
import type { ClusterState } from '../../model/state.ts';
import type { ClusterTrial } from '../../properties/trial.ts';
import { findAction } from '../../shrinkers/same-action.ts';
import { shortestWay } from './shortest-way.ts';

/** How many states a search for steps between two others may look at. */
const statesMax = 5000;

/** Which steps may be put in before one of a schedule, and how many at most. */
export interface Additions {
  readonly types: RegExp;
  readonly stepsMax: number;
  /** Searches for them that may come to nothing: after that, what cannot happen is left out at once. */
  readonly failuresMax: number;
  /** Whether open transactions are ended before a consumer looks at the log: it then sees what it saw where there were none. */
  readonly endsTransactions?: boolean;
}

/** Steps of the transaction protocol, which the changed setup may need where the schedule has none: more would tell another story. */
export const OF_PROTOCOL: Additions = {
  types: /^(producer\.(initialise|end-transaction)|transaction\.(write|complete)|consumer\.send-offsets|group\.apply)/,
  stepsMax: 6,
  failuresMax: Number.POSITIVE_INFINITY,
};

/** Whatever heals: a coordinator that the changed setup needs may have to come back first. */
export const OF_ANY_KIND: Additions = { types: /./, stepsMax: 16, failuresMax: 3 };

/** The same, with what consumers saw in the setup before the change. */
export const OF_ANY_KIND_AS_SEEN: Additions = { ...OF_ANY_KIND, endsTransactions: true };

/** A step of a schedule in a changed setup. */
export interface AdaptedStep {
  readonly action: Action;
  /** Which step of the schedule it stands for, from 1 on; none where it was put in. */
  readonly of?: number;
  /** The step itself, the same actor's in another way, one that the changed setup needs before the next, or one that cannot happen. */
  readonly how: 'same' | 'instead' | 'added' | 'skipped';
  /** The state of the changed setup in which it cannot happen, where it is left out. */
  readonly at?: ClusterState;
}

/** A schedule in a changed setup, and the state that it leads to there. */
export interface Adapted {
  readonly steps: readonly AdaptedStep[];
  readonly end: ClusterState;
}

/**
 * A schedule in a changed setup, from its beginning: what cannot happen is left out, and steps that the changed setup needs for
 * the next one are put in, none of them a fault.
 */
export function adapted(
  { machine }: Pick<ClusterTrial, 'machine'>,
  schedule: Schedule<Action>,
  { types, stepsMax, failuresMax, endsTransactions = false }: Additions,
): Adapted {
  const steps: AdaptedStep[] = [];
  let state = machine.init;
  let failures = 0;
  const go = (step: AdaptedStep): void => {
    steps.push(step);
    state = machine.next(state, step.action);
  };
  /** Goes to a state that is wanted, if there is one near. */
  const goTo = (isGoal: (at: ClusterState) => boolean): boolean => {
    if (failures >= failuresMax) return false;
    const way = shortestWay(machine, state, {
      moves: (at) => calm(machine, at).filter(({ type }) => types.test(type)),
      isGoal,
      statesMax,
    });
    if (way === null || way.length > stepsMax) {
      failures += 1;
      return false;
    }
    for (const added of way) go({ action: { ...added }, how: 'added' });
    return true;
  };
  for (const [index, action] of schedule.entries()) {
    const of = index + 1;
    const isHeld = endsTransactions ? heldBefore(action) : undefined;
    if (isHeld?.(state) === true) goTo((at) => !isHeld(at));
    const enabled = machine.enabled(state);
    const instead = enabled.find((other) => isLike(other, action));
    if (findAction(enabled, action) !== undefined) go({ action, of, how: 'same' });
    else if (instead !== undefined) go({ action: instead, of, how: 'instead' });
    else if (goTo((at) => findAction(machine.enabled(at), action) !== undefined)) go({ action, of, how: 'same' });
    else steps.push({ action, of, how: 'skipped', at: state });
  }
  return { steps, end: state };
}

/**
 * Steps after which all is at rest, without a fault: by trying again rather than by giving up, where that leads to rest. None
 * where no way there is found.
 */
export function wayToRest({ machine }: Pick<ClusterTrial, 'machine'>, state: ClusterState): Schedule<Action> {
  const isGoal = (at: ClusterState): boolean => calm(machine, at).length === 0;
  const patient = (at: ClusterState): Action[] => calm(machine, at).filter(({ type }) => type !== 'producer.give-up');
  return (
    shortestWay(machine, state, { moves: patient, isGoal, statesMax }) ??
    shortestWay(machine, state, { moves: (at) => calm(machine, at), isGoal, statesMax }) ??
    []
  );
}

/**
 * What an open transaction must not hold back before a step: from a consumer what is below the high watermark, and before a producer
 * sends anything that was sent before it, which had nothing to do with it where there were no transactions.
 */
function heldBefore({ type }: Action): ((state: ClusterState) => boolean) | undefined {
  if (type === 'producer.send') return (state) => isAnyHeldBack(state, ({ log }) => log.length);
  if (type === 'consumer.sync' || type.startsWith('consumer.poll'))
    return (state) => isAnyHeldBack(state, ({ highWatermark }) => highWatermark);
  return undefined;
}

/** Whether an open transaction holds back something that is below `end` in the log of a leader. */
const isAnyHeldBack = ({ replicas }: ClusterState, end: (replica: Replica) => number): boolean =>
  replicas.some((replica) => replica?.leading != null && isHeldBack(replica.log, end(replica)));

const calm = (machine: ClusterTrial['machine'], state: ClusterState): Action[] =>
  machine.enabled(state).filter((action) => !isFault(action));

/** The same, by the same actor, in another way. */
function isLike(one: Action, other: Action): boolean {
  const [ones, others] = [
    new Map<string, unknown>(Object.entries(one)),
    new Map<string, unknown>(Object.entries(other)),
  ];
  return ['type', 'broker', 'producer', 'member', 'group'].every((field) => ones.get(field) === others.get(field));
}
