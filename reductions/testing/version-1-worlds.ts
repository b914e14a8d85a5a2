import { replicated, transforming } from '../../model/testing/story.ts';
import type { SetupDraft } from '../../setups/input.ts';
import type { SmallWorld } from './small-world.ts';

/** Transforms whose transactions have one epoch until their process begins anew (transaction.version 1). */

const version1 = (draft: SetupDraft): SetupDraft => transforming({ kafka: '3.9', ...draft });

/** How producers of librdkafka take what they are answered. */
const librdkafka = { acknowledgesByOwnAnswer: false, bumpsEpochByPartition: false, goesOnOutOfOrder: false };

export const VERSION_1: Readonly<Record<string, SmallWorld>> = {
  'a transform of version 1: a rebalance': {
    draft: version1({ faults: { rebalance: 1 }, scope: { members: 2 } }),
    states: [387, 189, 18, 9],
  },
  'a transform of version 1: two records, a lost response': {
    draft: version1({ faults: { 'response.lost': 1 }, scope: { records: 2 } }),
    states: [1371, 1101, 183, 176],
  },
  'a transform of version 1: two transactions, the only process crashes': {
    draft: version1({ consumer: { 'max.poll.records': 1 }, faults: { 'consumer.crash': 1 }, scope: { records: 2 } }),
    states: [1423, 1265, 30, 29],
  },
  'a transform of version 1: two transactions, the only process stalls': {
    draft: version1({ consumer: { 'max.poll.records': 1 }, faults: { 'consumer.stall': 1 }, scope: { records: 2 } }),
    states: [2333, 1979, 153, 148],
  },
  'a transform of version 1: two transactions, offsets that are applied after their answer, the only process crashes': {
    draft: version1({
      kafka: '3.8',
      consumer: { 'max.poll.records': 1 },
      faults: { 'consumer.crash': 1 },
      scope: { records: 2 },
    }),
    states: [3615, 3414, 144, 138],
  },
  'a transform of version 1: two transactions, offsets that are applied after their answer, the only process stalls': {
    draft: version1({
      kafka: '3.8',
      consumer: { 'max.poll.records': 1 },
      faults: { 'consumer.stall': 1 },
      scope: { records: 2 },
    }),
    states: [4968, 4411, 408, 386],
  },
  'a transform of version 1: one of two replicas crashes': {
    draft: version1(replicated(2, 1, { faults: { 'broker.crash': 1 } })),
    states: [9119, 7521, 33, 30],
  },
  'a transform of version 1: a late batch of the transaction before': {
    draft: version1({ faults: { 'connection.lost': 1 }, scope: { members: 2 } }),
    states: [3753, 1733, 3753, 1733],
  },
  'a transform of librdkafka’s: two transactions, two lost responses': {
    draft: version1({
      client: librdkafka,
      consumer: { 'max.poll.records': 1 },
      faults: { 'response.lost': 2 },
      scope: { records: 2 },
    }),
    states: [1319, 1229, 111, 111],
  },
};
