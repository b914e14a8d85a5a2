import { describeClusterApi } from '../../wire/messages/describe-cluster.ts';
import { answered, handler } from './handler.ts';
import { identityOf } from './cluster-identity.ts';

/** DescribeCluster, as any broker answers it (`KafkaApis.handleDescribeCluster`). Nobody here is a controller to clients. */
export const describeCluster = handler(describeClusterApi, (cluster) => {
  const { brokers, ...identity } = identityOf(cluster);
  return answered(cluster, {
    ...identity,
    brokers: brokers.map(({ nodeId, ...rest }) => ({ brokerId: nodeId, ...rest })),
  });
});
