import type { Action } from '../../model/action.ts';
import { allowedHighWatermark } from '../../model/broker/high-watermark.ts';
import { mayJoin, truncationOf } from '../../model/broker/replication.ts';
import { isEqual } from '../../model/equal.ts';
import type { Ask, Query } from '../../model/query.ts';
import { EMPTY, has, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { areSettled, leaderOf, leadsNothing } from '../projection/settled.ts';
import { worldQuery } from '../world-query.ts';
import { isAsked } from './brokers.ts';
import { leastIsr } from './replicas.ts';

/**
 * Of the steps of brokers whose leaders lead for good (`projection/settled.ts`) those that somebody may notice; one alone
 * where that may come first. No crash takes anything from a log any more, and followers matter by what they tell their leader.
 *
 * 1. *A fetch that tells the leader nothing* brings its follower records, or a high watermark, which nobody but the next
 *    fetch of that follower looks at. Taken at once it may bring less than later, so that the next one tells the leader of
 *    an end before the last: what the leader would hear at once it hears in two steps, with nothing in between.
 * 2. *A broker that leads nothing hears who leads*: as in `projection/settled-steps.ts`.
 * 3. *A step towards an ISR that cannot become too small* (`isSpare`), where no client waits for the partition. Nothing that
 *    others do depends on how far its high watermark is but what becomes possible with it; a batch that is sent later waits
 *    for followers as it would have. Of one that is there already, or comes once more, it could be told: its wait may be over
 *    at once, or time out.
 * 4. *Of two followers that are alike* whatever happens may happen to the first: the other has the same future under the
 *    other's name. The order of an assignment decides elections alone.
 * 5. *A lag in such an ISR* is left out: two fetches in its place let the high watermark rise as well, and leave a lag more.
 */
export function noticedSteps(world: World, ask: Ask<ClusterState>, all: readonly Action[]): readonly Action[] {
  if (!ask(areSettled(world))) return all;
  const isSpareHere = range(world.partitions).map((partition) => ask(isSpare(world), partition));
  const first = all.find((action) => {
    if (action.type === 'broker.update-metadata') return ask(leadsNothing, action.broker);
    if (action.type !== 'replica.fetch' && action.type !== 'controller.alter-partition') return false;
    const { type, partition, broker } = action;
    if (type === 'replica.fetch' && ask(isSilent(world), partition, broker)) return true;
    return isSpareHere[partition] && !ask(isWaitedFor, partition);
  });
  if (first !== undefined) return [first];
  return all.filter((action) => {
    if (action.type !== 'replica.fetch' && action.type !== 'replica.lag') return true;
    if (action.type === 'replica.lag' && isSpareHere[action.partition]) return false;
    return !ask(hasTwinBefore(world), action.partition, action.broker);
  });
}

/** The rule is not asked for what comes after, since it reads more: what others hear when a high watermark rises. */
export const isSilent = worldQuery('whether a leader hears nothing by a fetch', (world, state, partition, broker) => {
  const follower = replicaOf(world, state, broker, partition);
  const leader = leaderOf(world, state, partition);
  const end = follower.log.length;
  if (truncationOf(world, follower, leader) < end) return true;
  return (
    leader.leading.ends[broker] === end &&
    !mayJoin(world, state, partition, leader, broker, end) &&
    allowedHighWatermark(world, leader, leader.leading, follower.leader) === leader.highWatermark
  );
});

/** Whether another follower comes before this one that is in the same position, and nobody asks either for anything. */
const hasTwinBefore = worldQuery('whether a follower has a twin before it', (world, state, partition, broker) => {
  const { leader, isr, elr } = state.controller.partitions[partition];
  if (state.controller.fenced !== EMPTY || state.brokers.some(({ up }) => !up)) return false;
  const { ends, isr: known, proposedIsr, proposedUnchanged } = leaderOf(world, state, partition).leading;
  const sets = [isr, elr, known, proposedIsr, proposedUnchanged];
  const twin = world.placement[partition].find(
    (other) =>
      other !== leader &&
      ends[other] === ends[broker] &&
      sets.every((set) => has(set, other) === has(set, broker)) &&
      isEqual(replicaOf(world, state, other, partition), replicaOf(world, state, broker, partition)),
  );
  return twin !== undefined && twin !== broker && ![twin, broker].some((one) => isAsked.of(state, one, -1));
});

/**
 * Whether the ISR of a partition stays as large as min.insync.replicas if every lag that is left takes a member from it. With
 * any lag left it then keeps a follower as well, so that what is appended still waits.
 */
export const isSpare = worldQuery(
  'whether an ISR stays large enough',
  (world, state, partition) => leastIsr(world, state, partition) >= world.minIsr,
);

/** Whether a client waits for an answer about a batch of the partition, or sends one of them once more. */
const isWaitedFor: Query<ClusterState, boolean> = {
  name: 'whether a client waits for a partition',
  of: ({ producers }, partition) =>
    producers.some(
      ({ inFlight, queue }) =>
        queue.some((batch) => batch.partition === partition) ||
        inFlight.some(
          ({ batch, stage, error }) => batch.partition === partition && (stage !== 'reply' || error !== 'none'),
        ),
    ),
};
