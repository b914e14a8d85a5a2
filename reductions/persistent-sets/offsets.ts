import type { Action } from '../../model/action.ts';
import { isFenced } from '../../model/application/transaction-offsets.ts';
import { acceptsCommit } from '../../model/broker/offset-commits.ts';
import { affords } from '../../model/faults/budget.ts';
import type { Ask } from '../../model/query.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf, type World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { keepsGeneration } from './generations.ts';
import { leastIsr } from './replicas.ts';

/**
 * Offsets that a process may send before anything else happens; null when there are none.
 *
 * They are taken or refused whatever others do first: the member keeps its generation, and the transactional id is its own.
 * Of a batch and offsets of one transaction neither tells which came first. Where they would not be sent any more, because a batch has failed or the process has crashed, the transaction is aborted with them as without them. A new
 * owner then waits for that (KIP-447): whatever it did before the abort it does afterwards, and the abort takes nothing
 * but the coordinators. A batch that is still on its way when the process is gone arrives before that; there it finds
 * followers enough if it would find them later.
 */
export const offsetsStep = (world: World, ask: Ask<ClusterState>, all: readonly Action[]): Action | null =>
  all.find((action) => action.type === 'consumer.send-offsets' && ask(goFirst(world), action.member)) ?? null;

/** Whether offsets of the process are answered for and not applied, which those of its next transaction may overtake (KAFKA-17507). */
const hasUnapplied = (world: World, state: ClusterState, member: number): boolean =>
  state.groups[groupOf(world, member)].pending.some(
    ({ producer, marked }) => producer === member && marked !== 'nothing',
  );

const goFirst = worldQuery(
  'whether the offsets of a member may go first',
  (world, state, member) =>
    // A member that is stalled may lose its place in the group in between.
    !affords(state, 'consumer.stall') &&
    acceptsCommit(world, state, member) &&
    keepsGeneration(world).of(state, member, -1) &&
    !isFenced(world, state, member) &&
    !hasUnapplied(world, state, member) &&
    (!affords(state, 'consumer.crash') ||
      range(world.partitions).every((partition) => leastIsr(world, state, partition) >= world.minIsr)),
);
