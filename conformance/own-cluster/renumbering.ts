import { API } from '../../wire/api-keys.ts';
import type { Frame } from '../../wire/frame.ts';
import { fetchApi } from '../../wire/messages/fetch.ts';
import { findCoordinatorApi } from '../../wire/messages/find-coordinator.ts';
import { metadataApi } from '../../wire/messages/metadata.ts';
import { produceApi } from '../../wire/messages/produce.ts';
import { HOME } from '../lab/listeners.ts';

/** How a cluster looks to the clients of a schedule. */
export interface ClientsView {
  /** The ports of the gate, by the machine's number of a node, `HOME` included. */
  readonly ports: ReadonlyMap<number, number>;
  /** The machine's number of a broker by Kafka's id; -1 for those that have no part in the schedule. */
  readonly nodeOf: (id: number) => number;
  /** Kafka's id of the broker that is the home node as well. */
  readonly homeId: number;
  /** The topic that the home node leads. */
  readonly homeTopic: string;
}

const HOST = '127.0.0.1';
const NOBODY = { leaderId: -1, leaderEpoch: -1 };

/**
 * What clients are shown in place of a response that names brokers: the machine's numbers, and addresses of the gate alone. The
 * home node is a broker of its own to them, though it is one of the cluster's: they talk to it over another connection.
 *
 * @returns null where the response stays as it is.
 */
export function renumbered({ header, payload }: Frame, view: ClientsView): Buffer | null {
  const { apiVersion: version, correlationId } = header;
  switch (header.apiKey) {
    case API.Metadata: {
      const shown = metadataShown(metadataApi.readResponse(payload, version), view);
      return metadataApi.writeResponse(version, correlationId, shown);
    }
    case API.FindCoordinator: {
      const shown = coordinatorsShown(findCoordinatorApi.readResponse(payload, version), view);
      return findCoordinatorApi.writeResponse(version, correlationId, shown);
    }
    case API.Produce: {
      // From here on an error may name the leader, and where it listens (KIP-951).
      if (version < 10) return null;
      const body = produceApi.readResponse(payload, version);
      const responses = body.responses.map((topic) => ({
        ...topic,
        partitionResponses: topic.partitionResponses.map((of) => ({ ...of, currentLeader: NOBODY })),
      }));
      return produceApi.writeResponse(version, correlationId, { ...body, responses, nodeEndpoints: [] });
    }
    case API.Fetch: {
      if (version < 12) return null;
      const body = fetchApi.readResponse(payload, version);
      const responses = body.responses.map((topic) => ({
        ...topic,
        partitions: topic.partitions.map((of) => ({ ...of, currentLeader: NOBODY, preferredReadReplica: -1 })),
      }));
      return fetchApi.writeResponse(version, correlationId, { ...body, responses, nodeEndpoints: [] });
    }
    default:
      return null;
  }
}

type Metadata = ReturnType<typeof metadataApi.readResponse>;
type Coordinators = ReturnType<typeof findCoordinatorApi.readResponse>;

function metadataShown(body: Metadata, { ports, nodeOf, homeId, homeTopic }: ClientsView): Metadata {
  const at = (nodeId: number) => ({ nodeId, host: HOST, port: ports.get(nodeId) ?? 0, rack: null });
  const nodes = body.brokers.map(({ nodeId }) => nodeOf(nodeId)).filter((node) => node >= 0);
  const home = body.brokers.some(({ nodeId }) => nodeId === homeId) ? [HOME] : [];
  return {
    ...body,
    brokers: [...nodes, ...home].map(at),
    controllerId: home[0] ?? -1,
    topics: body.topics.map((topic) => {
      const shown = (id: number): number => (topic.name === homeTopic && id === homeId ? HOME : nodeOf(id));
      const all = (ids: readonly number[]): number[] => ids.map(shown).filter((node) => node >= 0);
      return {
        ...topic,
        partitions: topic.partitions.map((of) => ({
          ...of,
          leaderId: shown(of.leaderId),
          replicaNodes: all(of.replicaNodes),
          isrNodes: all(of.isrNodes),
          offlineReplicas: all(of.offlineReplicas),
        })),
      };
    }),
  };
}

function coordinatorsShown(body: Coordinators, { ports, homeId }: ClientsView): Coordinators {
  const shown = <T extends { readonly nodeId: number; readonly host: string; readonly port: number }>(of: T): T =>
    // Every name is chosen so that no other broker coordinates it.
    of.nodeId === homeId
      ? { ...of, nodeId: HOME, host: HOST, port: ports.get(HOME) ?? 0 }
      : { ...of, nodeId: -1, host: '', port: -1 };
  return { ...shown(body), coordinators: body.coordinators.map(shown) };
}
