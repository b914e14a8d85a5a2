import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { listGroupsApi } from '../../../wire/messages/list-groups.ts';
import { refusalAt } from '../coordinated.ts';
import { answered, handler } from '../handler.ts';
import { groupState } from './group-state.ts';

const TYPE = 'Classic';

/** ListGroups: a broker that coordinates none has an empty list, and no error (`GroupCoordinatorService.listGroups`). */
export const listGroups = handler(listGroupsApi, (cluster, { broker, body }) => {
  const code = refusalAt(cluster, broker, 'group');
  if (code !== 0) return answered(cluster, { errorCode: code === ERROR_CODES.NOT_COORDINATOR ? 0 : code });
  const groups = cluster.groups
    .map(({ groupId, protocolType }, group) => ({
      groupId,
      protocolType: protocolType ?? '',
      groupState: groupState(cluster, group),
      groupType: TYPE,
    }))
    .filter((group) => passes(body.statesFilter, group.groupState) && passes(body.typesFilter, group.groupType));
  return answered(cluster, { groups });
});

/** Whether a filter, which lets everything pass where it names nothing, names this one, in whatever case. */
const passes = (filter: readonly string[], name: string): boolean =>
  filter.length === 0 || filter.some((one) => one.toLowerCase() === name.toLowerCase());
