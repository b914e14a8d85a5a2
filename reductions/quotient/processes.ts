import { fingerprint } from '../../model/fingerprint.ts';
import type { ClusterState } from '../../model/state.ts';
import { ordinalOf, type World } from '../../model/world.ts';
import { appliesPersistentSets } from '../persistent-sets/needs.ts';
import { areBrokersQuiescent } from '../quiescence.ts';
import { withDenseGenerations } from './dense-generations.ts';
import { digestOf, roleOf } from './member-slots.ts';
import { withProcessesSwapped } from './process-renaming.ts';
import { withoutBrokers } from './quiescent-brokers.ts';
import type { Representative } from './representative.ts';

/**
 * The representative in the shape `transform`, where members own producers, transactional ids and what is written in
 * the logs.
 *
 * 1. Two members change their slots, each with its process: producer, transactional id, and whatever carries their
 *    names. Every rule treats both alike, and the assignor may begin with either.
 * 2. Generations are numbered from 0, as in the shape `consume`.
 * 3. Where the persistent sets apply, brokers that are quiescent are taken for one another.
 */
export function processRepresentative(world: World): Representative {
  const mergesBrokers = appliesPersistentSets(world);
  return (state) => {
    const sorted = withProcessesInOrder(withDenseGenerations(world, state, 0));
    return mergesBrokers && areBrokersQuiescent(world, sorted) ? withoutBrokers(world, sorted) : sorted;
  };
}

function withProcessesInOrder(state: ClusterState): ClusterState {
  if (state.members.length !== 2) return state;
  return weight(state, 0) <= weight(state, 1) ? state : withProcessesSwapped(state);
}

/** A number that tells one process from the other, whatever their slots are. */
function weight(state: ClusterState, slot: number): number {
  const { up, incarnation, epoch, transactionState, transaction, inFlight, queue } = state.producers[slot];
  const entry = state.transactions[slot];
  const rest = fingerprint([
    roleOf(state.groups[0], slot),
    up,
    incarnation,
    epoch,
    transactionState,
    transaction < 0 ? -1 : ordinalOf(transaction),
    inFlight.map(({ stage, error }) => [stage, error]),
    queue.length,
    entry.epoch,
    entry.status,
    entry.offsets,
    entry.offsetsMarked,
  ]);
  return digestOf(state.members[slot]) * 0x100000 + (rest.low % 0x100000);
}
