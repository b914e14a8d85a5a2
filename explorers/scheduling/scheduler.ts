import type { Trial } from '../../model/property.ts';
import { ActionWeights } from './action-weights.ts';
import type { Draws } from './draws.ts';
import { FaultSchedule } from './fault-schedule.ts';
import { PartialOrderSampling } from './partial-order-sampling.ts';
import type { SchedulingOptions } from './scheduling-options.ts';
import type { SchedulingPolicy } from './scheduling-policy.ts';

/**
 * Decides which of the enabled actions a random run takes: one run after another, each by a policy of its own.
 *
 * The walk and the commands choose alike; where their draws come from is their own affair. Nothing here knows what an
 * action means: only its type, its weight, whether it is a fault, and for how long it has been enabled.
 */
export class Scheduler<State, Action extends { readonly type: string }> {
  private readonly isFault: (action: Action) => boolean;
  private readonly weights: ActionWeights<Action>;
  private readonly priorities = new PartialOrderSampling<Action>();
  private readonly faultSchedule = new FaultSchedule();
  private policy: SchedulingPolicy = { keepsPriorities: false, schedulesFaults: false, swarm: null, endAtRest: 0 };

  constructor({ isFault }: Pick<Trial<State, Action>, 'isFault'>, options: SchedulingOptions) {
    this.isFault = isFault;
    this.weights = new ActionWeights(isFault, options);
  }

  /** Begins a run: nothing of the one before matters to it. */
  begin(policy: SchedulingPolicy, draws: Draws<Action>): void {
    this.policy = policy;
    this.weights.begin(policy.swarm);
    this.priorities.begin();
    this.faultSchedule.begin(draws);
  }

  /**
   * The index of the action to take; -1 to end the run, or when nothing that may happen has any weight.
   *
   * @param actions all that is enabled.
   * @param atRest whether `actions` holds nothing but faults.
   * @param draining whether faults are over: what is left is to come to rest.
   */
  pick(draws: Draws<Action>, actions: readonly Action[], atRest: boolean, draining: boolean): number {
    if (actions.length === 0) return -1;
    if (atRest && (draining || draws.next() < this.policy.endAtRest)) return -1;
    if (draining) return this.pickAny(draws, actions, this.weights.faultless);
    if (atRest || !this.policy.schedulesFaults) return this.pickAny(draws, actions, this.weights.of);
    const fault = this.faultSchedule.isDue(draws) ? this.pickFault(draws, actions) : -1;
    return fault < 0 ? this.pickAny(draws, actions, this.weights.faultless) : fault;
  }

  private pickAny(draws: Draws<Action>, actions: readonly Action[], weightOf: (action: Action) => number): number {
    return this.policy.keepsPriorities ? this.priorities.pick(draws, actions, weightOf) : draws.pick(actions, weightOf);
  }

  /** A fault that is due is any of those that may happen at all, each as likely as the others. */
  private pickFault(draws: Draws<Action>, actions: readonly Action[]): number {
    const faults = actions.filter((action) => this.isFault(action) && this.weights.of(action) > 0);
    return faults.length === 0 ? -1 : actions.indexOf(faults[draws.pick(faults, alike)]);
  }
}

const alike = (): number => 1;
