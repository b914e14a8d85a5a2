import { describe, expect, it } from 'vitest';
import { CLIENT, JAVA_CLIENT } from '../model/client.ts';
import { FAULT_KINDS } from '../model/faults/fault-kinds.ts';
import { PROTOCOL } from '../model/protocol.ts';
import type { Setup } from '../model/setup.ts';
import type { Switch } from '../model/switches/switch.ts';
import { small, transforming } from '../model/testing/story.ts';
import { worldOf } from '../model/world.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { meets, type Needs } from './needs.ts';
import { appliesProjection } from './projection/needs.ts';
import { ALL_REDUCTIONS, applicable, NO_REDUCTIONS } from './reduced.ts';

/** A reduction refuses what its argument has not looked at. */

/** With a second broker no single failure takes anything from an internal topic. */
const cluster = { brokers: 2 };
const consume = setupOf(small({ cluster, faults: { 'consumer.crash': 1 }, scope: { members: 2 } }));
const transform = setupOf(transforming({ cluster, faults: { rebalance: 1 }, scope: { members: 2 } }));

const reductionsOf = (setup: Setup) => applicable(worldOf(setup), ALL_REDUCTIONS);

/** The setup with one thing more: a switch or a fault that no reduction can have heard of. */
const withMore = (setup: Setup, section: 'protocol' | 'client' | 'faults', value: unknown): Setup => ({
  ...setup,
  [section]: { ...setup[section], addedTomorrow: value },
});

describe.each([
  ['consume', consume],
  ['transform', transform],
])('in the shape %s', (_name, setup) => {
  it('both reductions apply to a setup of today', () => {
    expect(reductionsOf(setup)).toEqual({ symmetry: true, commuting: true });
  });

  it.each(['protocol', 'client'] as const)('a switch of the %s that was added later makes both refuse', (section) => {
    expect(reductionsOf(withMore(setup, section, false))).toEqual({ symmetry: false, commuting: false });
  });

  it('a kind of fault that was added later makes both refuse as soon as it has a budget', () => {
    expect(reductionsOf(withMore(setup, 'faults', 0))).toEqual({ symmetry: true, commuting: true });
    expect(reductionsOf(withMore(setup, 'faults', 1))).toEqual({ symmetry: false, commuting: false });
  });

  it.each(['broker.disk-loss', 'broker.power-loss'])('offsets that a %s can take back make both refuse', (kind) => {
    const alone = { ...setup.broker, 'offsets.topic.replication.factor': 1 };
    const faults = { ...setup.faults, [kind]: 1 };
    expect(reductionsOf({ ...setup, broker: alone, faults })).toEqual({ symmetry: false, commuting: false });
  });

  it('the quotient takes three members that only read, and refuses three that write as well', () => {
    const three = { ...setup, scope: { ...setup.scope, members: 3 } };
    expect(reductionsOf(three).symmetry).toBe(setup === consume);
  });
});

it('clients of another library are a matter of what they do, and not of what they are called', () => {
  const named = (client: object): Setup => ({ ...consume, client: { ...consume.client, ...client } });
  expect(reductionsOf(named({ library: 'sarama', version: '1.46.0' }))).toEqual({ symmetry: true, commuting: true });
  const sarama = setupOf(small({ cluster, scope: { members: 2 }, client: { library: 'sarama' } }));
  expect(reductionsOf(sarama)).toEqual({ symmetry: true, commuting: true });
  expect(reductionsOf({ ...sarama, client: { ...sarama.client, commitsInOrder: false } }).commuting).toBe(false);
});

/** Every other value of the switches of a table, each named. */
const others = (table: Readonly<Record<string, Switch>>, given: Readonly<Record<string, unknown>>) =>
  Object.entries(table).flatMap(([name, { takes }]) =>
    ('min' in takes ? [takes.min, takes.max] : takes)
      .filter((value) => value !== given[name])
      .map((value) => ({ named: `${name} ${value}`, switched: { ...given, [name]: value } })),
  );

/** All that a reduction refuses of what a setup could have otherwise, one thing at a time. */
function refusals(setup: Setup, reduction: 'symmetry' | 'commuting') {
  const refuses = (changed: object): boolean => !reductionsOf({ ...setup, ...changed })[reduction];
  const { protocol, client, faults } = setup;
  return {
    protocol: others(PROTOCOL, protocol)
      .filter(({ switched }) => refuses({ protocol: switched }))
      .map(({ named }) => named),
    client: others(CLIENT, client)
      .filter(({ switched }) => refuses({ client: switched }))
      .map(({ named }) => named),
    faults: FAULT_KINDS.filter((kind) => refuses({ faults: { ...faults, [kind]: 1 } })),
  };
}

/** Switches that say what one process makes of its answers, and of what a transform in transactions does not have. */
const OF_ONE_PROCESS: ReadonlySet<string> = new Set([
  'acknowledgesByOwnAnswer',
  'bumpsEpochByPartition',
  'goesOnOutOfOrder',
  'holdsBackUnvalidated',
  'startsAtCommittedEpoch',
  'autoCommitsPreviousPoll',
  'commitsUnassigned',
  'commitsInHand',
  'seeksBackOnCacheExpiry',
]);

const everyOtherClient = others(CLIENT, JAVA_CLIENT).map(({ named }) => named);

/**
 * Whoever adds a switch or a kind of fault finds it here, refused, and then either looks at the arguments and lists it in
 * their `needs.ts`, or adds it here.
 */
describe('of all switches and faults', () => {
  it.each([
    ['consume', consume],
    ['transform', transform],
  ])(
    'in the shape %s the quotient refuses commits that overtake each other, and no protocol and no fault',
    (_name, setup) => {
      expect(refusals(setup, 'symmetry')).toEqual({ protocol: [], client: ['commitsInOrder false'], faults: [] });
    },
  );

  it('the projection refuses commits that overtake each other, and a topic that comes before its group', () => {
    expect(refusals(consume, 'commuting')).toEqual({
      protocol: [],
      client: ['commitsInOrder false'],
      faults: ['topic.created'],
    });
  });

  it('the persistent sets refuse most other clients, mechanisms that they use, and faults that no argument speaks of', () => {
    expect(refusals(transform, 'commuting')).toEqual({
      protocol: [
        'truncation high-watermark',
        'truncation kip-101',
        'truncation kip-279',
        'isrExpandWaitsForEpochStart false',
        'highWatermarkWaitsForMinIsr false',
        'registrationFencesOldIncarnation false',
        'alterPartitionChecksBrokerEpoch false',
        'isrShrinkBumpsLeaderEpoch always',
        'isrShrinkBumpsLeaderEpoch by-controller',
        'consumerValidatesEpoch false',
        'clientBumpsEpoch false',
        'transactionTimeoutBumpsEpoch false',
        'transactionalOffsetsFencedByGeneration false',
        'offsetFetchRequiresStable false',
        'transactionVerification false',
        'fetchReadsHighWatermarkOnce false',
        'markerRetryAccepted false',
        'producerStateOutlivesRecords false',
        'generationFencing false',
        'sequenceDeduplication false',
        'producerEpochFencing false',
        'lastStableOffset false',
        'followerTruncates false',
        'offsetsWaitForMarker false',
      ],
      client: everyOtherClient.filter((name) => !OF_ONE_PROCESS.has(name.split(' ')[0])),
      faults: [
        'broker.power-loss',
        'broker.disk-loss',
        // Where a late marker may end the next transaction, as on 4.1.
        'connection.lost',
        'leader.moved',
        'request.refused',
        'records.deleted',
        'offsets.expired',
        'producer.stall',
        'consumer.close',
        'processing.failed',
        'broker.shutdown',
        'broker.stall',
        'topic.created',
        'records.aged',
      ],
    });
  });

  it('the persistent sets refuse transaction.version 1 where a request may outlive its connection', () => {
    const older = setupOf(
      transforming({ kafka: '3.9', cluster, faults: { 'request.lost': 1 }, scope: { members: 2 } }),
    );
    expect(reductionsOf(older).commuting).toBe(true);
    const late = { ...older, faults: { ...older.faults, 'connection.lost': 1 } };
    expect(reductionsOf(late).commuting).toBe(false);
  });

  it('two of them are refused where either is', () => {
    const client = { ...consume.client, commitsInOrder: false };
    expect(reductionsOf({ ...consume, client, protocol: { ...consume.protocol, generationFencing: false } })).toEqual({
      symmetry: false,
      commuting: false,
    });
  });
});

describe('of the other shapes of a transform', () => {
  /** The transform with some keys of some sections otherwise, whether or not Kafka would start with it. */
  const otherwise = (changes: { readonly [Section in keyof Setup]?: object }): Setup => {
    const sections = Object.entries(changes).map(([section, keys]) => [
      section,
      { ...(transform[section as keyof Setup] as object), ...keys },
    ]);
    return { ...transform, ...Object.fromEntries(sections) };
  };

  it.each([
    ['no transactions', { producer: { 'transactional.id': null } }, false],
    ['offsets that are not in its transactions', { application: { commit: 'after-processing' } }, true],
    ['two groups', { scope: { groups: 2 } }, false],
    ['auto-commit', { consumer: { 'enable.auto.commit': true } }, true],
    ['a worker', { application: { processing: 'async' } }, true],
    ['commits on revocation', { application: { 'on.revoke': 'commit' } }, true],
    ['a start at the end', { consumer: { 'auto.offset.reset': 'latest' } }, true],
    ['acks=1', { producer: { acks: '1' } }, true],
    ['unclean elections', { broker: { 'unclean.leader.election.enable': true } }, true],
  ])('that with %s has no persistent sets; whether the quotient takes it is known', (_name, changes, symmetry) => {
    expect(reductionsOf(otherwise(changes))).toEqual({ symmetry, commuting: false });
  });

  it('that with more records than partitions, and three members, has persistent sets', () => {
    const changes = { scope: { records: 2, members: 3 } };
    expect(reductionsOf(otherwise(changes))).toEqual({ symmetry: false, commuting: true });
  });
});

it('an argument that has looked at nothing speaks of today’s protocol, the Java client and no fault', () => {
  const nothing: Needs = { protocol: {}, client: {}, faults: [] };
  const calm = setupOf(small({ kafka: '4.5' }));
  const { protocol, client } = calm;
  expect(meets(calm, nothing)).toBe(true);
  expect(meets(consume, nothing)).toBe(false);
  expect(meets({ ...calm, protocol: { ...protocol, generationFencing: false } }, nothing)).toBe(false);
  expect(meets({ ...calm, client: { ...client, commitsInOrder: false } }, nothing)).toBe(false);
});

it('the projection refuses transforms, whose consumers are producers', () => {
  const producer = { ...transform.producer, 'transactional.id': null };
  expect(appliesProjection(worldOf({ ...transform, producer }))).toBe(false);
});

it('the projection refuses transactions, which readers would look at', () => {
  const producer = { ...consume.producer, 'transactional.id': 'writer' };
  expect(reductionsOf({ ...consume, producer })).toEqual({ symmetry: true, commuting: false });
});

it('what is not asked for is not made use of', () => {
  const none = { symmetry: false, commuting: false };
  for (const setup of [consume, transform]) {
    expect(applicable(worldOf(setup), NO_REDUCTIONS)).toEqual(none);
    expect(applicable(worldOf(setup), { ...none, symmetry: true })).toEqual({ ...none, symmetry: true });
    expect(applicable(worldOf(setup), { ...none, commuting: true })).toEqual({ ...none, commuting: true });
  }
});
