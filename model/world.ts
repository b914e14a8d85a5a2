import type { Client } from './client.ts';
import { type InternalTopic, offsetsTopicOf, transactionLogOf } from './internal-topic.ts';
import type { Protocol } from './protocol.ts';
import { type ReaderEpochs, readerEpochsOf } from './reader-epochs.ts';
import { type Revocation, revocationOf } from './revocation.ts';
import type { Setup } from './setup.ts';
import { actsOnFailure, resendsLetters, restartsOnFailure } from './send-failure.ts';
import { add, EMPTY, firstN, range, type SmallSet } from './sets.ts';

/** The constants of a cluster: a setup in the form that the rules read on every step. */
export interface World extends Revocation, ReaderEpochs {
  readonly setup: Setup;
  readonly protocol: Protocol;
  readonly client: Client;
  readonly brokers: number;
  /** All partitions: inputs first, then outputs. */
  readonly partitions: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Per partition the brokers that have a replica of it, in order of preference. */
  readonly placement: readonly (readonly number[])[];
  /** The same brokers as sets. */
  readonly hosts: readonly SmallSet[];
  /** Where the group coordinator keeps groups and committed offsets. */
  readonly offsetsTopic: InternalTopic;
  /** Where the transaction coordinator keeps transactional ids. */
  readonly transactionLog: InternalTopic;
  /** Whether faults can take anything from either. */
  readonly losesInternal: boolean;
  readonly replicationFactor: number;
  readonly minIsr: number;
  readonly acks: '0' | '1' | 'all';
  readonly idempotent: boolean;
  readonly retries: number;
  /** Whether failures of a batch must be counted: a limit depends on them. */
  readonly countsFailures: boolean;
  readonly maxInFlight: number;
  readonly resends: boolean;
  /** Whether a dead letter that was refused is sent once more, by itself or with its record. */
  readonly resendsLetters: boolean;
  /** Whether the application looks at what becomes of its sends, and ends a transaction where one has failed. */
  readonly answersAwaited: boolean;
  /** Whether a transform that waits for its sends starts its batch again where one has failed. */
  readonly restartsOnFailure: boolean;
  /** Whether anybody can tell that a batch expires on its way and not while it waits for its next try. */
  readonly expiresInFlight: boolean;
  readonly attempts: number;
  readonly transform: boolean;
  /** Whether producers use a transactional id. */
  readonly transactional: boolean;
  /** Whose transactional ids there are. */
  readonly ids: Setup['application']['transactional.ids'];
  /** Whether the coordinator aborts a transaction whose producer has stopped. */
  readonly transactionsTimeOut: boolean;
  /** Whether a transaction of a transform may go on over several polls. */
  readonly spansPolls: boolean;
  /** How many of them. */
  readonly transactionalIds: number;
  /** How often a process may start: bounded where every start makes something new, or takes something from another. */
  readonly startsMax: number;
  /** Producers of each member of a transform; 1 otherwise. */
  readonly producersPerMember: number;
  /** Number of the application's records. */
  readonly records: number;
  readonly recordsPerProducer: number;
  readonly producers: number;
  readonly groups: number;
  readonly membersPerGroup: number;
  readonly members: number;
  /** How members come by their partitions: KIP-429 is `cooperative`. */
  readonly rebalance: 'eager' | 'cooperative' | 'kip-848';
  readonly autoCommit: boolean;
  readonly commit: 'before-processing' | 'after-processing' | 'auto' | 'transaction';
  readonly asynchronous: boolean;
  /** After how many records the application commits, at most; 0 where it commits what poll() has returned. */
  readonly commitEvery: number;
  /** Whether several workers commit the highest offset that one of them has finished. */
  readonly coversHighest: boolean;
  /** How many workers process what poll() has returned. */
  readonly workers: number;
  /** Whether several of them keep records of one key in order, and those alone. */
  readonly keyed: boolean;
  /** Whether every consumer assigns itself all partitions, and nobody is a member of a group. */
  readonly assigns: boolean;
  /** Whether the application keeps its offsets itself, in rows or checkpoints. */
  readonly ownsOffsets: boolean;
  /** Whether these are rows in the database that its effects go to. */
  readonly writesRows: boolean;
  /** Whether these are checkpoints, behind each of which a transaction is committed (Flink's two-phase commit sink). */
  readonly checkpoints: boolean;
  /** Whether that takes no effect of a record which its row is past. */
  readonly guardsRows: boolean;
  /** What the loop does when its handler has failed. */
  readonly onFailure: Setup['application']['on.processing.failure'];
  /** Whether the loop waits until a dead letter is stored before it commits, or polls again. */
  readonly awaitsLetters: boolean;
  readonly committedOnly: boolean;
  readonly downstreamCommittedOnly: boolean;
  readonly externalEffect: boolean;
  readonly idempotentEffect: boolean;
  readonly maxPollRecords: number;
  readonly everyInput: SmallSet;
}

/** More than any sequence of failures that a scope allows: an unlimited number of retries. */
export const RETRIES_UNLIMITED = 1_000;

/** A time-out that never passes: Kafka's INT at its largest. */
const NEVER_MS = 2_147_483_647;

export function worldOf(setup: Setup): World {
  const { topic, producer, consumer, application, scope, cluster, protocol, client } = setup;
  const transform = application.shape === 'transform';
  const inputs = topic.partitions;
  const outputs = transform ? topic.partitions : 0;
  const partitions = inputs + outputs;
  const members = scope.groups * scope.members;
  const transactional = producer['transactional.id'] !== null;
  const ids = application['transactional.ids'];
  const producersPerMember = transform && ids === 'per-partition' ? inputs : 1;
  const producers = transform ? members * producersPerMember : scope.producers;
  const startsMax = startsMaxOf(setup);
  const replicationFactor = topic['replication.factor'];
  const idempotent = producer['enable.idempotence'];
  const assigns = application.subscription === 'assign';
  const autoCommit = consumer['enable.auto.commit'];
  const writesRows = application.offsets === 'external';
  const checkpoints = application.offsets === 'checkpoint';
  const placement = range(partitions).map((partition) =>
    range(replicationFactor).map((index) => (partition + index) % cluster.brokers),
  );
  const offsetsTopic = offsetsTopicOf(setup);
  const transactionLog = transactionLogOf(setup);
  return {
    setup,
    protocol,
    client,
    brokers: cluster.brokers,
    partitions,
    inputs,
    outputs,
    placement,
    hosts: placement.map((brokers) => brokers.reduce(add, EMPTY)),
    offsetsTopic,
    transactionLog,
    losesInternal: offsetsTopic.losable || transactionLog.losable,
    replicationFactor,
    ...readerEpochsOf(setup, replicationFactor),
    minIsr: Math.min(topic['min.insync.replicas'], replicationFactor),
    acks: producer.acks,
    idempotent,
    retries: Math.min(producer.retries, RETRIES_UNLIMITED),
    countsFailures: producer.retries < RETRIES_UNLIMITED || !idempotent || !client.keepsSequencesOverRetries,
    maxInFlight: producer['max.in.flight.requests.per.connection'],
    resends: application['on.send.failure'] === 'resend',
    resendsLetters: resendsLetters(setup),
    restartsOnFailure: restartsOnFailure(setup),
    answersAwaited: application['on.send.failure'] === 'resend' || restartsOnFailure(setup),
    expiresInFlight: actsOnFailure(setup),
    attempts: scope.attempts,
    transform,
    transactional,
    ids,
    transactionsTimeOut: producer['transaction.timeout.ms'] < NEVER_MS,
    spansPolls: transform && application['transaction.spans'] === 'polls',
    transactionalIds: transactional ? idsOf(ids, producers, startsMax, scope.groups * inputs) : 0,
    startsMax,
    producersPerMember,
    records: transform ? scope.records : scope.records * scope.producers,
    recordsPerProducer: scope.records,
    producers,
    groups: scope.groups,
    membersPerGroup: scope.members,
    members,
    rebalance: assigns ? 'eager' : rebalanceOf(consumer),
    autoCommit,
    commit: application.commit,
    asynchronous: application.processing === 'async',
    commitEvery: commitEveryOf(setup),
    coversHighest: application.workers > 1 && application['commit.covers'] === 'highest',
    workers: application.workers,
    keyed: application.workers > 1 && application.order === 'key',
    assigns,
    ownsOffsets: writesRows || checkpoints,
    writesRows,
    checkpoints,
    guardsRows: writesRows && application['offsets.guard'] === 'offset',
    onFailure: application['on.processing.failure'],
    // With acks=0 the answer is there as soon as the letter is sent.
    awaitsLetters:
      producer.acks !== '0' &&
      (application['on.send.failure'] !== 'drop' || (transform && application.processing === 'sync')),
    committedOnly: consumer['isolation.level'] === 'read_committed',
    downstreamCommittedOnly: setup.downstream['isolation.level'] === 'read_committed',
    externalEffect: application.effect === 'external',
    idempotentEffect: application['idempotency.key'],
    maxPollRecords: consumer['max.poll.records'],
    ...revocationOf(setup),
    everyInput: firstN(inputs),
  };
}

const rebalanceOf = (consumer: Setup['consumer']): World['rebalance'] =>
  consumer['group.protocol'] === 'consumer' ? 'kip-848' : consumer['partition.assignment.strategy'];

/** More than there are records is never reached, whatever the number. */
function commitEveryOf({ application, scope }: Setup): number {
  const every = application['commit.every'];
  if (every === 'batch' || application.offsets === 'external' || COMMITS_BESIDE.has(application.commit)) return 0;
  return every === 'record' ? 1 : Math.min(every, scope.records * scope.producers + 1);
}

const COMMITS_BESIDE: ReadonlySet<string> = new Set(['auto', 'transaction']);

function idsOf(ids: World['ids'], producers: number, startsMax: number, inputsOfGroups: number): number {
  switch (ids) {
    case 'per-member':
      return producers;
    case 'per-partition':
      return inputsOfGroups;
    case 'per-start':
      return producers * startsMax;
    case 'shared':
      return 1;
  }
}

/** What a process ends by, without having been fenced. */
const ENDS = ['producer.crash', 'consumer.crash', 'consumer.close', 'processing.failed'] as const;

/**
 * A process that finds itself fenced starts again. Where it has an id of its own, a fault was behind that, or a time-out
 * that a fault has brought about. Live processes that share one fence each other without end: each start beyond the
 * crashes counts as one of `scope.attempts`.
 */
function startsMaxOf({ application, faults, scope }: Setup): number {
  const all = Object.values(faults).reduce((sum, budget) => sum + budget, scope.lags);
  switch (application['transactional.ids']) {
    case 'per-member':
    case 'per-partition':
      return Number.MAX_SAFE_INTEGER;
    case 'per-start':
      return 1 + scope.attempts + all;
    case 'shared':
      return ENDS.reduce((sum, kind) => sum + faults[kind], scope.attempts);
  }
}

/** Records are keyed: the same record always goes to the same partition. */
export const inputPartitionOf = (world: World, value: number): number => value % world.inputs;

/** The key of a record among those of its partition, where the application cares: there are two, in turn. */
export const keyOf = ({ inputs }: World, value: number): number => Math.floor(value / inputs) % 2;

/** The output of a record goes to the output partition of the same number as its input partition. */
export const outputPartitionOf = (world: World, value: number): number => world.inputs + (value % world.inputs);

/** Where a producer sends the record: to its input partition, or what a transform makes of it to the output partition. */
export const sentTo = (world: World, value: number): number =>
  world.transform ? outputPartitionOf(world, value) : inputPartitionOf(world, value);

export const groupOf = (world: World, member: number): number => Math.floor(member / world.membersPerGroup);

/** The slot of a member within its group: what the sets of the group hold. */
export const slotOf = (world: World, member: number): number => member % world.membersPerGroup;

export const memberAt = (world: World, group: number, slot: number): number => group * world.membersPerGroup + slot;

/** The members of a group, slot by slot. */
export const membersOf = (world: World, group: number): number[] =>
  range(world.membersPerGroup).map((slot) => memberAt(world, group, slot));

/** Which producer an upstream record belongs to. */
export const senderOf = (world: World, value: number): number => Math.floor(value / world.recordsPerProducer);

/**
 * How many transactions one producer can begin, as an upper bound that keeps transaction ids apart: more than there are
 * steps in a random run, in which a process that nobody lets finish may abort and begin again all the time.
 */
const TRANSACTIONS_MAX = 4096;

/** The id of a producer's transaction number `ordinal`. */
export const transactionId = (producer: number, ordinal: number): number => producer * TRANSACTIONS_MAX + ordinal;

/** The id of the transaction after `transaction`. */
export function nextTransaction(transaction: number): number {
  if ((transaction + 1) % TRANSACTIONS_MAX === 0) throw new RangeError('a producer began too many transactions');
  return transaction + 1;
}

/** Which of its producer's transactions it is, from 0 on. */
export const ordinalOf = (transaction: number): number => transaction % TRANSACTIONS_MAX;

export const producerOfTransaction = (transaction: number): number => Math.floor(transaction / TRANSACTIONS_MAX);
