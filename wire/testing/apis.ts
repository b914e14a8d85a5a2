import { addOffsetsToTxnApi } from '../messages/add-offsets-to-txn.ts';
import { addPartitionsToTxnApi } from '../messages/add-partitions-to-txn.ts';
import { alterPartitionReassignmentsApi } from '../messages/alter-partition-reassignments.ts';
import { alterPartitionApi } from '../messages/alter-partition.ts';
import { apiVersionsApi } from '../messages/api-versions.ts';
import { brokerHeartbeatApi } from '../messages/broker-heartbeat.ts';
import { consumerGroupHeartbeatApi } from '../messages/consumer-group-heartbeat.ts';
import { createTopicsApi } from '../messages/create-topics.ts';
import { deleteGroupsApi } from '../messages/delete-groups.ts';
import { deleteRecordsApi } from '../messages/delete-records.ts';
import { deleteTopicsApi } from '../messages/delete-topics.ts';
import { describeClusterApi } from '../messages/describe-cluster.ts';
import { describeConfigsApi } from '../messages/describe-configs.ts';
import { describeGroupsApi } from '../messages/describe-groups.ts';
import { describeTransactionsApi } from '../messages/describe-transactions.ts';
import { electLeadersApi } from '../messages/elect-leaders.ts';
import { endTxnApi } from '../messages/end-txn.ts';
import { fetchApi } from '../messages/fetch.ts';
import { findCoordinatorApi } from '../messages/find-coordinator.ts';
import { heartbeatApi } from '../messages/heartbeat.ts';
import { initProducerIdApi } from '../messages/init-producer-id.ts';
import { joinGroupApi } from '../messages/join-group.ts';
import { leaveGroupApi } from '../messages/leave-group.ts';
import { listGroupsApi } from '../messages/list-groups.ts';
import { listOffsetsApi } from '../messages/list-offsets.ts';
import { metadataApi } from '../messages/metadata.ts';
import { offsetCommitApi } from '../messages/offset-commit.ts';
import { offsetDeleteApi } from '../messages/offset-delete.ts';
import { offsetFetchApi } from '../messages/offset-fetch.ts';
import { offsetForLeaderEpochApi } from '../messages/offset-for-leader-epoch.ts';
import { produceApi } from '../messages/produce.ts';
import { saslAuthenticateApi } from '../messages/sasl-authenticate.ts';
import { saslHandshakeApi } from '../messages/sasl-handshake.ts';
import { syncGroupApi } from '../messages/sync-group.ts';
import { txnOffsetCommitApi } from '../messages/txn-offset-commit.ts';
import { writeTxnMarkersApi } from '../messages/write-txn-markers.ts';

/** Every API whose messages are declared by hand. */
export const apis = [
  addOffsetsToTxnApi,
  addPartitionsToTxnApi,
  alterPartitionApi,
  alterPartitionReassignmentsApi,
  apiVersionsApi,
  brokerHeartbeatApi,
  consumerGroupHeartbeatApi,
  createTopicsApi,
  deleteGroupsApi,
  deleteRecordsApi,
  deleteTopicsApi,
  describeClusterApi,
  describeConfigsApi,
  describeGroupsApi,
  describeTransactionsApi,
  electLeadersApi,
  endTxnApi,
  fetchApi,
  findCoordinatorApi,
  heartbeatApi,
  initProducerIdApi,
  joinGroupApi,
  leaveGroupApi,
  listGroupsApi,
  listOffsetsApi,
  metadataApi,
  offsetCommitApi,
  offsetDeleteApi,
  offsetFetchApi,
  offsetForLeaderEpochApi,
  produceApi,
  saslAuthenticateApi,
  saslHandshakeApi,
  syncGroupApi,
  txnOffsetCommitApi,
  writeTxnMarkersApi,
];
