import { unknownGroup } from '../broker/group-coordinator.ts';
import { NO_TRANSACTION } from '../broker/transaction-coordinator.ts';
import { FAULT_KINDS } from '../faults/fault-kinds.ts';
import { initialState } from '../initial.ts';
import { PROTOCOL, type Protocol } from '../protocol.ts';
import type { Setup } from '../setup.ts';
import { add, EMPTY, firstN, has, range } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { type World, worldOf } from '../world.ts';

/**
 * A world without clients: brokers, controller and coordinators, to which requests come from outside. Topics, groups and
 * producer ids come up as somebody names them.
 */
export interface OpenWorld {
  readonly world: World;
  readonly state: ClusterState;
}

/** How many partitions there can be, and how many members a group can have: sets of both are bit masks. */
export const ELEMENTS_MAX = 30;

/** Brokers on which nothing is written, all of them up. What the setup says of clients, scope and faults does not count. */
export function openWorld(setup: Setup): OpenWorld {
  // What can be lost of a coordinator's log depends on the faults: none is counted here.
  const faults = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Setup['faults'];
  const world = widened({ ...worldOf({ ...setup, faults }), transactionalIds: 0, groups: 0 }, 0);
  return { world, state: initialState(world) };
}

/**
 * Room for more partitions, each empty and led by the first of its brokers that lives.
 *
 * @throws {RangeError} when there would be more than ELEMENTS_MAX.
 */
export function withPartitions({ world: before, state }: OpenWorld, count: number): OpenWorld {
  const world = widened(before, before.partitions + count);
  const fresh = initialState(world);
  const { fenced } = state.controller;
  const none = (offsets: readonly number[]): readonly number[] => [
    ...offsets,
    ...Array<number>(world.partitions - offsets.length).fill(-1),
  ];
  const partitions = wider(state.controller.partitions, fresh.controller.partitions).map((leadership, partition) => {
    if (partition < before.partitions || fenced === EMPTY) return leadership;
    const alive = world.placement[partition].filter((broker) => !has(fenced, broker));
    const leader = alive[0] ?? -1;
    return { ...leadership, leader, isr: alive.reduce(add, EMPTY), leaderEpoch: 1, partitionEpoch: 1 };
  });
  const replicas = range(world.brokers).flatMap((broker) =>
    range(world.partitions).map((partition) => {
      if (partition < before.partitions) return state.replicas[broker * before.partitions + partition];
      const replica = fresh.replicas[broker * world.partitions + partition];
      if (replica === null || state.brokers[broker].up) return replica;
      return { ...replica, leader: -1, leaderEpoch: -1, leading: null };
    }),
  );
  return {
    world,
    state: {
      ...state,
      controller: { ...state.controller, partitions },
      replicas,
      logStarts: wider(state.logStarts, fresh.logStarts),
      ages: wider(state.ages, fresh.ages),
      groups: state.groups.map((group) => ({
        ...group,
        assignment: none(group.assignment),
        target: none(group.target),
        committed: none(group.committed),
        pending: group.pending.map((pending) => ({ ...pending, offsets: none(pending.offsets) })),
      })),
      ledger: { ...state.ledger, committed: wider(state.ledger.committed, fresh.ledger.committed) },
    },
  };
}

/** Another group, of which the coordinator knows nothing; it is the last. */
export const withNewGroup = ({ world, state }: OpenWorld): OpenWorld => ({
  world: { ...world, groups: world.groups + 1 },
  state: { ...state, groups: [...state.groups, unknownGroup(world)] },
});

/** Another producer id, with or without a transactional id; it is the last. */
export const withNewProducerId = ({ world, state }: OpenWorld): OpenWorld => ({
  world: { ...world, transactionalIds: world.transactionalIds + 1 },
  state: { ...state, transactions: [...state.transactions, { epoch: -1, ...NO_TRANSACTION, holder: -1 }] },
});

/** The world as it is for a client that ends transactions as before KIP-890, whatever the brokers could do. */
export function withOlderTransactions(world: World): World {
  if (world.protocol.transactionVersion === 1) return world;
  const older = Object.entries(PROTOCOL).flatMap(([name, entry]) =>
    'needs' in entry && entry.needs === 'transaction.version 2' ? [[name, entry.history[0][0]]] : [],
  );
  const protocol: Protocol = { ...world.protocol, ...Object.fromEntries(older), transactionVersion: 1 };
  return { ...world, protocol };
}

/** The list, and what `given` has beyond it. */
const wider = <T>(list: readonly T[], given: readonly T[]): readonly T[] => [...list, ...given.slice(list.length)];

function widened(world: World, partitions: number): World {
  if (partitions > ELEMENTS_MAX) throw new RangeError(`${partitions} partitions, where ${ELEMENTS_MAX} are possible`);
  const placement = range(partitions).map((partition) =>
    range(world.replicationFactor).map((index) => (partition + index) % world.brokers),
  );
  return {
    ...world,
    partitions,
    inputs: partitions,
    outputs: 0,
    everyInput: firstN(partitions),
    placement,
    hosts: placement.map((brokers) => brokers.reduce(add, EMPTY)),
    transform: false,
    transactional: true,
    ids: 'per-member',
    records: 0,
    recordsPerProducer: 0,
    producers: 0,
    producersPerMember: 1,
    members: 0,
    membersPerGroup: ELEMENTS_MAX,
    rebalance: 'eager',
  };
}
