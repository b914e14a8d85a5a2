import seedrandom from 'seedrandom';
import type { Trial } from '../model/property.ts';
import type { CoverageCounter } from './coverage.ts';
import { Moments } from './moments.ts';
import { Priorities } from './priorities.ts';
import { type WeightOptions, Weights } from './weights.ts';

/** Draws before the weights are added up: rejection is faster as long as most weights are not small. */
const drawsMax = 24;
/** At rest with faults left, a run ends with this probability rather than suffer one more. */
const contentAtRest = 0.5;

/** Of all runs, those that go by priorities, and of the others those with weights of their own. */
const priorityShare = 0.75;
const swarmShare = 0.75;
/** Of these, those that tell single actions apart. */
const paceShare = 0.67;
/** Of all runs, those in which faults come at moments drawn beforehand. */
const momentShare = 0.9;

/** The choices of one random run. Everything follows from the seed, the number of the run and the options. */
export class Appetite<State, Action extends { readonly type: string }> {
  readonly weights: Weights<State, Action>;
  private readonly priorities = new Priorities<Action>();
  private readonly moments = new Moments();
  private readonly swarm: boolean;
  private readonly isFault: (action: Action) => boolean;
  private random: () => number = () => 0;
  private byPriority = false;
  private atMoments = false;

  constructor(trial: Trial<State, Action>, counter: CoverageCounter<State, Action>, options: WeightOptions) {
    this.weights = new Weights(trial, counter, options);
    this.swarm = options.swarm ?? true;
    this.isFault = (action) => trial.isFault(action);
  }

  /** Makes ready for run number `run` of `seed`. */
  begin(seed: string, run: number): void {
    this.random = seedrandom.alea(`${seed}:${run}`);
    this.byPriority = this.swarm && this.random() < priorityShare;
    this.atMoments = this.swarm && this.random() < momentShare;
    if (this.swarm && !this.byPriority && this.random() < swarmShare) {
      this.weights.beginSwarm(this.random() * 2 ** 32, this.random() < paceShare);
    } else this.weights.beginAlike();
    this.priorities.begin();
    this.moments.begin(this.random);
  }

  /**
   * The index of the action to take, -1 to end the run. `weights.weighed` is then the type of that action.
   *
   * @param atRest whether `actions` holds nothing but faults.
   * @param draining faults are over; what is left is to come to rest.
   */
  pick(actions: readonly Action[], atRest: boolean, draining: boolean): number {
    if (actions.length === 0) return -1;
    if (atRest && (draining || this.random() < contentAtRest)) return -1;
    if (!this.atMoments || atRest || draining) return this.pickAny(actions, draining);
    const fault = this.moments.isDue(this.random) ? this.pickFault(actions) : -1;
    return fault < 0 ? this.pickAny(actions, true) : fault;
  }

  private pickFault(actions: readonly Action[]): number {
    const faults = [...actions.keys()].filter(
      (index) => this.isFault(actions[index]) && this.weights.of(actions[index], false) > 0,
    );
    if (faults.length === 0) return -1;
    const index = faults[Math.floor(this.random() * faults.length)];
    this.weights.of(actions[index], false);
    return index;
  }

  /** @param faultless whether faults may not happen. */
  private pickAny(actions: readonly Action[], faultless: boolean): number {
    if (this.byPriority) {
      const index = this.priorities.pick(actions, (action) => {
        const weight = this.weights.of(action, faultless);
        return weight === 0 ? 0 : this.random() ** (1 / weight);
      });
      if (index >= 0) this.weights.of(actions[index], faultless);
      return index;
    }
    const count = actions.length;
    for (let draw = 0; draw < drawsMax; draw += 1) {
      const place = this.random() * count;
      const index = place | 0;
      // The fraction of the place is as random as its whole part, and independent of it.
      if (place - index < this.weights.of(actions[index], faultless)) return index;
    }
    return this.pickByScale(actions, faultless);
  }

  /** The same choice without rejection, for when all weights are small; -1 when they are all 0. */
  private pickByScale(actions: readonly Action[], faultless: boolean): number {
    let rest = 0;
    for (const action of actions) rest += this.weights.of(action, faultless);
    if (rest === 0) return -1;
    rest *= this.random();
    let last = -1;
    for (let index = 0; index < actions.length; index += 1) {
      const weight = this.weights.of(actions[index], faultless);
      if (weight === 0) continue;
      last = index;
      rest -= weight;
      if (rest < 0) break;
    }
    // Weighed once more, so that `weighed` is of the action chosen.
    this.weights.of(actions[last], faultless);
    return last;
  }
}
