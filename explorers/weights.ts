import type { Trial } from '../model/property.ts';
import type { ActionType, CoverageCounter } from './coverage.ts';

export interface WeightOptions {
  /** Weight of a type of action relative to the others; 1 for what is left out. */
  readonly weights?: Readonly<Record<string, number>>;
  /** What the weight of a fault is multiplied with; 0.3 when left out. */
  readonly faultWeight?: number;
  /** Let most runs draw weights of their own, for types of action or for single actions; on when left out. */
  readonly swarm?: boolean;
}

const faultWeightDefault = 0.3;
/** How often a heavy type of action may be preferred to a light one, in a swarm run: weights go down to 2^-swarmBits. */
const swarmBits = 5;
/** The same for single actions. */
const paceBits = 4;

/** What a run that tells actions apart knows of one. */
interface Pace {
  readonly name: string;
  /** The run that `weight` belongs to. */
  run: number;
  weight: number;
}

/**
 * How much one random run likes each action.
 *
 * Some runs take the weights as given. The others are a *swarm*: each has a weight of its own for every type of action
 * and an appetite for faults, so that some runs hardly poll, some commit at once and some crash at every turn; together
 * they reach far more than runs that are all alike. Others tell every single action apart, so that one broker fetches and
 * its neighbour hardly ever does, as in priority schedules (PCT).
 */
export class Weights<State, Action extends { readonly type: string }> {
  private readonly isFault: (action: Action) => boolean;
  private readonly counter: CoverageCounter<State, Action>;
  private readonly options: WeightOptions;
  private readonly weightMax: number;
  private run = 0;
  private faultWeight = 0;
  /** 0 in a run without weights of its own. */
  private salt = 0;
  private tellsActionsApart = false;
  private readonly paces = new WeakMap<Action, Pace>();
  /** The type of the action that was weighed last, so that a caller need not look it up again. */
  weighed: ActionType<State, Action> | undefined;

  constructor(trial: Trial<State, Action>, counter: CoverageCounter<State, Action>, options: WeightOptions) {
    this.isFault = (action) => trial.isFault(action);
    this.counter = counter;
    this.options = options;
    this.weightMax = Math.max(1, ...Object.values(options.weights ?? {}));
  }

  /** Begins a run with the weights as given. */
  beginAlike(): void {
    this.run += 1;
    this.salt = 0;
    this.tellsActionsApart = false;
    this.faultWeight = this.options.faultWeight ?? faultWeightDefault;
  }

  /** Begins a run with weights of its own: a function of `salt`, 32 bits, and the names of the types or actions. */
  beginSwarm(salt: number, tellsActionsApart: boolean): void {
    this.run += 1;
    this.salt = salt | 1;
    this.tellsActionsApart = tellsActionsApart;
    this.faultWeight = 2 ** (-swarmBits * fractionOf('faults', this.salt));
  }

  /** The weight of an action in this run, between 0 and 1; 0 for a fault when `faultless`. */
  of(action: Action, faultless: boolean): number {
    const type = this.counter.typeOf(action);
    this.weighed = type;
    if (type.weightOf !== this.run) this.drawWeight(type);
    const weight = this.tellsActionsApart ? this.paceOf(action) : type.weight;
    if (!this.isFault(action)) return weight;
    return faultless ? 0 : weight * this.faultWeight;
  }

  /** The weight of this very action in a run that tells actions of a type apart: machines share their actions. */
  private paceOf(action: Action): number {
    let pace = this.paces.get(action);
    if (pace === undefined) this.paces.set(action, (pace = { name: JSON.stringify(action), run: 0, weight: 1 }));
    if (pace.run !== this.run) {
      pace.run = this.run;
      pace.weight = 2 ** (-paceBits * fractionOf(pace.name, this.salt));
    }
    return pace.weight;
  }

  private drawWeight(type: ActionType<State, Action>): void {
    type.weightOf = this.run;
    type.weight = (this.options.weights?.[type.name] ?? 1) / this.weightMax;
    if (this.salt !== 0) type.weight *= 2 ** (-swarmBits * fractionOf(type.name, this.salt));
  }
}

/** A number in [0, 1) that is a function of `name` and `salt`, whatever was asked before. */
function fractionOf(name: string, salt: number): number {
  let hash = salt;
  for (let index = 0; index < name.length; index += 1) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
