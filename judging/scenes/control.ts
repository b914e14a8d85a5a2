import { replay } from '../../explorers/replay.ts';
import type { Action } from '../../model/action.ts';
import type { ClusterStep } from '../../narrator/story.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import type { ClusterTrial } from '../../properties/trial.ts';
import type { Control, ControlStep } from '../../reports/documents/scene.ts';
import { adapted, type AdaptedStep, OF_PROTOCOL, wayToRest } from '../counterexamples/adapted.ts';
import { reasonOf } from './reason.ts';
import { drawn } from './run.ts';

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
  const { steps, end } = adapted(
    trial,
    told.map(({ action }) => action),
    OF_PROTOCOL,
  );
  const rest = wayToRest(trial, end).map((action): Planned => ({ action: { ...action }, how: 'added' }));
  return [...steps.map((step) => withReason(trial, step, told)), ...rest];
}

function withReason(trial: ClusterTrial, { at, ...step }: AdaptedStep, told: readonly ClusterStep[]): Planned {
  if (at === undefined || step.of === undefined) return step;
  return { ...step, because: reasonOf(trial, step.action, at, told[step.of - 1].before) };
}
