const never = Number.POSITIVE_INFINITY;

/**
 * Every API of Kafka's, from 3.5 to 4.3: its key, and the first version that is "flexible" (KIP-482: compact lengths, tagged
 * fields, and headers with tags). Facts of `common/message/*.json` in kafka-clients' jar.
 *
 * @see https://kafka.apache.org/protocol#protocol_api_keys
 */
const APIS = {
  Produce: { key: 0, flexibleFrom: 9 },
  Fetch: { key: 1, flexibleFrom: 12 },
  ListOffsets: { key: 2, flexibleFrom: 6 },
  Metadata: { key: 3, flexibleFrom: 9 },
  LeaderAndIsr: { key: 4, flexibleFrom: 4 },
  StopReplica: { key: 5, flexibleFrom: 2 },
  UpdateMetadata: { key: 6, flexibleFrom: 6 },
  ControlledShutdown: { key: 7, flexibleFrom: 3 },
  OffsetCommit: { key: 8, flexibleFrom: 8 },
  OffsetFetch: { key: 9, flexibleFrom: 6 },
  FindCoordinator: { key: 10, flexibleFrom: 3 },
  JoinGroup: { key: 11, flexibleFrom: 6 },
  Heartbeat: { key: 12, flexibleFrom: 4 },
  LeaveGroup: { key: 13, flexibleFrom: 4 },
  SyncGroup: { key: 14, flexibleFrom: 4 },
  DescribeGroups: { key: 15, flexibleFrom: 5 },
  ListGroups: { key: 16, flexibleFrom: 3 },
  SaslHandshake: { key: 17, flexibleFrom: never },
  ApiVersions: { key: 18, flexibleFrom: 3 },
  CreateTopics: { key: 19, flexibleFrom: 5 },
  DeleteTopics: { key: 20, flexibleFrom: 4 },
  DeleteRecords: { key: 21, flexibleFrom: 2 },
  InitProducerId: { key: 22, flexibleFrom: 2 },
  OffsetForLeaderEpoch: { key: 23, flexibleFrom: 4 },
  AddPartitionsToTxn: { key: 24, flexibleFrom: 3 },
  AddOffsetsToTxn: { key: 25, flexibleFrom: 3 },
  EndTxn: { key: 26, flexibleFrom: 3 },
  WriteTxnMarkers: { key: 27, flexibleFrom: 1 },
  TxnOffsetCommit: { key: 28, flexibleFrom: 3 },
  DescribeAcls: { key: 29, flexibleFrom: 2 },
  CreateAcls: { key: 30, flexibleFrom: 2 },
  DeleteAcls: { key: 31, flexibleFrom: 2 },
  DescribeConfigs: { key: 32, flexibleFrom: 4 },
  AlterConfigs: { key: 33, flexibleFrom: 2 },
  AlterReplicaLogDirs: { key: 34, flexibleFrom: 2 },
  DescribeLogDirs: { key: 35, flexibleFrom: 2 },
  SaslAuthenticate: { key: 36, flexibleFrom: 2 },
  CreatePartitions: { key: 37, flexibleFrom: 2 },
  CreateDelegationToken: { key: 38, flexibleFrom: 2 },
  RenewDelegationToken: { key: 39, flexibleFrom: 2 },
  ExpireDelegationToken: { key: 40, flexibleFrom: 2 },
  DescribeDelegationToken: { key: 41, flexibleFrom: 2 },
  DeleteGroups: { key: 42, flexibleFrom: 2 },
  ElectLeaders: { key: 43, flexibleFrom: 2 },
  IncrementalAlterConfigs: { key: 44, flexibleFrom: 1 },
  AlterPartitionReassignments: { key: 45, flexibleFrom: 0 },
  ListPartitionReassignments: { key: 46, flexibleFrom: 0 },
  OffsetDelete: { key: 47, flexibleFrom: never },
  DescribeClientQuotas: { key: 48, flexibleFrom: 1 },
  AlterClientQuotas: { key: 49, flexibleFrom: 1 },
  DescribeUserScramCredentials: { key: 50, flexibleFrom: 0 },
  AlterUserScramCredentials: { key: 51, flexibleFrom: 0 },
  Vote: { key: 52, flexibleFrom: 0 },
  BeginQuorumEpoch: { key: 53, flexibleFrom: 1 },
  EndQuorumEpoch: { key: 54, flexibleFrom: 1 },
  DescribeQuorum: { key: 55, flexibleFrom: 0 },
  AlterPartition: { key: 56, flexibleFrom: 0 },
  UpdateFeatures: { key: 57, flexibleFrom: 0 },
  Envelope: { key: 58, flexibleFrom: 0 },
  FetchSnapshot: { key: 59, flexibleFrom: 0 },
  DescribeCluster: { key: 60, flexibleFrom: 0 },
  DescribeProducers: { key: 61, flexibleFrom: 0 },
  BrokerRegistration: { key: 62, flexibleFrom: 0 },
  BrokerHeartbeat: { key: 63, flexibleFrom: 0 },
  UnregisterBroker: { key: 64, flexibleFrom: 0 },
  DescribeTransactions: { key: 65, flexibleFrom: 0 },
  ListTransactions: { key: 66, flexibleFrom: 0 },
  AllocateProducerIds: { key: 67, flexibleFrom: 0 },
  ConsumerGroupHeartbeat: { key: 68, flexibleFrom: 0 },
  ConsumerGroupDescribe: { key: 69, flexibleFrom: 0 },
  ControllerRegistration: { key: 70, flexibleFrom: 0 },
  GetTelemetrySubscriptions: { key: 71, flexibleFrom: 0 },
  PushTelemetry: { key: 72, flexibleFrom: 0 },
  AssignReplicasToDirs: { key: 73, flexibleFrom: 0 },
  ListConfigResources: { key: 74, flexibleFrom: 0 },
  DescribeTopicPartitions: { key: 75, flexibleFrom: 0 },
  ShareGroupHeartbeat: { key: 76, flexibleFrom: 0 },
  ShareGroupDescribe: { key: 77, flexibleFrom: 0 },
  ShareFetch: { key: 78, flexibleFrom: 0 },
  ShareAcknowledge: { key: 79, flexibleFrom: 0 },
  AddRaftVoter: { key: 80, flexibleFrom: 0 },
  RemoveRaftVoter: { key: 81, flexibleFrom: 0 },
  UpdateRaftVoter: { key: 82, flexibleFrom: 0 },
  InitializeShareGroupState: { key: 83, flexibleFrom: 0 },
  ReadShareGroupState: { key: 84, flexibleFrom: 0 },
  WriteShareGroupState: { key: 85, flexibleFrom: 0 },
  DeleteShareGroupState: { key: 86, flexibleFrom: 0 },
  ReadShareGroupStateSummary: { key: 87, flexibleFrom: 0 },
  StreamsGroupHeartbeat: { key: 88, flexibleFrom: 0 },
  StreamsGroupDescribe: { key: 89, flexibleFrom: 0 },
  DescribeShareGroupOffsets: { key: 90, flexibleFrom: 0 },
  AlterShareGroupOffsets: { key: 91, flexibleFrom: 0 },
  DeleteShareGroupOffsets: { key: 92, flexibleFrom: 0 },
} as const;

export type ApiName = keyof typeof APIS;

/** API keys by name. */
export const API = Object.fromEntries(Object.entries(APIS).map(([name, { key }]) => [name, key])) as {
  readonly [N in ApiName]: (typeof APIS)[N]['key'];
};

const byKey = new Map(
  Object.entries(APIS).map(([name, { key, flexibleFrom }]) => [key as number, { name, flexibleFrom }]),
);

/** The name of an API, as Kafka writes it; `api 99` for a key that is not known. */
export function apiName(key: number): string {
  return byKey.get(key)?.name ?? `api ${key}`;
}

/** The first version with compact lengths and tagged fields; infinite where there is none, and for unknown keys. */
export function firstFlexibleVersion(key: number): number {
  return byKey.get(key)?.flexibleFrom ?? never;
}
