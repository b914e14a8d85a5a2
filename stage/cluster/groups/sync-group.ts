import { membershipError } from '../../../model/ports/group.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { syncGroupApi } from '../../../wire/messages/sync-group.ts';
import { groupNamed, refusalAt, withHeard, withMembers } from '../coordinated.ts';
import { errorCode } from '../error-code.ts';
import { slotNamed, slotOfInstance } from '../group-members.ts';
import { answered, type Handled, handler } from '../handler.ts';
import { syncedAnswer } from './synced-answer.ts';

type Synced = Handled<ReturnType<typeof syncGroupApi.readResponse>>;

/** SyncGroup: the leader's brings the assignment, whatever it is, and everybody else waits for it. */
export const syncGroup = handler(syncGroupApi, (cluster, { ticket, broker, body }): Synced => {
  const refused = (code: number): Synced => answered(cluster, { errorCode: code });
  const elsewhere = refusalAt(cluster, broker, 'group');
  if (elsewhere !== 0) return refused(elsewhere);
  const group = groupNamed(cluster, body.groupId);
  if (group < 0) return refused(ERROR_CODES.UNKNOWN_MEMBER_ID);
  const members = cluster.groups[group];
  const slot = slotNamed(members, body.memberId);
  const instance = slotOfInstance(members, body.groupInstanceId);
  if (instance >= 0 && instance !== slot) return refused(ERROR_CODES.FENCED_INSTANCE_ID);
  const { generationId: generation, memberId } = body;
  const error = membershipError(cluster.world, cluster.machine, { group, slot, generation });
  if (error !== 'none') return refused(errorCode(error));
  if (body.protocolName !== null && body.protocolName !== members.protocol)
    return refused(ERROR_CODES.INCONSISTENT_GROUP_PROTOCOL);

  const heard = withHeard(cluster, group, slot);
  if (members.synced) return answered(heard, syncedAnswer(heard, group, memberId));
  const waiting = { type: 'sync' as const, ticket, broker, group, memberId, generation };
  const waits = { ...heard, waiting: [...heard.waiting, waiting] };
  if (memberId !== members.leader) return { cluster: waits, answer: null };
  const assigned = new Map(body.assignments.map((one) => [one.memberId, one.assignment]));
  const slots = waits.groups[group].slots.map(
    (member) => member && { ...member, assignment: assigned.get(member.memberId) ?? Buffer.alloc(0) },
  );
  return { cluster: withMembers(waits, group, { slots, synced: true }), answer: null };
});
