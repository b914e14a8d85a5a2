import type { SetupDraft } from '../../setups/input.ts';
import { replicated, transforming } from '../../model/testing/story.ts';

/** A transform of which few states are left, of more than can be gone through in a moment. */
export interface LargerWorld {
  readonly draft: SetupDraft;
  /** Distinct states with persistent sets; with the quotient as well. */
  readonly states: readonly [commuting: number, both: number];
}

const cooperative = (draft: SetupDraft): SetupDraft =>
  transforming({ ...draft, consumer: { 'partition.assignment.strategy': 'cooperative' } });

/** Of a consumer that gives nothing up in the background. */
const kip848 = (draft: SetupDraft): SetupDraft =>
  transforming({ kafka: '4.3', ...draft, consumer: { 'group.protocol': 'consumer' } });

/** Transforms of groups whose members keep what they own through a rebalance. */
export const KEEPING: Readonly<Record<string, LargerWorld>> = {
  'a cooperative transform: two members': { draft: cooperative({ scope: { members: 2 } }), states: [7, 4] },
  'a cooperative transform: a rebalance': {
    draft: cooperative({ faults: { rebalance: 1 }, scope: { members: 2 } }),
    states: [150, 70],
  },
  'a cooperative transform: a rebalance and a lost request, no rewind after an abort': {
    draft: cooperative({
      application: { 'rewind.on.abort': false },
      faults: { 'request.lost': 1, rebalance: 1 },
      scope: { members: 2 },
    }),
    states: [478, 207],
  },
  'a cooperative transform: one broker that crashes': {
    draft: cooperative({ faults: { 'broker.crash': 1 }, scope: { members: 2 } }),
    states: [78, 33],
  },
  'a transform of KIP-848: a rebalance, two records': {
    draft: kip848({ faults: { rebalance: 1 }, scope: { members: 2, records: 2 } }),
    states: [210, 83],
  },
  'a transform of KIP-848: a rebalance and a lost response': {
    draft: kip848({ faults: { rebalance: 1, 'response.lost': 1 }, scope: { members: 2 } }),
    states: [274, 113],
  },
  'a transform of KIP-848: one broker that crashes': {
    draft: kip848({ faults: { 'broker.crash': 1 }, scope: { members: 2 } }),
    states: [79, 33],
  },
};

export const LARGER: Readonly<Record<string, LargerWorld>> = {
  'a transform: a crash of one of two processes': {
    draft: transforming({ faults: { 'consumer.crash': 1 }, scope: { members: 2 } }),
    states: [174, 59],
  },
  'a transform: a stall of one of two processes': {
    draft: transforming({ faults: { 'consumer.stall': 1 }, scope: { members: 2 } }),
    states: [484, 204],
  },
  'a transform: a rebalance, and a lost connection': {
    draft: transforming({ kafka: '4.2', faults: { rebalance: 1, 'connection.lost': 1 }, scope: { members: 2 } }),
    states: [222, 86],
  },
  'a transform: one of two brokers with two partitions crashes': {
    draft: transforming({
      cluster: { brokers: 2 },
      topic: { partitions: 2 },
      faults: { 'broker.crash': 1 },
      scope: { records: 2 },
    }),
    states: [286, 207],
  },
  'a transform: one of two replicas crashes, and a lost response': {
    draft: transforming(replicated(2, 1, { faults: { 'broker.crash': 1, 'response.lost': 1 } })),
    states: [83, 47],
  },
  'a cooperative transform: a crash of one of two processes': {
    draft: cooperative({ faults: { 'consumer.crash': 1 }, scope: { members: 2 } }),
    states: [946, 269],
  },
  'a transform of KIP-848: a crash of one of two processes': {
    draft: kip848({ faults: { 'consumer.crash': 1 }, scope: { members: 2 } }),
    states: [738, 230],
  },
  'a transform: one of three replicas crashes, two processes': {
    draft: transforming(replicated(3, 2, { faults: { 'broker.crash': 1 }, scope: { members: 2 } })),
    states: [30, 11],
  },
};
