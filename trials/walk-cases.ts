import { LAB_RULES } from '../conformance/schedules/rules-of-play.ts';
import { walksOf } from '../conformance/schedules/walks.ts';
import type { Setup } from '../model/setup.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import type { Installed } from './installed.ts';
import { type Cases, joined, type TrialCase } from './trial-case.ts';

/** Random walks of a setup that can be played. @param of whose they are. */
export function walkCases(setup: Setup, of: Pick<TrialCase, 'name' | 'group' | 'version'>, walks: number): Cases {
  return {
    cases: walksOf(setup, walks, of.name, LAB_RULES).map(({ schedule }, index) => ({
      ...of,
      name: `${of.name} walk ${index + 1}`,
      setup,
      schedule,
      expects: 'agrees',
    })),
    leftOut: [],
  };
}

const TRANSACTIONS = {
  producer: { 'transactional.id': 'orders' },
  consumer: { 'isolation.level': 'read_committed', 'auto.offset.reset': 'earliest' },
} as const;

const TRANSFORM = { shape: 'transform', commit: 'transaction' } as const;

/** Setups that hold, for walks of every kind. */
const HOLDING: Readonly<Record<string, SetupDraft>> = {
  idempotent: {
    faults: { 'response.lost': 1, 'request.lost': 1, 'connection.lost': 1 },
    scope: { records: 3 },
  },
  replicated: {
    cluster: { brokers: 2 },
    topic: { 'replication.factor': 2, 'min.insync.replicas': 2 },
    faults: { 'broker.crash': 1, 'response.lost': 1 },
    scope: { records: 2 },
  },
  'three replicas': {
    cluster: { brokers: 3 },
    topic: { 'replication.factor': 3, 'min.insync.replicas': 2 },
    faults: { 'broker.crash': 1, 'leader.moved': 1 },
    scope: { records: 2, lags: 1 },
  },
  'two partitions': {
    cluster: { brokers: 2 },
    topic: { partitions: 2, 'replication.factor': 2 },
    faults: { 'leader.moved': 1, 'connection.lost': 1 },
    scope: { records: 3, producers: 2 },
  },
  'a stalled broker': {
    cluster: { brokers: 2 },
    topic: { 'replication.factor': 2 },
    faults: { 'broker.stall': 1, 'broker.shutdown': 1 },
    scope: { records: 2 },
  },
  members: {
    topic: { partitions: 2 },
    application: { commit: 'after-processing', 'idempotency.key': true },
    faults: { 'consumer.crash': 1, 'consumer.stall': 1, rebalance: 1 },
    scope: { records: 2, members: 2 },
  },
  'two groups': {
    application: { commit: 'after-processing', 'idempotency.key': true },
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { records: 2, groups: 2, members: 2 },
  },
  cooperative: {
    topic: { partitions: 2 },
    consumer: { 'partition.assignment.strategy': 'cooperative' },
    application: { commit: 'after-processing', 'idempotency.key': true },
    faults: { rebalance: 1, 'consumer.crash': 1 },
    scope: { records: 2, members: 2 },
  },
  transactions: {
    producer: { 'transactional.id': 'orders' },
    consumer: { 'isolation.level': 'read_committed' },
    faults: { 'producer.crash': 1, 'response.lost': 1 },
    scope: { records: 2 },
  },
  'a transform': {
    ...TRANSACTIONS,
    application: TRANSFORM,
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { records: 2, members: 2 },
  },
  'an id at every start': {
    ...TRANSACTIONS,
    application: { 'transactional.ids': 'per-start' },
    faults: { 'producer.crash': 1, 'response.lost': 1 },
    scope: { records: 2 },
  },
  'a transform with an id at every start': {
    ...TRANSACTIONS,
    application: { ...TRANSFORM, 'transactional.ids': 'per-start' },
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { records: 2, members: 2 },
  },
  'an id for each input partition': {
    ...TRANSACTIONS,
    topic: { partitions: 2 },
    application: { ...TRANSFORM, 'transactional.ids': 'per-partition' },
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { records: 2, members: 2 },
  },
  // Of these two progress alone does not hold: its counterexample is that of A33.
  'a shared id': {
    ...TRANSACTIONS,
    application: { 'transactional.ids': 'shared' },
    faults: { 'request.lost': 1 },
    scope: { records: 2, producers: 2 },
  },
  'a transform with a shared id': {
    ...TRANSACTIONS,
    application: { ...TRANSFORM, 'transactional.ids': 'shared' },
    faults: { 'consumer.crash': 1 },
    scope: { records: 2, members: 2 },
  },
};

/** So many walks, spread over setups that hold and over releases. */
export function holdingCases(installed: Installed, releases: readonly string[], walks: number): Cases {
  const parts = Object.entries(HOLDING).flatMap(([name, draft]) =>
    releases.map((release): Cases => {
      const version = installed.fitting(release);
      if (version === undefined)
        return { cases: [], leftOut: [{ group: 'walk', name, because: `there are no jars of ${release}` }] };
      const each = Math.ceil(walks / releases.length / Object.keys(HOLDING).length);
      return walkCases(setupOf({ ...draft, kafka: release }, name), { name, group: 'walk', version }, each);
    }),
  );
  return joined(parts);
}
