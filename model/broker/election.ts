import { add, EMPTY, has, remove, singleton, sizeOf, type SmallSet } from '../sets.ts';
import type { Protocol } from '../protocol.ts';
import type { Leadership } from './controller.ts';

/** What the controller knows of a topic when it elects a leader. */
export interface Elective {
  /** Per partition the brokers that have a replica, in order of preference. */
  readonly placement: readonly (readonly number[])[];
  readonly minIsr: number;
  readonly protocol: Protocol;
}

/** Whether the replica is alive in the controller's eyes. */
type Alive = (broker: number) => boolean;

/**
 * The leadership after a change of who is alive or in sync: keeps the leader while it is alive and in the ISR, else
 * elects a clean one, else leaves the partition without a leader (`PartitionChangeBuilder`).
 *
 * @param isr the ISR wanted. With ELR off the last member stays in it for ever: a leader is only ever chosen from the
 * ISR, so an empty one would need an unclean election.
 */
export function electClean(
  world: Elective,
  partition: number,
  before: Leadership,
  isr: SmallSet,
  elr: SmallSet,
  alive: Alive,
): Leadership {
  const after = withEligible(world, before, isr, elr);
  const shrinkBumps = world.protocol.isrShrinkBumpsLeaderEpoch !== 'never';
  if (after.leader >= 0 && alive(after.leader) && has(after.isr, after.leader)) {
    return changed(before, after, shrinkBumps);
  }
  const candidates = world.placement[partition].filter(alive);
  const inSync = candidates.find((broker) => has(after.isr, broker));
  if (inSync !== undefined) return changed(before, led(after, inSync));
  const eligible = candidates.find((broker) => has(after.elr, broker));
  if (eligible !== undefined) return changed(before, led(after, eligible));
  const last = after.lastKnownLeader;
  // KIP-966: with nobody eligible left, the last leader may lead again if it is known and came back.
  if (world.protocol.eligibleLeaderReplicas && after.isr === EMPTY && after.elr === EMPTY && last >= 0 && alive(last)) {
    return changed(before, led(after, last));
  }
  return changed(before, { ...after, leader: -1 });
}

/** A broker is back. What stopped in no order may have lost records, so it is no longer eligible (KIP-966, `handleBrokerShutdown`). */
export function electReturned(
  world: Elective,
  partition: number,
  before: Leadership,
  broker: number,
  orderly: boolean,
  alive: Alive,
): Leadership {
  const distrusted = world.protocol.eligibleLeaderReplicas && !orderly;
  const isr = distrusted ? remove(before.isr, broker) : before.isr;
  const elr = distrusted ? remove(before.elr, broker) : before.elr;
  const elected = electClean(world, partition, { ...before, isr, elr }, isr, elr, alive);
  const isChanged = isr !== before.isr || elr !== before.elr;
  // Whoever led on has another partition epoch all the same.
  if (!isChanged || elected.partitionEpoch !== before.partitionEpoch) return elected;
  return { ...elected, partitionEpoch: before.partitionEpoch + 1 };
}

/**
 * A broker reports in which directory of its new disks its replica is (KIP-858). Before 4.3 the controller changes the
 * partition as it does without ELR, which takes that away (`ReplicationControlManager.handleAssignReplicasToDirs`,
 * `PartitionChangeBuilder.maybeUpdateRecordElr`), and keeps who led last.
 */
export const assignDirectory = (before: Leadership): Leadership => changed(before, { ...before, elr: EMPTY });

/** unclean.leader.election.enable: the first replica alive leads, with whatever it has. */
export function electUnclean(world: Elective, partition: number, before: Leadership, alive: Alive): Leadership | null {
  const broker = world.placement[partition].find(alive);
  return broker === undefined ? null : changed(before, { ...led(before, broker), isr: singleton(broker), elr: EMPTY });
}

/** Another member of the ISR leads, because somebody wants it to. */
export const moveLeader = (before: Leadership, broker: number): Leadership => changed(before, led(before, broker));

/** A member joins or leaves the ISR on a leader's request; those that leave may stay eligible (KIP-966). */
export function alterIsr(world: Elective, before: Leadership, isr: SmallSet): Leadership {
  const shrinkBumps = world.protocol.isrShrinkBumpsLeaderEpoch === 'always';
  return changed(before, withEligible(world, before, isr, before.elr), shrinkBumps);
}

/** KIP-966: while the ISR is smaller than min.insync.replicas, those that left it without losing data are eligible. */
function withEligible(world: Elective, before: Leadership, isr: SmallSet, elr: SmallSet): Leadership {
  if (!world.protocol.eligibleLeaderReplicas) {
    return { ...before, isr: isr === EMPTY ? before.isr : isr };
  }
  const eligible = sizeOf(isr) >= world.minIsr ? EMPTY : (elr | (before.isr & ~isr)) & ~isr;
  return { ...before, isr, elr: eligible };
}

/** `broker` leads from the next epoch on, and is in sync with itself. */
function led(state: Leadership, broker: number): Leadership {
  return {
    ...state,
    leader: broker,
    isr: add(state.isr, broker),
    elr: remove(state.elr, broker),
    lastKnownLeader: broker,
  };
}

/** @param shrinkBumps whether a smaller ISR is reason enough for a new leader epoch (KAFKA-15021). */
function changed(before: Leadership, after: Leadership, shrinkBumps = false): Leadership {
  const sameLeader = before.leader === after.leader;
  if (sameLeader && before.isr === after.isr && before.elr === after.elr) return before;
  const sameEpoch = sameLeader && !(shrinkBumps && (before.isr & ~after.isr) !== 0);
  return {
    ...after,
    leaderEpoch: sameEpoch ? before.leaderEpoch : before.leaderEpoch + 1,
    partitionEpoch: before.partitionEpoch + 1,
  };
}
