import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { leaveGroupApi } from '../../../wire/messages/leave-group.ts';
import { groupNamed, refusalAt, withMembers } from '../coordinated.ts';
import { slotNamed, slotOfInstance } from '../group-members.ts';
import { answered, handler } from '../handler.ts';
import { withoutMember } from './without-member.ts';

/** LeaveGroup: several members at once from version 3 on (KIP-345). */
export const leaveGroup = handler(leaveGroupApi, (cluster, { broker, version, body }) => {
  const elsewhere = refusalAt(cluster, broker, 'group');
  if (elsewhere !== 0) return answered(cluster, { errorCode: elsewhere });
  const group = groupNamed(cluster, body.groupId);
  const leaving = version < 3 ? [{ memberId: body.memberId, groupInstanceId: null }] : body.members;
  let after = cluster;
  const members = leaving.map(({ memberId, groupInstanceId }) => {
    const left = { memberId, groupInstanceId };
    if (group < 0) return { ...left, errorCode: ERROR_CODES.UNKNOWN_MEMBER_ID };
    const known = after.groups[group];
    const isNamed = known.named.some((one) => one.memberId === memberId);
    if (isNamed) after = withMembers(after, group, { named: known.named.filter((one) => one.memberId !== memberId) });
    const instance = slotOfInstance(known, groupInstanceId);
    const slot = memberId === '' ? instance : slotNamed(known, memberId);
    if (instance >= 0 && instance !== slot) return { ...left, errorCode: ERROR_CODES.FENCED_INSTANCE_ID };
    if (slot < 0) return { ...left, errorCode: isNamed ? 0 : ERROR_CODES.UNKNOWN_MEMBER_ID };
    after = withoutMember(after, group, slot);
    return { ...left, errorCode: 0 };
  });
  return answered(after, version < 3 ? { errorCode: members[0].errorCode } : { errorCode: 0, members });
});
