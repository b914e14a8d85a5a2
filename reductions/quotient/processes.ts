import { fingerprint } from '../../model/fingerprint.ts';
import type { Query } from '../../model/query.ts';
import type { Rewriting } from '../../model/rewriting.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { ordinalOf, type World } from '../../model/world.ts';
import { appliesPersistentSets } from '../persistent-sets/needs.ts';
import { withDenseGenerations } from './dense-generations.ts';
import { digest, roleOf } from './member-slots.ts';
import { processesSwapped } from './process-renaming.ts';
import { withoutPastTransactions } from './past-transactions.ts';
import { withoutBrokers } from './quiescent-brokers.ts';
import { withoutUnreadNotes } from './unread-notes.ts';

/**
 * The representative in the shape `transform`, where members own producers, transactional ids and what is written in
 * the logs.
 *
 * 1. Two members change their slots, each with its process: producer, transactional id, and whatever carries their
 *    names. Every rule treats both alike, and the assignor may begin with either.
 * 2. Generations are numbered from 0, as in the shape `consume`.
 * 3. Where the persistent sets apply, what is past of transactions and epochs is left out (`past-transactions.ts`), brokers that
 *    are in step are taken for one another, and transactions that are over are left out of their logs.
 * 4. Nor does it matter there in which epoch an input was read: its records are on every replica before anybody reads, and
 *    nothing is written or lost, so that no position is ever found truncated.
 * 5. What the observer has noted and no verdict depends on is left out.
 */
export const processRewritings = (world: World): readonly Rewriting<ClusterState>[] => [
  withDenseGenerations(world, 0),
  ...(appliesPersistentSets(world) ? withoutPastTransactions(world) : []),
  ...(world.members === 2 ? [withProcessesInOrder(world)] : []),
  ...(appliesPersistentSets(world) ? [withoutBrokers(world), withoutInputEpochs(world)] : []),
  withoutUnreadNotes,
];

const withoutInputEpochs = (world: World): Rewriting<ClusterState> => ({
  applies: () => true,
  parts: range(world.members).map((member) => ({
    path: ['members', member],
    of: ({ members }: ClusterState) => ({ ...members[member], positionEpochs: [] }),
  })),
});

const withProcessesInOrder = (world: World): Rewriting<ClusterState> => ({
  applies(ask) {
    // Numbers that tell one process from the other, whatever their slots are.
    const [first, second] = [0, 1].map((slot) => ask(digest, slot) * 0x100000 + (ask(standing, slot) % 0x100000));
    return first > second;
  },
  parts: processesSwapped(world),
});

const standing: Query<ClusterState, number> = {
  name: 'what is known of a process besides its member',
  of(state, slot) {
    const { up, incarnation, epoch, transactionState, transaction, inFlight, queue } = state.producers[slot];
    const entry = state.transactions[slot];
    return fingerprint([
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
    ]).low;
  },
};
