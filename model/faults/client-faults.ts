import type { ActionOf } from '../action.ts';
import { isAwaited } from '../application/awaited.ts';
import { killMember, killProducer } from '../application/process-death.ts';
import { affords, spend } from './budget.ts';
import { perMember, perProducer } from '../instances.ts';
import { clientRuns } from '../producer/client/incarnation.ts';
import type { Rule } from '../rule.ts';
import { range } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withMember, withProducer } from '../update.ts';

/** Whether the client has requests on the wire, so that it makes a difference whether they arrive. */
const hasOnWire = (state: ClusterState, producer: number): boolean =>
  state.producers[producer].inFlight.some((request) => request.stage === 'wire');

const both = [false, true];

/** A process behind closed clients has nothing left that a crash takes and its end does not. */
const isRunning = ({ status }: ClusterState['members'][number]): boolean => status === 'up' || status === 'stalled';

export const producerCrash: Rule<ActionOf<'producer.crash'>> = {
  instances: (world) =>
    world.transform || world.setup.faults['producer.crash'] === 0
      ? []
      : range(world.producers).flatMap((producer) =>
          both.map((late) => ({ type: 'producer.crash' as const, producer, late })),
        ),
  idle: (_world, state) => !affords(state, 'producer.crash'),
  enabled: (_world, state, { producer, late }) =>
    state.producers[producer].up && affords(state, 'producer.crash') && (!late || hasOnWire(state, producer)),
  next: (_world, state, { producer, late }) => killProducer(spend(state, 'producer.crash'), producer, late),
};

export const producerStall: Rule<ActionOf<'producer.stall'>> = {
  instances: (world) =>
    world.transform || world.setup.faults['producer.stall'] === 0 ? [] : perProducer('producer.stall')(world),
  idle: (_world, state) => !affords(state, 'producer.stall'),
  enabled: (world, state, { producer }) => clientRuns(world, state, producer) && affords(state, 'producer.stall'),
  next: (_world, state, { producer }) =>
    withProducer(spend(state, 'producer.stall'), producer, { ...state.producers[producer], stalled: true }),
};

export const consumerCrash: Rule<ActionOf<'consumer.crash'>> = {
  instances: (world) =>
    world.setup.faults['consumer.crash'] === 0
      ? []
      : range(world.members).flatMap((member) =>
          (world.transform ? both : [false]).map((late) => ({ type: 'consumer.crash' as const, member, late })),
        ),
  idle: (_world, state) => !affords(state, 'consumer.crash'),
  enabled: (_world, state, { member, late }) =>
    isRunning(state.members[member]) && affords(state, 'consumer.crash') && (!late || hasOnWire(state, member)),
  next: (world, state, { member, late }) => killMember(world, spend(state, 'consumer.crash'), member, late),
};

export const stall: Rule<ActionOf<'consumer.stall'>> = {
  instances: (world) => (world.setup.faults['consumer.stall'] === 0 ? [] : perMember('consumer.stall')(world)),
  idle: (_world, state) => !affords(state, 'consumer.stall'),
  enabled: (world, state, { member }) =>
    state.members[member].status === 'up' && affords(state, 'consumer.stall') && isAwaited(world, state, member),
  next: (_world, state, { member }) =>
    withMember(spend(state, 'consumer.stall'), member, { ...state.members[member], status: 'stalled' }),
};
