import * as fc from 'fast-check';
import { fastCheckSeed } from '../explorers/commands/fast-check-seed.ts';
import { merged } from '../properties/claims/setups.ts';
import { CLIENT } from '../model/client.ts';
import { PROTOCOL } from '../model/protocol.ts';
import { FAULT_KINDS, type FaultKind } from '../model/faults/fault-kinds.ts';
import type { Switch } from '../model/switches/switch.ts';
import { PERSISTENT_SET_FAULTS } from '../reductions/persistent-sets/needs.ts';
import type { SetupDraft } from '../setups/input.ts';
import { SetupError } from '../setups/place.ts';
import { RELEASES } from '../setups/release.ts';
import { setupOf } from '../setups/resolve/resolve.ts';

/**
 * Random setups of a world that is small enough for a complete search: both shapes, every version, every fault kind, and a
 * switch or two of protocol or client the other way round. What is left out is the default of its version.
 *
 * Each is one that Kafka would start with. A smaller one leaves more out.
 *
 * @param given what each of them has, whatever is drawn.
 */
export const randomSetups = (given: SetupDraft = {}): fc.Arbitrary<SetupDraft> =>
  fc
    .oneof(
      { weight: 2, arbitrary: consuming() },
      { weight: 1, arbitrary: transforming() },
      { weight: 1, arbitrary: inTransactions() },
    )
    .map((draft) => merged(draft, given))
    .map(fitted)
    .filter(isAccepted);

/** The setup of a number: the same for the same seed, whichever is drawn first. */
export function randomSetup(seed: string, number: number, given?: SetupDraft): SetupDraft {
  const [draft] = fc.sample(randomSetups(given), { seed: fastCheckSeed(`${seed}:${number}`), numRuns: 1 });
  return draft;
}

function consuming(): fc.Arbitrary<SetupDraft> {
  return fc.record(
    {
      ...common(),
      kafka: fc.constantFrom(...RELEASES),
      clients: fc.constantFrom(...RELEASES),
      producer: fc.oneof(
        {
          weight: 6,
          arbitrary: sometimes({
            acks: fc.constantFrom('all', '1', '0'),
            'enable.idempotence': fc.constant(false),
            'max.in.flight.requests.per.connection': fc.constantFrom(1, 2, 5),
            retries: fc.constantFrom(0, 1),
          }),
        },
        { weight: 1, arbitrary: fc.constant({ 'transactional.id': 'writer' }) },
      ),
      consumer: sometimes({
        'isolation.level': fc.constantFrom('read_committed', 'read_uncommitted'),
        'auto.offset.reset': fc.constantFrom('earliest', 'latest', 'none', 'by_duration:P1D'),
        'max.poll.records': fc.constant(1),
        'group.protocol': fc.constantFrom('classic', 'classic', 'consumer'),
        'partition.assignment.strategy': fc.constantFrom('eager', 'cooperative'),
      }),
      application: sometimes({
        commit: fc.constantFrom('after-processing', 'before-processing', 'auto'),
        processing: fc.constantFrom('sync', 'async'),
        workers: fc.constantFrom(1, 1, 2, 3),
        order: fc.constantFrom('none', 'key'),
        'commit.every': fc.constantFrom('batch', 'record', 2),
        'commit.covers': fc.constantFrom('contiguous', 'highest'),
        'on.send.failure': fc.constantFrom('drop', 'log', 'seek', 'resend'),
        'idempotency.key': fc.boolean(),
        'on.close': fc.constantFrom('nothing', 'commit'),
        'on.processing.failure': onFailure(),
        subscription: fc.constantFrom('subscribe', 'subscribe', 'subscribe', 'assign'),
        offsets: fc.constantFrom('kafka', 'kafka', 'external'),
        'offsets.guard': fc.constantFrom('none', 'offset'),
        group: fc.constantFrom('new', 'new', 'established'),
        'rebalance.listener': fc.boolean(),
        'on.revoke': fc.constantFrom('nothing', 'commit', 'drain', 'drop'),
        'transactional.ids': transactionalIds(),
      }),
      scope: scope({
        records: fc.constantFrom(1, 2),
        groups: fc.constantFrom(1, 1, 1, 2),
        producers: fc.constantFrom(1, 1, 1, 2),
      }),
    },
    { requiredKeys: ['cluster', 'topic', 'faults', 'scope'] },
  );
}

const onFailure = () => fc.constantFrom('close', 'close-dirty', 'skip', 'retry', 'seek', 'dead-letter');

/** Mostly those of a process's own: there are no reductions for others. */
const transactionalIds = () =>
  fc.constantFrom('per-member', 'per-member', 'per-member', 'per-partition', 'per-start', 'shared');

/** The versions whose transactions the reductions are argued for: from KIP-890 on. */
const REDUCIBLE = RELEASES.slice(RELEASES.indexOf('4.0'));

/** Mostly such transactions: for others there are few reductions. */
function transforming(): fc.Arbitrary<SetupDraft> {
  return fc.record(
    {
      ...common(),
      kafka: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...REDUCIBLE) },
        { weight: 1, arbitrary: fc.constantFrom(...RELEASES) },
      ),
      consumer: fc.record({
        'auto.offset.reset': fc.constant('earliest'),
        'group.protocol': fc.constantFrom('classic', 'classic', 'classic', 'consumer'),
        'partition.assignment.strategy': fc.constantFrom('eager', 'eager', 'cooperative'),
      }),
      downstream: sometimes({ 'isolation.level': fc.constantFrom('read_committed', 'read_uncommitted') }),
      application: fc.record(
        {
          shape: fc.constant('transform'),
          commit: fc.constantFrom('transaction', 'transaction', 'transaction', 'after-processing'),
          effect: fc.constant('external'),
          'commit.every': fc.constantFrom('batch', 'record', 2),
          offsets: fc.constantFrom('kafka', 'kafka', 'kafka', 'checkpoint'),
          'transaction.spans': fc.constantFrom('batch', 'batch', 'polls'),
          'rewind.on.abort': fc.boolean(),
          'idempotency.key': fc.boolean(),
          'on.processing.failure': onFailure(),
          'transactional.ids': transactionalIds(),
          subscription: fc.constantFrom('subscribe', 'subscribe', 'subscribe', 'assign'),
          'rebalance.listener': fc.boolean(),
          'on.revoke': fc.constantFrom('nothing', 'nothing', 'commit', 'drain', 'drop'),
        },
        { requiredKeys: ['shape', 'commit'] },
      ),
      // With two records a poll may return the first alone.
      scope: scope({ records: fc.constantFrom(1, 1, 1, 2) }),
    },
    { requiredKeys: ['cluster', 'topic', 'consumer', 'application', 'faults', 'scope'] },
  );
}

/** Transforms that the persistent sets speak of, which are few among all: eager, in transactions, with everyday faults. */
function inTransactions(): fc.Arbitrary<SetupDraft> {
  const { cluster, topic } = common();
  return fc.record(
    {
      cluster,
      topic,
      kafka: fc.constantFrom(...REDUCIBLE),
      consumer: fc.constant({ 'auto.offset.reset': 'earliest' }),
      downstream: sometimes({ 'isolation.level': fc.constantFrom('read_committed', 'read_uncommitted') }),
      application: fc.record(
        {
          shape: fc.constant('transform'),
          commit: fc.constant('transaction'),
          effect: fc.constant('external'),
          'rewind.on.abort': fc.boolean(),
          'idempotency.key': fc.boolean(),
        },
        { requiredKeys: ['shape', 'commit'] },
      ),
      faults: faults(PERSISTENT_SET_FAULTS),
      scope: scope({ records: fc.constant(1) }),
    },
    { requiredKeys: ['cluster', 'topic', 'consumer', 'application', 'faults', 'scope'] },
  );
}

const common = () => ({
  cluster: fc.record({ brokers: fc.constantFrom(1, 1, 2, 2, 3) }),
  topic: fc.record(
    {
      'replication.factor': fc.constantFrom(1, 2, 3),
      'min.insync.replicas': fc.constantFrom(1, 2, 3),
      partitions: fc.constantFrom(1, 1, 1, 2),
      'flush.messages': fc.constant(1),
    },
    { requiredKeys: ['replication.factor', 'min.insync.replicas'] },
  ),
  broker: sometimes({
    'unclean.leader.election.enable': fc.constant(true),
    'offsets.topic.replication.factor': fc.constantFrom(1, 2, 3),
    'transaction.state.log.replication.factor': fc.constantFrom(1, 2, 3),
    'transaction.state.log.min.isr': fc.constant(1),
  }),
  faults: faults(),
  protocol: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: switched(PROTOCOL) }),
  client: fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: switched(CLIENT) }),
});

/** Any of these keys, or none. */
const sometimes = <T extends object>(keys: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T>(keys, { requiredKeys: [] });

const scope = (numbers: Readonly<Record<string, fc.Arbitrary<number>>>) =>
  fc.record({
    ...numbers,
    members: fc.constantFrom(1, 1, 2),
    attempts: fc.constantFrom(1, 2),
    lags: fc.constantFrom(0, 0, 1),
  });

/** Up to three faults of any of these kinds. */
const faults = (kinds: readonly FaultKind[] = FAULT_KINDS) =>
  fc
    .array(fc.constantFrom(...kinds), { maxLength: 3 })
    .map((kinds) => Object.fromEntries(kinds.map((kind) => [kind, kinds.filter((other) => other === kind).length])));

/** One or two switches, each with any value that it takes. */
function switched(table: Readonly<Record<string, Switch>>): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const one = fc.constantFrom(...Object.keys(table)).chain((name) => fc.record({ [name]: valueOf(table[name]) }));
  return fc.array(one, { minLength: 1, maxLength: 2 }).map((chosen) => Object.assign({}, ...chosen));
}

const valueOf = ({ takes }: Switch): fc.Arbitrary<unknown> =>
  'min' in takes ? fc.integer(takes) : fc.constantFrom(...takes);

/** No more replicas than there are brokers, nor more of them in sync; auto-commit where the application relies on it. */
const fitted = (draft: SetupDraft): SetupDraft => {
  const { brokers = 1 } = draft.cluster ?? {};
  const topic = draft.topic as Readonly<Record<string, number>>;
  const replicas = Math.min(Number(brokers), topic['replication.factor']);
  const inSync = Math.min(replicas, topic['min.insync.replicas']);
  return {
    ...draft,
    application: withFittingLoop({ ...draft, application: withoutIds(draft) }),
    ...(draft.application?.offsets === 'checkpoint' ? { scope: { ...draft.scope, members: 1 } } : {}),
    topic: { ...topic, 'replication.factor': replicas, 'min.insync.replicas': inSync },
    ...(draft.broker === undefined ? {} : { broker: onBrokers(draft.broker, Number(brokers)) }),
    consumer: { 'enable.auto.commit': draft.application?.commit === 'auto', ...draft.consumer },
  };
};

/** No internal topic has more replicas than there are brokers. */
const onBrokers = (broker: object, brokers: number): object =>
  Object.fromEntries(
    Object.entries(broker).map(([key, value]) => [
      key,
      key.endsWith('replication.factor') ? Math.min(Number(value), brokers) : (value as unknown),
    ]),
  );

/** Where offsets live, and how partitions come to their consumers, go with some keys and not with others. */
function withFittingLoop({ application = {} }: SetupDraft): SetupDraft['application'] {
  const { offsets, subscription } = application;
  const loop = { ...application };
  if (offsets === 'external') {
    for (const key of ['commit', 'workers', 'order'] as const) delete loop[key];
  }
  if (offsets === 'checkpoint') {
    for (const key of ['subscription', 'transaction.spans', 'transactional.ids'] as const) delete loop[key];
    return { ...loop, commit: 'transaction' };
  }
  if (loop.commit !== 'transaction' || loop['transactional.ids'] === 'per-partition') delete loop['transaction.spans'];
  if (subscription === 'assign' && loop['transactional.ids'] === 'per-partition') delete loop['transactional.ids'];
  return loop;
}

/** Whose transactional ids there are is no question without any, nor are they an input partition's without inputs. */
function withoutIds({ application, producer }: SetupDraft): SetupDraft['application'] {
  const { 'transactional.ids': ids, ...others } = application ?? {};
  const writer = producer?.['transactional.id'];
  const transactional = others.commit === 'transaction' || writer !== undefined;
  const fits = transactional && (ids !== 'per-partition' || others.shape === 'transform');
  return fits && ids !== undefined ? { ...others, 'transactional.ids': ids } : others;
}

/** Whether Kafka, and this project, would start with it. */
function isAccepted(draft: SetupDraft): boolean {
  try {
    setupOf(draft);
    return true;
  } catch (error) {
    if (error instanceof SetupError) return false;
    throw error;
  }
}
