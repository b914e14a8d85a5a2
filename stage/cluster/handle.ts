import { API, apiName } from '../../wire/api-keys.ts';
import { covers } from '../../wire/apache/version-range.ts';
import { MalformedMessage } from '../../wire/malformed-message.ts';
import { UnknownVersion } from '../../wire/unknown-version.ts';
import { withApiVersions } from './api-versions.ts';
import { saslAuthenticate, saslHandshake } from './authentication.ts';
import type { Arrived } from './arrived.ts';
import type { Cluster, Stepped } from './cluster.ts';
import { describeCluster } from './describe-cluster.ts';
import { findCoordinator } from './find-coordinator.ts';
import { describeGroups } from './groups/describe-groups.ts';
import { heartbeat } from './groups/heartbeat.ts';
import { joinGroup } from './groups/join-group.ts';
import { leaveGroup } from './groups/leave-group.ts';
import { listGroups } from './groups/list-groups.ts';
import { offsetCommit } from './groups/offset-commit.ts';
import { offsetFetch } from './groups/offset-fetch.ts';
import { syncGroup } from './groups/sync-group.ts';
import type { Handler } from './handler.ts';
import { createTopics } from './logs/create-topics.ts';
import { deleteTopics } from './logs/delete-topics.ts';
import { fetch } from './logs/fetch.ts';
import { listOffsets } from './logs/list-offsets.ts';
import { metadata } from './logs/metadata.ts';
import { offsetForLeaderEpoch } from './logs/offset-for-leader-epoch.ts';
import { produce } from './logs/produce.ts';
import { settle } from './settle.ts';
import { addOffsetsToTxn } from './transactions/add-offsets-to-txn.ts';
import { addPartitionsToTxn } from './transactions/add-partitions-to-txn.ts';
import { endTxn } from './transactions/end-txn.ts';
import { initProducerId } from './transactions/init-producer-id.ts';
import { txnOffsetCommit } from './transactions/txn-offset-commit.ts';

const UNDERSTOOD = withApiVersions([
  saslHandshake,
  saslAuthenticate,
  produce,
  fetch,
  listOffsets,
  offsetForLeaderEpoch,
  metadata,
  createTopics,
  deleteTopics,
  describeCluster,
  findCoordinator,
  joinGroup,
  syncGroup,
  heartbeat,
  leaveGroup,
  offsetCommit,
  offsetFetch,
  listGroups,
  describeGroups,
  initProducerId,
  addPartitionsToTxn,
  addOffsetsToTxn,
  txnOffsetCommit,
  endTxn,
]);

const HANDLERS: ReadonlyMap<number, Handler> = new Map(UNDERSTOOD.map((one) => [one.apiKey, one]));

/**
 * A request reaches a broker. The answers are those that are there by now: its own, unless that has to wait, and those of
 * others that waited for it.
 *
 * @throws {MalformedMessage} on an API or a version that no broker here has offered (`ApiVersions`): it closes the connection.
 */
export function handle(cluster: Cluster, arrived: Arrived): Stepped {
  const { apiKey, version, ticket } = arrived;
  const known = HANDLERS.get(apiKey);
  if (known === undefined)
    throw new MalformedMessage(`${apiName(apiKey)} is not understood by the brokers of the stage`);
  if (!covers(known.versions, version) && apiKey !== API.ApiVersions) {
    throw new UnknownVersion(`${apiName(apiKey)} in version ${version}: ${known.versions.join(' to ')} are understood`);
  }
  const { cluster: after, answer } = known.handle(cluster, arrived);
  const own = answer === null ? [] : [{ ticket, body: answer }];
  if (after === cluster) return { cluster, answers: own };
  const { cluster: settled, answers } = settle(after);
  return { cluster: settled, answers: [...own, ...answers] };
}
