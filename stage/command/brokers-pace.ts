import type { ClusterWorld } from '../world/cluster-world.ts';
import type { LeftOf } from '../process/network/broker-times.ts';
import type { Stage } from '../process/stage.ts';
import type { ObservedClients } from './observed-clients.ts';

/** What brokers do among themselves, so many times as fast as theirs would: nobody else has a promise about it. */
const HASTE = 20;
/** How often is looked whether something has come about. */
const LOOK_MS = 50;
/** A member that has not named itself so long after it was given its name never heard it. A slow client, or a late answer, takes less. */
const UNHEARD_MS = 5000;
/** Nothing new for so long: what a process had begun that has died is nobody's any more. */
const ABANDONED_MS = 300;

/**
 * When brokers' events happen where time is real. What a living client counts on passes as it says: its session, its poll, its
 * transaction. Nobody waits for what is over anyhow: the session of a process that has died runs out at once, that of a member
 * which never heard its name soon, and a group begins when every living process is in it.
 */
export const brokersPace =
  (
    stage: Pick<Stage, 'lives' | 'time' | 'progressed'>,
    world: Pick<ClusterWorld, 'groups'>,
    clients: ObservedClients,
  ): LeftOf =>
  ({ afterMs, event }, waitedMs) => {
    const left = afterMs - waitedMs;
    const unless = (isOver: boolean): number => (isOver ? 0 : Math.min(left, LOOK_MS));
    const alive = stage.lives.filter(({ isOver }) => !isOver).length;
    if (event.type === 'machine') return afterMs / HASTE - waitedMs;
    if (event.type === 'group.start') {
      const slots = world.groups.find(({ groupId }) => groupId === event.group)?.slots ?? [];
      return unless(slots.filter((member) => member !== null).length >= alive);
    }
    if (event.type === 'member.session-time-out') {
      const life = clients.members.get(event.memberId);
      const isUnheard = waitedMs > UNHEARD_MS && life?.isStalled === false && clients.isUnheard(event.memberId);
      return unless(life?.isOver === true || isUnheard);
    }
    if (event.type === 'transaction.time-out') {
      const isCalm = stage.time.now - stage.progressed > ABANDONED_MS;
      return unless(isCalm && clients.transactional.get(event.transactionalId)?.isOver === true);
    }
    return left;
  };
