import { findCoordinator as coordinatorAt } from '../../model/ports/cluster-metadata.ts';
import { ERROR_CODES } from '../../wire/error-codes.ts';
import { findCoordinatorApi } from '../../wire/messages/find-coordinator.ts';
import { answered, handler } from './handler.ts';

/** FindCoordinator: several keys at once from version 4 on. */
export const findCoordinator = handler(findCoordinatorApi, (cluster, { version, body }) => {
  const nodeId = coordinatorAt(cluster.world, cluster.machine, body.keyType === 1 ? 'transaction' : 'group');
  const found =
    nodeId < 0
      ? { errorCode: ERROR_CODES.COORDINATOR_NOT_AVAILABLE, nodeId: -1, host: '', port: -1, errorMessage: null }
      : { errorCode: 0, nodeId, ...cluster.endpoints[nodeId], errorMessage: null };
  if (version < 4) return answered(cluster, found);
  return answered(cluster, { coordinators: body.coordinatorKeys.map((key) => ({ key, ...found })) });
});
