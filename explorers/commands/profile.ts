import * as fc from 'fast-check';
import type { SchedulingPolicy } from '../scheduling/scheduling-policy.ts';

/**
 * The bits of a profile that are all 0 in a run that keeps no priorities (a quarter of them), and in one that schedules
 * no faults (an eighth).
 */
const PRIORITY_BITS = 0b1100;
const FAULT_SCHEDULE_BITS = 0b111_0000;
/** Set in a run of the swarm that weighs single actions. */
const PER_ACTION_BIT = 0b10;

/** Profiles: numbers that policies follow from. All shrink to 0, and nowhere else. */
export function profiles(swarm: boolean): fc.Arbitrary<number> {
  const asGiven = fc.constant(0);
  return swarm ? fc.oneof({ withCrossShrink: true }, asGiven, fc.noShrink(fc.integer())) : asGiven;
}

/**
 * How a run of this profile chooses: 0 anew at each step by the weights as given, any other number by priorities or as
 * one of a swarm. It never ends at rest by itself: the commands say how long it is.
 */
export function policyOf(profile: number): SchedulingPolicy {
  const keepsPriorities = (profile & PRIORITY_BITS) !== 0;
  const isOfSwarm = profile !== 0 && !keepsPriorities;
  return {
    keepsPriorities,
    schedulesFaults: (profile & FAULT_SCHEDULE_BITS) !== 0,
    swarm: isOfSwarm ? { salt: profile, perAction: (profile & PER_ACTION_BIT) !== 0 } : null,
    endAtRest: 0,
  };
}
