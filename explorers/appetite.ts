import seedrandom from 'seedrandom';
import type { Trial } from '../properties/property.ts';
import type { CoverageCounter } from './coverage.ts';
import { type WeightOptions, Weights } from './weights.ts';

/** Draws before the weights are added up: rejection is faster as long as most weights are not small. */
const drawsMax = 24;
/** At rest with faults left, a run ends with this probability rather than suffer one more. */
const contentAtRest = 0.5;

/** Of all runs, those with weights of their own, and among them those that tell single actions apart. */
const swarmShare = 0.75;
const paceShare = 0.5;

/** The choices of one random run. Everything follows from the seed, the number of the run and the options. */
export class Appetite<State, Action extends { readonly type: string }> {
  readonly weights: Weights<State, Action>;
  private readonly swarm: boolean;
  private random: () => number = () => 0;

  constructor(trial: Trial<State, Action>, counter: CoverageCounter<State, Action>, options: WeightOptions) {
    this.weights = new Weights(trial, counter, options);
    this.swarm = options.swarm ?? true;
  }

  /** Makes ready for run number `run` of `seed`. */
  begin(seed: string, run: number): void {
    this.random = seedrandom.alea(`${seed}:${run}`);
    const kind = this.swarm ? this.random() : 1;
    if (kind < swarmShare) this.weights.beginSwarm(this.random() * 2 ** 32, kind < paceShare);
    else this.weights.beginAlike();
  }

  /**
   * The index of the action to take, -1 to end the run. `weights.weighed` is then the type of that action.
   *
   * @param atRest whether `actions` holds nothing but faults.
   * @param draining faults are over; what is left is to come to rest.
   */
  pick(actions: readonly Action[], atRest: boolean, draining: boolean): number {
    const count = actions.length;
    if (count === 0) return -1;
    if (atRest && (draining || this.random() < contentAtRest)) return -1;
    for (let draw = 0; draw < drawsMax; draw += 1) {
      const place = this.random() * count;
      const index = place | 0;
      // The fraction of the place is as random as its whole part, and independent of it.
      if (place - index < this.weights.of(actions[index], draining)) return index;
    }
    return this.pickByScale(actions, draining);
  }

  /** The same choice without rejection, for when all weights are small; -1 when they are all 0. */
  private pickByScale(actions: readonly Action[], draining: boolean): number {
    let rest = 0;
    for (const action of actions) rest += this.weights.of(action, draining);
    if (rest === 0) return -1;
    rest *= this.random();
    let last = -1;
    for (let index = 0; index < actions.length; index += 1) {
      const weight = this.weights.of(actions[index], draining);
      if (weight === 0) continue;
      last = index;
      rest -= weight;
      if (rest < 0) break;
    }
    // Weighed once more, so that `weighed` is of the action chosen.
    this.weights.of(actions[last], draining);
    return last;
  }
}
