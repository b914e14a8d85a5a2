import { replay } from '../../explorers/replay.ts';
import type { Action } from '../../model/action.ts';
import type { Schedule } from '../../model/machine.ts';
import type { ClusterState } from '../../model/state.ts';
import type { ClusterStep } from '../../narrator/story.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import type { ClusterTrial } from '../../properties/trial.ts';
import type { Control, ControlStep } from '../../reports/scene.ts';
import { findAction } from '../../shrinkers/same-action.ts';
import { reasonOf } from './reason.ts';
import { drawn } from './run.ts';
import { shortestWay } from '../counterexamples/shortest-way.ts';

/** How many states a search for steps between two others may look at. */
const statesMax = 5000;
/** How many steps are put in before one, at most: more would tell another story. */
const addedMax = 6;

type Planned = Pick<ControlStep, 'of' | 'how' | 'because'> & { readonly action: Action };

/**
 * The same schedule in the setup that a remedy makes. What cannot happen is left out; steps of the transaction protocol
 * that the changed setup needs are put in; in the end all comes to rest without a fault, where a way there is found.
 */
export function controlOf(
  trial: ClusterTrial,
  told: readonly ClusterStep[],
  guarantee: string,
  change: string,
): Control {
  const { machine, properties } = trial;
  const plan = planOf(trial, told);
  const taken = plan.filter(({ how }) => how !== 'skipped');
  const steps = replay(
    machine,
    taken.map(({ action }) => action),
  );
  const { run, told: words } = drawn(trial, steps);
  const states = [machine.init, ...steps.map(({ after }) => after)];
  const end = states[states.length - 1];
  const wordsOf = new Map(taken.map((step, index) => [step, words[index]]));
  // Rows of what is left out stand between those of what is done.
  const rowOf = [0, ...taken.map((step) => plan.indexOf(step) + 1)];
  const row = (step: number): number => rowOf[step];
  return {
    ...run,
    change,
    steps: plan.map((step) => ({
      ...(step.of === undefined ? {} : { of: step.of }),
      how: step.how,
      ...(step.because === undefined ? {} : { because: step.because }),
      ...wordsOf.get(step),
    })),
    faults: run.faults.map(row),
    messages: run.messages.map((message) => ({
      ...message,
      sent: row(message.sent),
      ...(message.there === undefined ? {} : { there: row(message.there) }),
    })),
    states: spread(run.states, rowOf, plan.length),
    broken: properties.some((property) => {
      if (guaranteeOf(property.id) !== guarantee) return false;
      return (property.kind === 'always' ? states : [end]).some((state) => property.violation(state) !== null);
    }),
  };
}

/** The differences of states, a row each: where nothing happens, nothing differs. */
function spread<State extends object>(states: readonly State[], rowOf: readonly number[], rows: number): State[] {
  const all = Array.from({ length: rows + 1 }, () => ({}) as State);
  for (const [step, state] of states.entries()) all[rowOf[step]] = state;
  return all;
}

function planOf(trial: ClusterTrial, told: readonly ClusterStep[]): Planned[] {
  const { machine, isFault } = trial;
  const calm = (state: ClusterState): Action[] => machine.enabled(state).filter((action) => !isFault(action));
  const plan: Planned[] = [];
  let state = machine.init;
  const go = (step: Planned): void => {
    plan.push(step);
    state = machine.next(state, step.action);
  };
  for (const [index, { action, before: there }] of told.entries()) {
    const of = index + 1;
    const enabled = machine.enabled(state);
    const instead = enabled.find((other) => isLike(other, action));
    if (findAction(enabled, action) !== undefined) go({ action, of, how: 'same' });
    else if (instead !== undefined) go({ action: instead, of, how: 'instead' });
    else {
      const before = shortestWay(machine, state, {
        moves: (at) => calm(at).filter(({ type }) => PROTOCOL.test(type)),
        isGoal: (at) => findAction(machine.enabled(at), action) !== undefined,
        statesMax,
      });
      if (before === null || before.length > addedMax) {
        plan.push({ action, of, how: 'skipped', because: reasonOf(trial, action, state, there) });
      } else {
        for (const added of before) go({ action: { ...added }, how: 'added' });
        go({ action, of, how: 'same' });
      }
    }
  }
  for (const action of wayToRest(machine, state, calm)) go({ action: { ...action }, how: 'added' });
  return plan;
}

/** Steps of the transaction protocol: the changed setup may need them where the schedule has none. */
const PROTOCOL =
  /^(producer\.(initialise|end-transaction)|transaction\.(write|complete)|consumer\.send-offsets|group\.apply)/;

/** By trying again rather than by giving up, where that leads to rest. */
function wayToRest(
  machine: ClusterTrial['machine'],
  state: ClusterState,
  calm: (state: ClusterState) => Action[],
): Schedule<Action> {
  const isGoal = (at: ClusterState): boolean => calm(at).length === 0;
  const patient = (at: ClusterState): Action[] => calm(at).filter(({ type }) => type !== 'producer.give-up');
  return (
    shortestWay(machine, state, { moves: patient, isGoal, statesMax }) ??
    shortestWay(machine, state, { moves: calm, isGoal, statesMax }) ??
    []
  );
}

/** The same, by the same actor, in another way. */
function isLike(one: Action, other: Action): boolean {
  const [ones, others] = [
    new Map<string, unknown>(Object.entries(one)),
    new Map<string, unknown>(Object.entries(other)),
  ];
  return ['type', 'broker', 'producer', 'member', 'group'].every((field) => ones.get(field) === others.get(field));
}
