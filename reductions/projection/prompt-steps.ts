import type { Action } from '../../model/action.ts';
import { restart } from '../../model/broker/control.ts';
import { updateMetadata } from '../../model/broker/metadata.ts';
import { groupCoordinatorAnswers } from '../../model/broker/reachability.ts';
import { mayJoin, truncationOf } from '../../model/broker/replication.ts';
import { affords } from '../../model/faults/budget.ts';
import type { Ask } from '../../model/query.ts';
import { elementsOf, EMPTY, has, range, sizeOf } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { hasReplica, replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { openBatches } from './done-producers.ts';
import { hasAllOrMayNotAsk, isLeftOut } from './left-out.ts';
import { areSettled, leaderOf, leadsNothing } from './settled.ts';

/**
 * The steps of settled brokers that are taken as soon as they can be, as one with the step before (confluent silent steps: Groote
 * and van de Pol 2000; Blom and van de Pol 2002).
 *
 * Equivalence: clusters with the same traces, from the state before such a step and from the one after it.
 * Sound because: nobody outside sees them, and whatever can happen before them can happen after them.
 *
 * 1. *A follower hears who leads.* It fetches nothing before from a leader that it does not know (KIP-320), nobody asks what
 *    it knows, and whatever others do meanwhile, it learns the same.
 * 2. *A broker comes back*, when the coordinator answers without it and no leader asks for it as it was (KIP-903). It need do
 *    nothing from then on.
 * 3. *A follower truncates.* Nobody but its own next fetch looks at its log, and where it is cut the leader's log stays as it is.
 * 4. *A follower that may not ask for the ISR where its log ends*, because that is below the high watermark or the start of the
 *    leader's epoch, *fetches what there is*. No end of such a follower counts, and sooner or later it has to. What is lost is that it
 *    fetches later, when the log is longer, asks for the ISR there, and has the high watermark wait there while the log grows
 *    on; which takes two more records, and is kept out (`growsAtMostOnce`). Where one comes, the follower asks as soon as it would
 *    have, fetches twice, and is where it would have been.
 * 5. *A follower with all that there is asks for the ISR* of a leader that is alone, has too few members for a write to be accepted,
 *    and nothing that is not committed. The log stands still until the controller has decided, which may take as long as one
 *    likes; and one follower with everything is as good as another.
 * 6. *A follower fetches, and tells, ahead of another member of the ISR* that has nothing but what is committed, or nothing that this one has
 *    not told. That one can have the high watermark wait wherever this one can: it fetches whenever the log ends there, and the
 *    log grows when that was told, for nobody sees it grow. So it is where nobody lags any more, and members stay.
 * 7. *The controller takes a follower into an ISR that has members enough for a write already.* It has held the high watermark from when
 *    it asked, and leaves no more where none lags.
 * Needs: settled brokers (`settled.ts`); for the fifth one acks=all, and one partition, for followers are told apart
 *   by nothing else.
 * Checked by: `settled.test.ts`, by the least automata with the traces of whole clusters.
 */
export function promptSteps(world: World): (ask: Ask<ClusterState>) => Action | null {
  const settled = areSettled(world);
  const due = dueStep(world);
  const leftOut = isLeftOut(world);
  const ofBrokers = range(world.brokers).map((broker): readonly Action[] => [
    { type: 'broker.restart', broker },
    { type: 'broker.update-metadata', broker },
    ...range(world.partitions).flatMap((partition): Action[] => [
      { type: 'replica.fetch', partition, broker },
      { type: 'controller.alter-partition', partition, broker },
    ]),
  ]);
  return (ask) => {
    if (!ask(settled)) return null;
    for (const [broker, steps] of ofBrokers.entries()) {
      const which = ask(due, broker);
      if (which >= 0 && !ask(leftOut, broker)) return steps[which];
    }
    return null;
  };
}

/** Which of a broker's steps comes at once among settled brokers, by its place in the list; -1 for none. */
const dueStep = worldQuery('which step of a broker comes at once', (world, state, broker): number => {
  if (comesBack(world, state, broker)) return 0;
  if (hearsWhoLeads(world, state, broker)) return 1;
  for (let partition = 0; partition < world.partitions; partition += 1) {
    if (fetchesAtOnce(world, state, partition, broker)) return 2 + 2 * partition;
    if (isTakenIn(world, state, partition, broker)) return 3 + 2 * partition;
  }
  return -1;
});

/** Restarts of brokers that are down change no more than that, and nobody waits for one. */
const comesBack = (world: World, state: ClusterState, broker: number): boolean =>
  !state.brokers[broker].up &&
  restart.enabled(world, state, { type: 'broker.restart', broker }) &&
  groupCoordinatorAnswers(world, state) &&
  range(world.partitions).every((partition) => !has(leaderOf(world, state, partition).leading.proposedIsr, broker));

const hearsWhoLeads = (world: World, state: ClusterState, broker: number): boolean =>
  leadsNothing.of(state, broker, -1) &&
  updateMetadata.enabled(world, state, { type: 'broker.update-metadata', broker });

function fetchesAtOnce(world: World, state: ClusterState, partition: number, broker: number): boolean {
  const { leader: known } = state.controller.partitions[partition];
  if (known === broker || !state.brokers[broker].up || !hasReplica(world, broker, partition)) return false;
  const follower = replicaOf(world, state, broker, partition);
  const leader = leaderOf(world, state, partition);
  if (follower.leader !== known || follower.leaderEpoch !== leader.leaderEpoch) return false;
  const end = follower.log.length;
  if (truncationOf(world, follower, leader) < end) return true;
  const { isr, proposedIsr, epochStart } = leader.leading;
  if (has(isr | proposedIsr, broker)) return isAhead(world, state, partition, broker);
  if (end < Math.max(leader.highWatermark, epochStart)) return growsAtMostOnce(world, state);
  return (
    end === leader.log.length &&
    sizeOf(isr) < world.minIsr &&
    world.acks === 'all' &&
    mayJoin(world, state, partition, leader, broker, end) &&
    isOnItsOwn(world, state, broker)
  );
}

/** Whether there is another follower for good by which the high watermark is held where this one could hold it, and news for this one. */
function isAhead(world: World, state: ClusterState, partition: number, broker: number): boolean {
  if (state.slowness.lags > 0 || world.partitions > 1 || !isLogUnseen(world)) return false;
  const { leader, isr } = state.controller.partitions[partition];
  const { leading, highWatermark, log } = leaderOf(world, state, partition);
  const end = (one: number): number => replicaOf(world, state, one, partition).log.length;
  const told = leading.ends[broker];
  if (told === end(broker) && told === log.length) return false;
  return elementsOf(isr & leading.isr).some(
    (other) => other !== leader && other !== broker && (end(other) === highWatermark || end(other) <= told),
  );
}

function isTakenIn(world: World, state: ClusterState, partition: number, broker: number): boolean {
  const { leader, partitionEpoch } = state.controller.partitions[partition];
  if (leader !== broker || state.slowness.lags > 0) return false;
  const { leading } = leaderOf(world, state, partition);
  const { isr, proposedIsr, proposedUnchanged } = leading;
  return (
    sizeOf(isr) >= world.minIsr &&
    sizeOf(proposedIsr) > sizeOf(isr) &&
    (proposedIsr & isr) === isr &&
    leading.partitionEpoch === partitionEpoch &&
    (proposedIsr & state.controller.fenced) === EMPTY &&
    proposedUnchanged === proposedIsr
  );
}

/** Whether nobody but brokers can tell that a log has grown: neither readers, nor a producer that is answered at once. */
const isLogUnseen = ({ acks, setup }: World): boolean =>
  acks === 'all' && setup.consumer['auto.offset.reset'] === 'earliest';

/** Whether of the only partition no other follower may ask for the ISR with less than everything. */
function isOnItsOwn(world: World, state: ClusterState, broker: number): boolean {
  if (world.partitions > 1) return false;
  const { leader } = state.controller.partitions[0];
  return world.placement[0].every(
    (other) => other === leader || other === broker || hasAllOrMayNotAsk(world, state, other),
  );
}

/** Whether no log can grow by more than one record. */
function growsAtMostOnce(world: World, state: ClusterState): boolean {
  if (world.resends || affords(state, 'producer.crash')) return false;
  const open = state.producers.reduce(
    (sum, producer) => sum + openBatches(world, producer),
    state.orphanedRequests.length,
  );
  return open <= (world.idempotent ? 1 : 0);
}
