import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { apiVersionsApi } from '../../../wire/messages/api-versions.ts';
import { deleteTopicsApi } from '../../../wire/messages/delete-topics.ts';
import { describeConfigsApi } from '../../../wire/messages/describe-configs.ts';
import { describeTransactionsApi } from '../../../wire/messages/describe-transactions.ts';
import { findCoordinatorApi } from '../../../wire/messages/find-coordinator.ts';
import { metadataApi } from '../../../wire/messages/metadata.ts';
import { answering, FakeBroker } from '../../../wire/testing/fake-broker.ts';

/** A broker that the others tell of. */
interface Advertised {
  readonly id: number;
  readonly host: string;
  readonly port: number;
}

/** What a fake broker says of itself and its cluster. */
export interface FakeCluster {
  readonly brokers: readonly Advertised[];
  /** The broker that answers. */
  readonly self: number;
  readonly clusterId?: string;
  readonly features?: Readonly<Record<string, number>>;
  /** The newest metadata.version that the broker knows: by itself that of 4.1. */
  readonly metadataVersion?: number;
  readonly properties?: Readonly<Record<string, string>>;
  /** Who coordinates a group or a transactional id; by itself, whoever answers. */
  readonly coordinator?: (key: string) => number;
  /** Topics by name, and who leads their only partition. */
  readonly topics?: Readonly<Record<string, number>>;
  /** Is told of topics that are deleted. */
  readonly deleted?: string[];
}

const advertised = ({ id, host, port }: Advertised) => ({ nodeId: id, host, port });

/** A fake broker of a cluster of somebody's own. */
export function fakeBroker({
  brokers,
  self,
  clusterId = 'cluster',
  features = {},
  metadataVersion = 27,
  properties = {},
  coordinator = () => self,
  topics = {},
  deleted = [],
}: FakeCluster): Promise<FakeBroker> {
  return FakeBroker.start([
    answering(apiVersionsApi, () => ({
      supportedFeatures: [{ name: 'metadata.version', minVersion: 1, maxVersion: metadataVersion }],
      finalizedFeatures: Object.entries({ 'metadata.version': 20, 'transaction.version': 2, ...features }).map(
        ([name, level]) => ({
          name,
          minVersionLevel: 0,
          maxVersionLevel: level,
        }),
      ),
    })),
    answering(metadataApi, () => ({
      clusterId,
      controllerId: self,
      brokers: brokers.map(advertised),
      topics: Object.entries(topics).map(([name, leaderId]) => ({
        name,
        partitions: [{ leaderId, replicaNodes: [leaderId], isrNodes: [leaderId] }],
      })),
    })),
    answering(describeConfigsApi, ({ resources: [{ resourceName }] }) => ({
      results: [
        resourceName === String(self)
          ? { configs: Object.entries(properties).map(([name, value]) => ({ name, value })) }
          : { errorCode: ERROR_CODES.INVALID_REQUEST },
      ],
    })),
    answering(findCoordinatorApi, ({ coordinatorKeys }) => ({
      coordinators: coordinatorKeys.map((key) => {
        const nodeId = coordinator(key);
        return { key, ...advertised(brokers.find(({ id }) => id === nodeId) ?? { id: nodeId, host: '', port: 0 }) };
      }),
    })),
    answering(describeTransactionsApi, () => ({
      transactionStates: [{ errorCode: ERROR_CODES.TRANSACTIONAL_ID_NOT_FOUND }],
    })),
    answering(deleteTopicsApi, ({ topics: [{ name }] }) => {
      deleted.push(name ?? '');
      return { responses: [{ name }] };
    }),
  ]);
}

/** A port of loopback at which nobody listens. */
export async function freePort(): Promise<number> {
  const broker = await FakeBroker.start([]);
  const { port } = broker;
  broker.close();
  return port;
}
