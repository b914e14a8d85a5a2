import type { SchedulingOptions } from './scheduling-options.ts';
import { fractionOf, hashText } from './hash.ts';
import type { SwarmConfiguration } from './scheduling-policy.ts';

const faultWeightDefault = 0.3;
/** How often a heavy type of action may be preferred to a light one, in a swarm run: weights go down to 2^-swarmBits. */
const swarmBits = 5;
/** The same for single actions. */
const actionBits = 4;

/** The weight of a type of action, or of a single one. */
interface DrawnWeight {
  readonly name: string;
  /** The run that `weight` belongs to. */
  run: number;
  weight: number;
}

/**
 * How much one random run likes each action.
 *
 * Some runs take the weights as given. The others are a *swarm* (Groce et al., ISSTA 2012): each has a weight of its own
 * for every type of action, and for faults, so that some runs hardly poll, some commit at once and some crash at every
 * turn; together they reach far more than runs that are all alike. Some of them weigh every single action, so that one
 * broker fetches and its neighbour hardly ever does, as in priority schedules (PCT; Burckhardt et al., ASPLOS 2010).
 */
export class ActionWeights<Action extends { readonly type: string }> {
  private readonly isFault: (action: Action) => boolean;
  private readonly given: Readonly<Record<string, number>>;
  private readonly givenMax: number;
  private readonly faultWeightGiven: number;
  private readonly types = new Map<string, DrawnWeight>();
  /** Machines share their actions, so that an action can be known by its identity. */
  private readonly actions = new WeakMap<Action, DrawnWeight>();
  private run = 0;
  private swarm: SwarmConfiguration | null = null;
  private faultWeight = 0;

  constructor(isFault: (action: Action) => boolean, { weights = {}, faultWeight }: SchedulingOptions) {
    this.isFault = isFault;
    this.given = weights;
    this.givenMax = Math.max(1, ...Object.values(weights));
    this.faultWeightGiven = faultWeight ?? faultWeightDefault;
  }

  /** Begins a run: with weights of its own where it is one of a swarm, otherwise with the weights as given. */
  begin(swarm: SwarmConfiguration | null): void {
    this.run += 1;
    this.swarm = swarm;
    this.faultWeight = swarm === null ? this.faultWeightGiven : 2 ** (-swarmBits * fractionIn(swarm, 'faults'));
  }

  /** The weight of an action in this run, between 0 and 1. */
  readonly of = (action: Action): number => {
    const weight = this.swarm?.perAction === true ? this.ofAction(action, this.swarm) : this.ofType(action.type);
    return this.isFault(action) ? weight * this.faultWeight : weight;
  };

  /** The same while no fault may happen: faults weigh 0. */
  readonly faultless = (action: Action): number => (this.isFault(action) ? 0 : this.of(action));

  private ofAction(action: Action, swarm: SwarmConfiguration): number {
    let drawn = this.actions.get(action);
    if (drawn === undefined) this.actions.set(action, (drawn = { name: JSON.stringify(action), run: 0, weight: 1 }));
    if (drawn.run !== this.run) {
      drawn.run = this.run;
      drawn.weight = 2 ** (-actionBits * fractionIn(swarm, drawn.name));
    }
    return drawn.weight;
  }

  private ofType(name: string): number {
    let drawn = this.types.get(name);
    if (drawn === undefined) this.types.set(name, (drawn = { name, run: 0, weight: 1 }));
    if (drawn.run !== this.run) {
      drawn.run = this.run;
      drawn.weight = (this.given[name] ?? 1) / this.givenMax;
      if (this.swarm !== null) drawn.weight *= 2 ** (-swarmBits * fractionIn(this.swarm, name));
    }
    return drawn.weight;
  }
}

/** A number in [0, 1) that is a function of a run of the swarm and of a name, whatever was asked before. */
const fractionIn = ({ salt }: SwarmConfiguration, name: string): number => fractionOf(hashText(salt | 1, name));
