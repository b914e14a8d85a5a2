import type { syncGroupApi } from '../../../wire/messages/sync-group.ts';
import type { Loose } from '../../../wire/schema/type.ts';
import type { Cluster } from '../cluster.ts';
import { slotNamed } from '../group-members.ts';

/** What the leader has assigned to a member. */
export function syncedAnswer(
  { groups }: Cluster,
  group: number,
  memberId: string,
): Loose<ReturnType<typeof syncGroupApi.readResponse>> {
  const { protocolType, protocol, slots } = groups[group];
  const assignment = slots[slotNamed(groups[group], memberId)]?.assignment ?? Buffer.alloc(0);
  return { errorCode: 0, protocolType, protocolName: protocol, assignment };
}
