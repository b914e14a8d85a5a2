import { type SetupDraft, setupInput } from '../setups/input.ts';
import { resolveSetup } from '../setups/resolve/resolve.ts';
import { counterexampleCases } from './counterexample-cases.ts';
import type { Installed } from './installed.ts';
import { type Cases, joined, wants, type Wish } from './trial-case.ts';
import { walkCases } from './walk-cases.ts';

const BY_HAND = {
  consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' },
  application: { commit: 'after-processing' },
} as const;

const IDEMPOTENT = { 'enable.idempotence': true };

/** Setups with KafkaJS as the client: what their counterexamples and walks do. */
const SETUPS: Readonly<Record<string, SetupDraft>> = {
  'kafkajs idempotent': {
    ...BY_HAND,
    producer: IDEMPOTENT,
    faults: { 'response.lost': 1 },
    scope: { records: 2, members: 1 },
  },
  'kafkajs by default': { ...BY_HAND, faults: { 'response.lost': 1 }, scope: { records: 2, members: 1 } },
  'kafkajs one record': {
    ...BY_HAND,
    producer: IDEMPOTENT,
    faults: { 'response.lost': 1, 'request.lost': 1 },
    scope: { records: 1, members: 1 },
  },
  'kafkajs acks 1': {
    ...BY_HAND,
    cluster: { brokers: 2 },
    topic: { 'replication.factor': 2 },
    producer: { acks: 1 },
    faults: { 'broker.crash': 1 },
    scope: { records: 1, members: 1, lags: 0 },
  },
  'kafkajs replicated': {
    ...BY_HAND,
    cluster: { brokers: 2 },
    topic: { 'replication.factor': 2, 'min.insync.replicas': 2 },
    producer: IDEMPOTENT,
    faults: { 'broker.crash': 1 },
    scope: { records: 1, members: 1, lags: 1 },
  },
  'kafkajs commits first': {
    ...BY_HAND,
    application: { commit: 'before-processing' },
    faults: { 'consumer.crash': 1 },
    scope: { records: 1, members: 1 },
  },
  'kafkajs processes first': { ...BY_HAND, faults: { 'consumer.crash': 1 }, scope: { records: 1, members: 1 } },
  'kafkajs members': {
    ...BY_HAND,
    application: { commit: 'after-processing', 'idempotency.key': true },
    topic: { partitions: 2 },
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { records: 2, members: 2 },
  },
  'kafkajs transactions': {
    ...BY_HAND,
    producer: { 'transactional.id': 'orders' },
    faults: { 'producer.crash': 1, 'response.lost': 1 },
    scope: { records: 2, members: 1 },
  },
  'kafkajs transform': {
    producer: { 'transactional.id': 'orders' },
    consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest', 'isolation.level': 'read_committed' },
    application: { shape: 'transform', commit: 'transaction' },
    faults: { 'consumer.crash': 1 },
    scope: { records: 1, members: 2 },
  },
  'kafkajs auto-commit': {
    consumer: { 'enable.auto.commit': true, 'auto.offset.reset': 'earliest' },
    application: { commit: 'auto', 'idempotency.key': true },
    producer: IDEMPOTENT,
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { records: 2, members: 1 },
  },
};

/** So many random walks of each. */
export async function kafkajsCases(
  installed: Installed,
  releases: readonly string[],
  walks: number,
  wish: Wish,
): Promise<Cases> {
  const parts: Cases[] = [];
  for (const [name, draft] of Object.entries(SETUPS).filter(([of]) => wants(wish, of))) {
    for (const release of releases) {
      const version = installed.fitting(release);
      if (version === undefined) {
        parts.push({ cases: [], leftOut: [{ name, group: 'kafkajs', because: `there are no jars of ${release}` }] });
      } else if (wish.version === undefined || wish.version === version) {
        parts.push(await casesOf(name, { ...draft, client: { library: 'kafkajs' }, kafka: release }, version, walks));
      }
    }
  }
  return joined(parts);
}

async function casesOf(name: string, draft: SetupDraft, version: string, walks: number): Promise<Cases> {
  const resolution = resolveSetup(setupInput(draft, name));
  const of = { name, group: 'kafkajs', version } as const;
  const violated = await counterexampleCases(resolution, of);
  return joined([{ cases: violated, leftOut: [] }, walkCases(resolution.setup, of, walks)]);
}
