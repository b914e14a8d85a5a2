import { describe, expect, it } from 'vitest';
import { apiName } from '../api-keys.ts';
import { MalformedMessage } from '../malformed-message.ts';
import { readRequestHeader } from '../request-header.ts';
import { recordedMessages } from '../testing/recorded.ts';
import { addOffsetsToTxnApi } from './add-offsets-to-txn.ts';
import { addPartitionsToTxnApi } from './add-partitions-to-txn.ts';
import { allocateProducerIdsApi } from './allocate-producer-ids.ts';
import { alterPartitionReassignmentsApi } from './alter-partition-reassignments.ts';
import { alterPartitionApi } from './alter-partition.ts';
import { apiVersionsApi } from './api-versions.ts';
import { brokerHeartbeatApi } from './broker-heartbeat.ts';
import { brokerRegistrationApi } from './broker-registration.ts';
import { consumerGroupDescribeApi } from './consumer-group-describe.ts';
import { consumerGroupHeartbeatApi } from './consumer-group-heartbeat.ts';
import { createTopicsApi } from './create-topics.ts';
import { deleteGroupsApi } from './delete-groups.ts';
import { deleteRecordsApi } from './delete-records.ts';
import { deleteTopicsApi } from './delete-topics.ts';
import { describeGroupsApi } from './describe-groups.ts';
import { describeProducersApi } from './describe-producers.ts';
import { describeTopicPartitionsApi } from './describe-topic-partitions.ts';
import { describeTransactionsApi } from './describe-transactions.ts';
import { electLeadersApi } from './elect-leaders.ts';
import { endTxnApi } from './end-txn.ts';
import { envelopeApi } from './envelope.ts';
import { fetchApi } from './fetch.ts';
import { findCoordinatorApi } from './find-coordinator.ts';
import { heartbeatApi } from './heartbeat.ts';
import { incrementalAlterConfigsApi } from './incremental-alter-configs.ts';
import { initProducerIdApi } from './init-producer-id.ts';
import { joinGroupApi } from './join-group.ts';
import { leaveGroupApi } from './leave-group.ts';
import { listGroupsApi } from './list-groups.ts';
import { listOffsetsApi } from './list-offsets.ts';
import { listTransactionsApi } from './list-transactions.ts';
import { metadataApi } from './metadata.ts';
import { offsetCommitApi } from './offset-commit.ts';
import { offsetDeleteApi } from './offset-delete.ts';
import { offsetFetchApi } from './offset-fetch.ts';
import { offsetForLeaderEpochApi } from './offset-for-leader-epoch.ts';
import { produceApi } from './produce.ts';
import { syncGroupApi } from './sync-group.ts';
import { txnOffsetCommitApi } from './txn-offset-commit.ts';
import { writeTxnMarkersApi } from './write-txn-markers.ts';

/** Beyond the latest of any message. */
const VERSIONS = 20;

const apis = [
  addOffsetsToTxnApi,
  addPartitionsToTxnApi,
  allocateProducerIdsApi,
  alterPartitionApi,
  alterPartitionReassignmentsApi,
  apiVersionsApi,
  brokerHeartbeatApi,
  brokerRegistrationApi,
  consumerGroupDescribeApi,
  consumerGroupHeartbeatApi,
  createTopicsApi,
  deleteGroupsApi,
  deleteRecordsApi,
  deleteTopicsApi,
  describeGroupsApi,
  describeProducersApi,
  describeTopicPartitionsApi,
  describeTransactionsApi,
  electLeadersApi,
  endTxnApi,
  envelopeApi,
  fetchApi,
  findCoordinatorApi,
  heartbeatApi,
  incrementalAlterConfigsApi,
  initProducerIdApi,
  joinGroupApi,
  leaveGroupApi,
  listGroupsApi,
  listOffsetsApi,
  listTransactionsApi,
  metadataApi,
  offsetCommitApi,
  offsetDeleteApi,
  offsetFetchApi,
  offsetForLeaderEpochApi,
  produceApi,
  syncGroupApi,
  txnOffsetCommitApi,
  writeTxnMarkersApi,
];

describe.each(apis.map((api) => [apiName(api.apiKey), api] as const))('%s', (_name, api) => {
  it('reads back what it wrote, in every version, and nothing is left over', () => {
    for (let version = 0; version < VERSIONS; version += 1) {
      const request = api.writeRequest({ apiVersion: version, correlationId: 7, clientId: 'c' }, {});
      const body = api.readRequest(request);
      expect(api.writeRequest({ apiVersion: version, correlationId: 7, clientId: 'c' }, body as never)).toEqual(
        request,
      );
      const response = api.writeResponse(version, 7, {});
      expect(api.writeResponse(version, 7, api.readResponse(response, version) as never)).toEqual(response);
    }
  });
});

describe('messages of real clients and brokers', () => {
  const byName = new Map(apis.map((api) => [apiName(api.apiKey), api]));

  it('are read and written again to the byte', () => {
    for (const { api: name, version, kind, payload } of recordedMessages) {
      const api = byName.get(name);
      const again =
        kind === 'request'
          ? api?.writeRequest(readRequestHeader(payload), api.readRequest(payload) as never)
          : api?.writeResponse(version, payload.readInt32BE(0), api.readResponse(payload, version) as never);
      expect(again?.toString('hex'), `${name} ${version} ${kind}`).toBe(payload.toString('hex'));
    }
  });

  it('that end too early are malformed, wherever it is', () => {
    for (const { api: name, kind, payload } of recordedMessages) {
      if (kind === 'response') continue;
      const cut = payload.subarray(0, payload.length - 1);
      expect(() => byName.get(name)?.readRequest(cut)).toThrow(MalformedMessage);
    }
  });
});
