import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { describeGroupsApi } from '../../../wire/messages/describe-groups.ts';
import type { Cluster } from '../cluster.ts';
import { groupNamed, refusalAt } from '../coordinated.ts';
import { membersOf } from '../group-members.ts';
import { answered, handler } from '../handler.ts';
import { groupState } from './group-state.ts';
import { memberMetadata } from './member-metadata.ts';

/**
 * DescribeGroups (`GroupMetadataManager.describeGroups`): a group that nobody knows is Dead, from version 6 on also an error
 * (KIP-1043).
 */
export const describeGroups = handler(describeGroupsApi, (cluster, { broker, version, body }) => {
  const code = refusalAt(cluster, broker, 'group');
  const groups = body.groups.map((groupId) => {
    if (code !== 0) return { groupId, errorCode: code };
    const group = groupNamed(cluster, groupId);
    if (group >= 0) return { groupId, ...described(cluster, group) };
    if (version < 6) return { groupId, groupState: 'Dead' };
    const errorMessage = `Group ${groupId} not found.`;
    return { groupId, groupState: 'Dead', errorCode: ERROR_CODES.GROUP_ID_NOT_FOUND, errorMessage };
  });
  return answered(cluster, { groups });
});

/** What members subscribe to and are assigned is told of a stable group alone (`ClassicGroupMember.describeNoMetadata`). */
function described(cluster: Cluster, group: number) {
  const members = cluster.groups[group];
  const { protocol, protocolType } = members;
  const state = groupState(cluster, group);
  const isStable = state === 'Stable';
  return {
    groupState: state,
    protocolType: protocolType ?? '',
    protocolData: isStable ? (protocol ?? '') : '',
    members: membersOf(members).map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      ...(isStable ? { memberMetadata: memberMetadata(member, protocol), memberAssignment: member.assignment } : {}),
    })),
  };
}
