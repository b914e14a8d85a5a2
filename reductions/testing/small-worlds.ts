import { replicated, small, transforming } from '../../model/testing/story.ts';
import type { SmallWorld } from './small-world.ts';
import { VERSION_1 } from './version-1-worlds.ts';

const unsafe = { producer: { acks: '1', 'enable.idempotence': false } };
const automatic = { consumer: { 'enable.auto.commit': true }, application: { commit: 'auto' } } as const;

/** Of the shape `consume`. */
export const CONSUMING: Readonly<Record<string, SmallWorld>> = {
  'two members, of which one crashes': {
    draft: small({ faults: { 'consumer.crash': 1 }, scope: { members: 2 } }),
    states: [1176, 440, 318, 116],
  },
  'two records, of which a member that crashes has processed some': {
    draft: small({ faults: { 'consumer.crash': 1 }, scope: { records: 2 } }),
    states: [601, 530, 158, 137],
  },
  'two members, of which one stalls': {
    draft: small({ faults: { 'consumer.stall': 1 }, scope: { members: 2 } }),
    states: [1452, 588, 742, 301],
  },
  'three members': { draft: small({ scope: { members: 3 } }), states: [172, 172, 32, 32] },
  'three members, a rebalance': {
    draft: small({ faults: { rebalance: 1 }, scope: { members: 3 } }),
    states: [1060, 1060, 121, 121],
  },
  'two partitions, a rebalance': {
    draft: small({ topic: { partitions: 2 }, faults: { rebalance: 1 }, scope: { members: 2 } }),
    states: [276, 140, 72, 39],
  },
  'two partitions, two records': {
    draft: small({ topic: { partitions: 2 }, scope: { members: 2, records: 2 } }),
    states: [264, 137, 51, 31],
  },
  'two partitions, two groups': {
    draft: small({ topic: { partitions: 2 }, scope: { groups: 2, records: 2 } }),
    states: [603, 603, 200, 200],
  },
  'two groups of two members': { draft: small({ scope: { groups: 2, members: 2 } }), states: [1044, 292, 530, 151] },
  'two groups, a rebalance': {
    draft: small({ faults: { rebalance: 1 }, scope: { groups: 2 } }),
    states: [494, 432, 254, 222],
  },
  'auto-commit to a worker': {
    draft: small({
      consumer: { 'enable.auto.commit': true },
      application: { commit: 'auto', processing: 'async' },
      faults: { 'consumer.crash': 1 },
      scope: { members: 2 },
    }),
    states: [1720, 642, 880, 329],
  },
  'a group that starts at the end': {
    draft: small({ consumer: { 'auto.offset.reset': 'latest' }, faults: { rebalance: 1 }, scope: { members: 2 } }),
    states: [312, 158, 144, 77],
  },
  'a group that starts at the end of a replicated log': {
    draft: replicated(2, 1, { consumer: { 'auto.offset.reset': 'latest' }, scope: { lags: 1 } }),
    states: [286, 286, 43, 43],
  },
  'responses that either part may lose': {
    draft: small({ faults: { 'response.lost': 2 }, scope: { members: 2 } }),
    states: [298, 156, 83, 52],
  },
  'an application that resends': {
    draft: small({
      ...unsafe,
      application: { 'on.send.failure': 'resend' },
      faults: { 'response.lost': 1 },
      scope: { members: 2 },
    }),
    states: [642, 330, 148, 86],
  },
  'a leader that moves': { draft: replicated(2, 1, { faults: { 'leader.moved': 1 } }), states: [376, 376, 134, 134] },
  'automatic commits before a leader that moves': {
    draft: replicated(2, 1, {
      consumer: { 'enable.auto.commit': true },
      application: { commit: 'auto' },
      faults: { 'leader.moved': 1, rebalance: 1 },
    }),
    states: [1552, 1552, 284, 284],
  },
  'a coordinator that crashes': {
    draft: small({ faults: { 'broker.crash': 1 }, scope: { members: 2 } }),
    states: [513, 273, 86, 60],
  },
  'an unclean election': {
    draft: replicated(2, 1, {
      broker: { 'unclean.leader.election.enable': true },
      faults: { 'broker.crash': 1 },
      scope: { lags: 0 },
    }),
    states: [1125, 1125, 109, 109],
  },
  'a power failure': {
    draft: replicated(2, 1, { faults: { 'broker.power-loss': 1 } }),
    states: [1509, 1509, 336, 336],
  },
  'cooperative members': {
    draft: small({
      consumer: { 'partition.assignment.strategy': 'cooperative' },
      faults: { rebalance: 1 },
      scope: { members: 2 },
    }),
    states: [820, 384, 391, 183],
  },
  'a commit, or a JoinGroup, that is late': {
    draft: small({ faults: { 'connection.lost': 1, rebalance: 1 }, scope: { members: 2 } }),
    states: [2829, 1057, 1188, 447],
  },
  'KIP-848': {
    draft: small({ consumer: { 'group.protocol': 'consumer' }, faults: { rebalance: 1 }, scope: { members: 2 } }),
    states: [388, 196, 185, 95],
  },
  'records and offsets that expire': {
    draft: small({ kafka: '2.0', faults: { 'records.deleted': 1, 'offsets.expired': 1 }, scope: { members: 2 } }),
    states: [126, 66, 79, 44],
  },
  'members that nobody fences': {
    draft: small({ protocol: { generationFencing: false }, faults: { 'consumer.stall': 1 }, scope: { members: 2 } }),
    states: [1420, 584, 728, 300],
  },
  'batches that nobody compares': {
    draft: small({ protocol: { sequenceDeduplication: false }, faults: { 'response.lost': 1 }, scope: { members: 2 } }),
    states: [229, 119, 71, 43],
  },
  'truncation to the high watermark': {
    draft: replicated(2, 1, { protocol: { truncation: 'high-watermark' }, faults: { 'broker.crash': 1 } }),
    states: [1164, 1164, 272, 272],
  },
  'automatic commits of what is in hand': {
    draft: small({
      ...automatic,
      client: { autoCommitsPreviousPoll: false },
      faults: { rebalance: 1 },
      scope: { members: 2 },
    }),
    states: [344, 174, 138, 73],
  },
  'a member that joins in the middle of its batch': {
    draft: small({
      client: { dropsBatchOnRebalance: false },
      faults: { rebalance: 1 },
      scope: { members: 2, records: 2 },
    }),
    states: [3512, 1692, 1133, 543],
  },
  'a queue that outlives the assignment': {
    draft: small({ client: { flushesQueueOnRebalance: false }, faults: { rebalance: 1 }, scope: { members: 2 } }),
    states: [520, 262, 272, 139],
  },
  'offsets that are stored after a revocation': {
    draft: small({
      ...automatic,
      client: { lateOffsetStore: 'kept', dropsBatchOnRebalance: false },
      faults: { rebalance: 2 },
      scope: { members: 2 },
    }),
    states: [1424, 714, 728, 367],
  },
  'a fetch session that goes on': {
    draft: small({
      client: { forgetsRevokedPartitions: false },
      topic: { partitions: 2 },
      faults: { rebalance: 1 },
      scope: { members: 2 },
    }),
    states: [700, 352, 372, 189],
  },
  'a cache that expires': {
    draft: small({
      client: { seeksBackOnCacheExpiry: false },
      faults: { rebalance: 1 },
      scope: { members: 2, records: 2 },
    }),
    states: [1252, 631, 177, 95],
  },
};

/** Of the shape `transform`, in transactions. */
export const TRANSFORMING: Readonly<Record<string, SmallWorld>> = {
  'a transform: two members': { draft: transforming({ scope: { members: 2 } }), states: [69, 35, 3, 2] },
  'a transform: a rebalance': {
    draft: transforming({ faults: { rebalance: 1 }, scope: { members: 2 } }),
    states: [387, 189, 18, 9],
  },
  'a transform: a crash of the only process': {
    draft: transforming({ application: { effect: 'external' }, faults: { 'consumer.crash': 1 } }),
    states: [464, 321, 20, 17],
  },
  'a transform: a stall of the only process': {
    draft: transforming({ faults: { 'consumer.stall': 1 } }),
    states: [540, 455, 60, 56],
  },
  'a transform: a lost response': {
    draft: transforming({ application: { effect: 'external' }, faults: { 'response.lost': 1 }, scope: { members: 2 } }),
    states: [457, 205, 14, 8],
  },
  'a transform: two lost responses': {
    draft: transforming({ faults: { 'response.lost': 2 } }),
    states: [325, 189, 19, 13],
  },
  'a transform: a lost request': {
    draft: transforming({ faults: { 'request.lost': 1 }, scope: { members: 2 } }),
    states: [285, 85, 12, 6],
  },
  // Up to 4.1 a marker may be late as well.
  'a transform: a lost connection': {
    draft: transforming({ kafka: '4.2', faults: { 'connection.lost': 1 }, scope: { members: 2 } }),
    states: [821, 309, 40, 19],
  },
  'a transform: a late marker, which ends the next transaction': {
    draft: transforming({ faults: { 'connection.lost': 1 }, scope: { members: 2 } }),
    states: [933, 447, 933, 447],
  },
  'a transform: a late marker, late offsets': {
    draft: transforming({ kafka: '3.6', faults: { 'connection.lost': 1 }, scope: { members: 2 } }),
    states: [6437, 3219, 6437, 3219],
  },
  'a transform: no rewind after an abort': {
    draft: transforming({
      application: { 'rewind.on.abort': false },
      faults: { 'response.lost': 1, 'request.lost': 1 },
      scope: { members: 2 },
    }),
    states: [485, 233, 44, 24],
  },
  'a transform: one broker that crashes': {
    draft: transforming({ faults: { 'broker.crash': 1 }, scope: { members: 2 } }),
    states: [905, 315, 38, 15],
  },
  'a transform: one broker that crashes, and a lost response': {
    draft: transforming({ faults: { 'broker.crash': 1, 'response.lost': 1 } }),
    states: [1381, 633, 83, 51],
  },
  'a transform: one of two brokers crashes': {
    draft: transforming({ cluster: { brokers: 2 }, faults: { 'broker.crash': 1 }, scope: { members: 2 } }),
    states: [1209, 432, 54, 22],
  },
  'a transform: one of two replicas crashes': {
    draft: transforming(replicated(2, 1, { faults: { 'broker.crash': 1 } })),
    states: [6345, 5009, 16, 11],
  },
  'a transform: a replica that lags': {
    draft: transforming(replicated(2, 1, { scope: { lags: 1 } })),
    states: [504, 446, 6, 5],
  },
  'a transform: an ISR that becomes too small': {
    draft: transforming(replicated(2, 2, { scope: { lags: 1 } })),
    states: [462, 404, 8, 6],
  },
  'a transform: offsets that name no generation': {
    draft: transforming({
      client: { sendsGenerationWithOffsets: false },
      faults: { rebalance: 1 },
      scope: { members: 2 },
    }),
    states: [387, 189, 387, 189],
  },
  'a transform: a client that fails with a send': {
    draft: transforming({
      client: { failsTransactionOnTimeout: false, failsTransactionOnRefusal: false },
      faults: { 'request.refused': 1 },
      scope: { members: 2 },
    }),
    states: [213, 95, 213, 95],
  },
  'a transform: two records of one partition': {
    draft: transforming({ scope: { records: 2, members: 2 } }),
    states: [297, 147, 13, 6],
  },
  'a transform: two partitions': {
    draft: transforming({ topic: { partitions: 2 }, scope: { members: 2, records: 2 } }),
    states: [579, 290, 5, 3],
  },
  'a transform: two partitions, the only process crashes': {
    draft: transforming({ topic: { partitions: 2 }, faults: { 'consumer.crash': 1 }, scope: { records: 2 } }),
    states: [4513, 3194, 126, 84],
  },
  ...VERSION_1,
};
