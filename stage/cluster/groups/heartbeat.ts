import { membershipError } from '../../../model/ports/group.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { heartbeatApi } from '../../../wire/messages/heartbeat.ts';
import { groupNamed, refusalAt, withHeard } from '../coordinated.ts';
import { errorCode } from '../error-code.ts';
import { slotNamed, slotOfInstance } from '../group-members.ts';
import { answered, handler } from '../handler.ts';

/** Heartbeat: the member's session begins anew, and it hears of a rebalance. */
export const heartbeat = handler(heartbeatApi, (cluster, { broker, body }) => {
  const elsewhere = refusalAt(cluster, broker, 'group');
  if (elsewhere !== 0) return answered(cluster, { errorCode: elsewhere });
  const group = groupNamed(cluster, body.groupId);
  if (group < 0) return answered(cluster, { errorCode: ERROR_CODES.UNKNOWN_MEMBER_ID });
  const slot = slotNamed(cluster.groups[group], body.memberId);
  const instance = slotOfInstance(cluster.groups[group], body.groupInstanceId);
  if (instance >= 0 && instance !== slot) return answered(cluster, { errorCode: ERROR_CODES.FENCED_INSTANCE_ID });
  const asked = { group, slot, generation: body.generationId };
  const error = membershipError(cluster.world, cluster.machine, asked);
  const isHeard = error === 'none' || error === 'rebalance-in-progress';
  return answered(isHeard ? withHeard(cluster, group, slot) : cluster, { errorCode: errorCode(error) });
});
