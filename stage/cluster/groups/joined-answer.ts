import type { joinGroupApi } from '../../../wire/messages/join-group.ts';
import type { Loose } from '../../../wire/schema/type.ts';
import type { Cluster } from '../cluster.ts';
import { membersOf } from '../group-members.ts';
import { memberMetadata } from './member-metadata.ts';

/** What a member hears of the generation that has begun; its leader hears what everybody subscribes to. */
export function joinedAnswer(
  { groups, machine }: Cluster,
  group: number,
  memberId: string,
): Loose<ReturnType<typeof joinGroupApi.readResponse>> {
  const members = groups[group];
  const { leader, protocol, protocolType } = members;
  return {
    errorCode: 0,
    generationId: machine.groups[group].generation,
    protocolType,
    protocolName: protocol,
    leader: leader ?? '',
    memberId,
    members:
      leader !== memberId
        ? []
        : membersOf(members).map((member) => ({
            memberId: member.memberId,
            groupInstanceId: member.groupInstanceId,
            metadata: memberMetadata(member, protocol),
          })),
  };
}
