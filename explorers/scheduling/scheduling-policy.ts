import type { NumberDraws } from './draws.ts';

/** How one random run chooses. */
export interface SchedulingPolicy {
  /** By partial-order-sampling priorities, instead of anew at each step. */
  readonly keepsPriorities: boolean;
  /** Faults come at steps drawn beforehand, instead of competing with every other action at every step. */
  readonly schedulesFaults: boolean;
  /** The weights of a swarm run; null for the weights as given. */
  readonly swarm: SwarmConfiguration | null;
  /** The probability with which the run ends at rest, where only faults are left, rather than suffer one more. */
  readonly endAtRest: number;
}

/** What the weights of one run of a swarm follow from. */
export interface SwarmConfiguration {
  /** 32 bits. */
  readonly salt: number;
  /** Weigh every single action, instead of types of action. */
  readonly perAction: boolean;
}

/** Of all runs, those that keep priorities, and of the others those of a swarm. */
const priorityShare = 0.75;
const swarmShare = 0.75;
/** Of the swarm, those that weigh single actions. */
const perActionShare = 0.67;
/** Of all runs, those that schedule faults. */
const faultScheduleShare = 0.9;
const endAtRest = 0.5;

/** Draws the policy of a run. @param swarm whether runs may differ; if not, all choose anew by the weights as given. */
export function drawPolicy(draws: NumberDraws, swarm: boolean): SchedulingPolicy {
  if (!swarm) return { keepsPriorities: false, schedulesFaults: false, swarm: null, endAtRest };
  const keepsPriorities = draws.next() < priorityShare;
  const schedulesFaults = draws.next() < faultScheduleShare;
  const isOfSwarm = !keepsPriorities && draws.next() < swarmShare;
  return { keepsPriorities, schedulesFaults, swarm: isOfSwarm ? drawSwarm(draws) : null, endAtRest };
}

function drawSwarm(draws: NumberDraws): SwarmConfiguration {
  const salt = draws.next() * 2 ** 32;
  return { salt, perAction: draws.next() < perActionShare };
}
