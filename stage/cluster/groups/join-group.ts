import { joinGroup as join } from '../../../model/ports/group.ts';
import { ELEMENTS_MAX } from '../../../model/ports/open-world.ts';
import { EMPTY, has } from '../../../model/sets.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { joinGroupApi } from '../../../wire/messages/join-group.ts';
import type { Arrived } from '../arrived.ts';
import type { Cluster } from '../cluster.ts';
import { groupNamed, refusalAt, withGroupNamed, withMembers } from '../coordinated.ts';
import { type GroupMember, membersOf, slotNamed, slotOfInstance } from '../group-members.ts';
import { answered, type Handled, handler } from '../handler.ts';
import { joinedAnswer } from './joined-answer.ts';
import { commonProtocols } from './protocols.ts';

type JoinBody = ReturnType<typeof joinGroupApi.readRequest>;
type Joined = Handled<ReturnType<typeof joinGroupApi.readResponse>>;

/** group.max.session.timeout.ms. */
const SESSION_MAX_MS = 1_800_000;

/**
 * JoinGroup of a classic group (`GroupMetadataManager.classicGroupJoin`): answered when everybody has joined. From version 4
 * on a newcomer is named first, and joins under that name (KIP-394).
 */
export const joinGroup = handler(joinGroupApi, (cluster, arrived): Joined => {
  const { broker, version, body, clientId } = arrived;
  const { groupId, memberId, sessionTimeoutMs, groupInstanceId } = body;
  const refused = (code: number): Joined =>
    answered(cluster, { errorCode: code, generationId: -1, memberId, protocolName: version < 7 ? '' : null });
  const elsewhere = refusalAt(cluster, broker, 'group');
  if (elsewhere !== 0) return refused(elsewhere);
  if (groupId === '') return refused(ERROR_CODES.INVALID_GROUP_ID);
  if (sessionTimeoutMs < cluster.sessionMinMs || sessionTimeoutMs > SESSION_MAX_MS)
    return refused(ERROR_CODES.INVALID_SESSION_TIMEOUT);
  if (memberId !== '' && groupNamed(cluster, groupId) < 0) return refused(ERROR_CODES.UNKNOWN_MEMBER_ID);
  const { cluster: known, group } = withGroupNamed(cluster, groupId);
  const members = known.groups[group];
  if (!isCompatible(known, group, body)) return refused(ERROR_CODES.INCONSISTENT_GROUP_PROTOCOL);

  const instance = slotOfInstance(members, groupInstanceId);
  if (memberId === '') {
    const named = nameOf(clientId, known.memberIds);
    const counted = { ...known, memberIds: known.memberIds + 1 };
    if (instance >= 0) return replaced(counted, arrived, group, instance, named);
    if (version < 4 || groupInstanceId !== null) return added(counted, arrived, group, named);
    const waiting = [...members.named, { memberId: named, sessionTimeoutMs }];
    const answer = { errorCode: ERROR_CODES.MEMBER_ID_REQUIRED, generationId: -1, memberId: named };
    return {
      cluster: withMembers(counted, group, { named: waiting }),
      answer: { ...answer, protocolName: version < 7 ? '' : null },
    };
  }
  if (members.named.some((one) => one.memberId === memberId)) {
    const named = members.named.filter((one) => one.memberId !== memberId);
    return added(withMembers(known, group, { named }), arrived, group, memberId);
  }
  const slot = slotNamed(members, memberId);
  if (instance >= 0 && instance !== slot) return refused(ERROR_CODES.FENCED_INSTANCE_ID);
  if (slot < 0) return refused(ERROR_CODES.UNKNOWN_MEMBER_ID);
  return again(known, arrived, group, slot);
});

/** Whether the member speaks of the same thing as the others, and knows an assignor that all of them know. */
function isCompatible({ groups }: Cluster, group: number, { protocolType, protocols, memberId }: JoinBody): boolean {
  const others = membersOf(groups[group]).filter((member) => member.memberId !== memberId);
  if (protocolType === '' || protocols.length === 0) return false;
  if (others.length === 0) return true;
  return groups[group].protocolType === protocolType && commonProtocols([...others, { protocols }]).length > 0;
}

/** Random in Kafka; here whoever comes first has the first. */
const nameOf = (clientId: string | null, ordinal: number): string =>
  `${clientId ?? ''}-00000000-0000-4000-8000-${(ordinal + 1).toString(16).padStart(12, '0')}`;

const memberOf = ({ body, clientId }: Arrived<JoinBody>, memberId: string): GroupMember => ({
  memberId,
  clientId: clientId ?? '',
  groupInstanceId: body.groupInstanceId,
  sessionTimeoutMs: body.sessionTimeoutMs,
  rebalanceTimeoutMs: body.rebalanceTimeoutMs < 0 ? body.sessionTimeoutMs : body.rebalanceTimeoutMs,
  protocols: body.protocols,
  assignment: Buffer.alloc(0),
  heard: 0,
});

/** Somebody new joins: the first one waits for more. */
function added(cluster: Cluster, arrived: Arrived<JoinBody>, group: number, memberId: string): Joined {
  const { slots } = cluster.groups[group];
  const { members } = cluster.machine.groups[group];
  const free = Array.from({ length: ELEMENTS_MAX }, (_, slot) => slot).find((slot) => !has(members, slot)) ?? -1;
  if (free < 0) return answered(cluster, { errorCode: ERROR_CODES.GROUP_MAX_SIZE_REACHED, memberId });
  const filled = Array.from({ length: Math.max(slots.length, free + 1) }, (_, slot) =>
    slot === free ? memberOf(arrived, memberId) : (slots[slot] ?? null),
  );
  const change = { slots: filled, protocolType: arrived.body.protocolType };
  const first = members === EMPTY ? { starting: true, leader: null } : {};
  return waits(withMembers(cluster, group, { ...change, ...first }), arrived, group, free);
}

/**
 * A static member is back under another name: the group need not rebalance for that, unless it subscribes to something else. If
 * it led the group, it must not take itself for the leader: what it assigns would go nowhere in a group that is stable.
 */
function replaced(cluster: Cluster, arrived: Arrived<JoinBody>, group: number, slot: number, memberId: string): Joined {
  const { slots, leader, synced } = cluster.groups[group];
  const old = slots[slot] as GroupMember;
  const { assignment, heard } = old;
  const named = { ...memberOf(arrived, memberId), assignment, heard: heard + 1 };
  const led = leader === old.memberId;
  const after = withMembers(cluster, group, { slots: slots.with(slot, named), leader: led ? memberId : leader });
  if (!synced || !isSame(old, named)) return waits(after, arrived, group, slot);
  const answer = joinedAnswer(after, group, memberId);
  const skips = led && arrived.version >= 9;
  return answered(
    after,
    skips ? { ...answer, skipAssignment: true } : { ...answer, leader: leader ?? '', members: [] },
  );
}

/**
 * A member joins again. Where nothing is new, it hears of the generation that has begun once more; but a leader that joins again
 * in a stable group wants another assignment.
 */
function again(cluster: Cluster, arrived: Arrived<JoinBody>, group: number, slot: number): Joined {
  const { slots, leader, synced } = cluster.groups[group];
  const old = slots[slot] as GroupMember;
  const { assignment, heard, memberId } = old;
  const updated = { ...memberOf(arrived, memberId), assignment, heard: heard + 1 };
  const after = withMembers(cluster, group, { slots: slots.with(slot, updated) });
  const isStable = cluster.machine.groups[group].phase === 'stable';
  if (isStable && isSame(old, updated) && !(synced && leader === memberId))
    return answered(after, joinedAnswer(after, group, memberId));
  return waits(after, arrived, group, slot);
}

/** Whether a member says the same to the same assignors as it did before. */
const isSame = (before: GroupMember, { protocols }: GroupMember): boolean =>
  before.protocols.length === protocols.length &&
  before.protocols.every(
    ({ name, metadata }, at) => name === protocols[at].name && metadata.equals(protocols[at].metadata),
  );

function waits(cluster: Cluster, { ticket, broker }: Arrived, group: number, slot: number): Joined {
  const { slots, rebalances } = cluster.groups[group];
  const { phase, members } = cluster.machine.groups[group];
  const begins = phase === 'stable' || members === EMPTY;
  const machine = join(cluster.world, cluster.machine, group, slot);
  const { memberId } = slots[slot] as GroupMember;
  const after = withMembers({ ...cluster, machine }, group, {
    synced: false,
    rebalances: begins ? rebalances + 1 : rebalances,
  });
  // Whoever asks twice is answered the second time alone.
  const others = after.waiting.filter((one) => one.type !== 'join' || one.group !== group || one.memberId !== memberId);
  return {
    cluster: { ...after, waiting: [...others, { type: 'join', ticket, broker, group, memberId }] },
    answer: null,
  };
}
