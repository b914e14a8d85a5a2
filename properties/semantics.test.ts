import { describe, expect, it } from 'vitest';
import { assertByCommands, REPLAY_VARIABLE } from '../explorers/commands/assert-by-commands.ts';
import { exploreByCommands } from '../explorers/commands/explore-by-commands.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { guaranteeOf } from './guarantee.ts';
import { type ClusterTrial, clusterTrial } from './trial.ts';

/**
 * The invariants claimed for each semantics, held against random crash and rebalance interleavings: fast-check commands
 * that choose among what is enabled. A failure prints its schedule, its seed and the one line that makes that run again.
 */
const seed = 'semantics';
const runs = 150;

const everyFault = {
  'broker.crash': 1,
  'consumer.crash': 1,
  'consumer.stall': 1,
  rebalance: 1,
  'request.lost': 1,
  'response.lost': 1,
};

const durable: SetupDraft = {
  cluster: { brokers: 3 },
  topic: { 'replication.factor': 3, 'min.insync.replicas': 2 },
  consumer: { 'auto.offset.reset': 'earliest' },
  faults: everyFault,
  scope: { records: 2, members: 2 },
};

const exactlyOnce: SetupDraft = {
  ...durable,
  consumer: { 'auto.offset.reset': 'earliest', 'isolation.level': 'read_committed' },
  application: { shape: 'transform', commit: 'transaction' },
  faults: { ...everyFault, 'connection.lost': 1 },
};

/** The trial of a setup without the guarantees that it gives up on purpose. */
function without(draft: SetupDraft, ...givenUp: readonly string[]): ClusterTrial {
  const trial = clusterTrial(setupOf(draft));
  return { ...trial, properties: trial.properties.filter(({ id }) => !givenUp.includes(guaranteeOf(id))) };
}

const hold = (trial: ClusterTrial, name: string): void =>
  assertByCommands(trial, {
    seed,
    runs,
    replay: process.env[REPLAY_VARIABLE],
    replayLine: (token) =>
      `${REPLAY_VARIABLE}='${token}' npx vitest run properties/semantics.test.ts -t '${name.replaceAll("'", String.raw`'\''`)}'`,
  });

const cooperative = { ...exactlyOnce.consumer, 'partition.assignment.strategy': 'cooperative' };
const kip848 = { ...exactlyOnce.consumer, 'group.protocol': 'consumer' };
const twoPartitions = { ...durable.topic, partitions: 2 };

/** What must hold, in which setup, and which guarantees the setup gives up on purpose. */
const claims: [string, SetupDraft, ...string[]][] = [
  ['exactly-once keeps every guarantee, with the eager protocol', exactlyOnce],
  [
    'exactly-once keeps every guarantee, with the cooperative protocol',
    { ...exactlyOnce, consumer: cooperative, topic: twoPartitions },
  ],
  ['exactly-once keeps every guarantee, with KIP-848', { ...exactlyOnce, consumer: kip848, topic: twoPartitions }],
  ['at-least-once loses nothing', { ...durable, application: { commit: 'after-processing' } }, 'no-duplicates'],
  [
    'auto-commit with synchronous processing loses nothing',
    { ...durable, application: { commit: 'auto' } },
    'no-duplicates',
  ],
  ['at-most-once duplicates nothing', { ...durable, application: { commit: 'before-processing' } }, 'no-loss'],
  [
    'two groups each get the whole stream',
    {
      ...durable,
      cluster: { brokers: 1 },
      topic: {},
      application: { commit: 'after-processing' },
      scope: { records: 2, groups: 2, members: 2 },
    },
    'no-duplicates',
  ],
];

describe('under random crashes and rebalances', () => {
  it.each(claims)('%s', (name, draft, ...givenUp) => {
    const trial = without(draft, ...givenUp);
    expect(trial.properties.length).toBeGreaterThan(0);
    hold(trial, name);
  });
});

describe('the same commands', () => {
  it.each<[string, SetupDraft, string]>([
    ['an at-least-once setup duplicates', { ...durable, application: { commit: 'after-processing' } }, 'no-duplicates'],
    [
      'an at-most-once setup loses',
      { ...durable, faults: { 'consumer.crash': 1, rebalance: 1 }, application: { commit: 'before-processing' } },
      'no-loss',
    ],
    ['acks=1 loses', { ...durable, producer: { acks: '1' }, application: { commit: 'after-processing' } }, 'no-loss'],
  ])('find that %s', (_name, draft, guarantee) => {
    const trial = clusterTrial(setupOf(draft));
    const properties = trial.properties.filter(({ id }) => guaranteeOf(id) === guarantee);
    const { violations } = exploreByCommands(
      { ...trial, properties },
      { seed, runs: 2_000, stopWhenFound: [guarantee] },
    );
    expect(violations.map(({ property }) => property)).toContain(guarantee);
  });
});
