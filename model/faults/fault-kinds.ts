import type { Action, FaultAction } from '../action.ts';
import { isByDuration } from '../offset-reset.ts';
import { type FaultConditions, type Hindrance, losesGroups, losesMembers } from './hindrance.ts';

/** Brokers, controller, producers and network; or the members of groups, with what their coordinator knows of them. */
export type Struck = 'cluster' | 'consumers';

/** One kind of fault: a key of `faults:` in a setup, whose number is the budget that its actions are paid from. */
interface FaultEntry {
  /** The types of action that the budget of this kind pays for, one occurrence each, and whom each strikes. */
  readonly actions: Readonly<Partial<Record<FaultAction['type'], Struck>>>;
  /** What happens, in words for whoever writes a setup. */
  readonly meaning: string;
  /** Every reason for which it can never happen; none where it can in any setup. */
  readonly never: readonly Hindrance[];
}

/** How offsets are committed where nobody calls commitSync(). */
const COMMITS_BESIDE: ReadonlySet<FaultConditions['commit']> = new Set<FaultConditions['commit']>([
  'auto',
  'transaction',
]);

/** What the environment may do, each occurrence paid from a budget; recovery costs nothing. */
export const FAULTS = {
  'broker.crash': {
    actions: { 'broker.crash': 'cluster' },
    meaning: 'the process dies, its log survives (`kill -9`)',
    never: [],
  },
  'broker.power-loss': {
    actions: { 'broker.power-loss': 'cluster', 'coordinator-log.lost': 'cluster' },
    meaning:
      'a suffix of a log that was not flushed is gone, of any length, Kafka’s internal topics included; with `flush.messages=1`, or for those `log.flush.interval.messages=1`, nothing is',
    never: [],
  },
  'broker.disk-loss': {
    actions: { 'broker.disk-loss': 'cluster' },
    meaning: 'the broker comes back empty',
    never: [],
  },
  'producer.crash': {
    actions: { 'producer.crash': 'cluster' },
    meaning: 'the process dies; what it had on the wire is lost or arrives late',
    never: [
      {
        where: 'in a transform, where a producer dies with its member, and those of the input are done from the start',
        applies: ({ transform }) => transform,
        instead: 'allow consumer.crash instead, or set it to 0',
        budget: 'refused',
      },
    ],
  },
  'consumer.crash': {
    actions: { 'consumer.crash': 'consumers' },
    meaning: 'the process dies; what it had on the wire is lost or arrives late',
    never: [],
  },
  'consumer.stall': {
    actions: { 'consumer.stall': 'consumers' },
    meaning: 'a pause long enough to be evicted; afterwards the process goes on where it was, a zombie',
    never: [
      {
        where: 'where nobody is evicted, and no transaction times out: with assign() a pause is a step that takes long',
        applies: ({ assigns, transform, transactional }) => assigns && !(transform && transactional),
        instead: 'set it to 0',
        budget: 'noted',
      },
    ],
  },
  rebalance: {
    actions: { rebalance: 'consumers', 'auto-commit.refused': 'consumers' },
    meaning: 'the group rebalances for a reason outside (a member added, a topic changed)',
    never: [
      {
        where: 'where consumers assign themselves their partitions (subscription: assign)',
        applies: ({ assigns }) => assigns,
        instead: 'set it to 0',
        budget: 'noted',
      },
    ],
  },
  'request.lost': {
    actions: { 'request.lost': 'cluster' },
    meaning: 'a connection breaks before the broker has read its oldest request',
    never: [],
  },
  'response.lost': {
    actions: {
      'response.lost': 'cluster',
      'offset-commit-response.lost': 'consumers',
      'end-transaction-response.lost': 'cluster',
    },
    meaning: 'it breaks after the request took effect: produce, commit, or EndTxn',
    never: [
      {
        where:
          'where nobody waits for a response: acks=0, no transactions, offsets committed automatically or kept by the application',
        applies: ({ acks, transactional, commit, ownsOffsets }) =>
          acks === '0' && !transactional && (commit === 'auto' || ownsOffsets),
        instead: 'set acks to 1 or all, or the budget to 0',
        budget: 'refused',
      },
    ],
  },
  'connection.lost': {
    actions: {
      'connection.lost': 'cluster',
      'end-transaction.delayed': 'cluster',
      'marker.delayed': 'cluster',
      'transaction-offsets.delayed': 'consumers',
      'offset-commit.delayed': 'consumers',
      'join-group.delayed': 'consumers',
      'batches.expired': 'cluster',
      'flush.expired': 'cluster',
    },
    meaning:
      'it breaks with everything on it; what was not read yet is lost or arrives late. Before 4.0 also: a commit or an abort waits for a late batch until that has expired',
    never: [],
  },
  'leader.moved': {
    actions: { 'leader.moved': 'cluster', 'coordinator.moved': 'consumers' },
    meaning:
      'another member of the ISR is made leader while the old one lives (preferred leader election, reassignment)',
    never: [
      {
        where: 'with one broker',
        applies: ({ brokers }) => brokers === 1,
        instead: 'set cluster.brokers and topic.replication.factor to 2 or more, or the budget to 0',
        budget: 'refused',
      },
      {
        where: 'where partitions have one replica, and no coordinator that has moved answers a commit (KAFKA-20634)',
        applies: ({ replicationFactor, commit, ownsOffsets, protocol }) =>
          replicationFactor === 1 && (COMMITS_BESIDE.has(commit) || ownsOffsets || protocol.deposedCoordinatorIsSilent),
        instead: 'set topic.replication.factor to 2 or more',
        budget: 'noted',
      },
    ],
  },
  'request.refused': {
    actions: { 'request.refused': 'cluster', 'dead-letter.refused': 'cluster' },
    meaning:
      'the broker refuses a record that it has not stored, with an error that no retry mends (`INVALID_RECORD`); so may a dead-letter topic',
    never: [
      {
        // A broker closes the connection instead (`KafkaApis.handleProduceRequest`), and the batch is gone.
        where: 'with acks=0, where nobody is told of an error',
        applies: ({ acks }) => acks === '0',
        instead: 'allow request.lost instead, with which the record is lost as well, or set acks to 1 or all',
        budget: 'refused',
      },
    ],
  },
  'records.deleted': {
    actions: { 'records.deleted': 'cluster' },
    meaning: 'retention or DeleteRecords: what is below the high watermark is gone, on every replica',
    never: [
      {
        where: 'in a transform: Kafka would delete there as well, but this machine keeps the topics of a transform',
        applies: ({ transform }) => transform,
        instead: 'put the reader on trial by itself (shape: consume), or set it to 0',
        budget: 'refused',
      },
    ],
  },
  'offsets.expired': {
    actions: { 'offsets.expired': 'consumers' },
    meaning:
      '`offsets.retention.minutes`: a committed offset is deleted, once the group is empty (before 2.1 whenever)',
    never: [
      {
        where: 'where the application keeps its offsets itself (offsets: external or checkpoint)',
        applies: ({ ownsOffsets }) => ownsOffsets,
        instead: 'set it to 0',
        budget: 'noted',
      },
      {
        where: 'where no group is ever empty, which since Kafka 2.1 is when its offsets begin to age',
        applies: (world) =>
          !world.assigns &&
          world.protocol.activeGroupKeepsOffsets &&
          world.protocol.rebalancingGroupKeepsOffsets &&
          !losesGroups(world) &&
          !losesMembers(world, world.membersPerGroup),
        instead: 'allow consumer.crash, consumer.stall or consumer.close, together as often as a group has members',
        budget: 'noted',
      },
      {
        where: 'where no group is ever empty or in the middle of a rebalance (KAFKA-13636)',
        applies: (world) =>
          !world.assigns &&
          world.protocol.activeGroupKeepsOffsets &&
          !world.protocol.rebalancingGroupKeepsOffsets &&
          world.setup.faults.rebalance === 0 &&
          // One that has run before has offsets while its members join for the first time.
          world.setup.application.group === 'new' &&
          !losesGroups(world) &&
          !losesMembers(world, 1),
        instead: 'allow rebalance, consumer.crash, consumer.stall or consumer.close',
        budget: 'noted',
      },
    ],
  },
  'producer.stall': {
    actions: { 'producer.stall': 'cluster' },
    meaning: 'a producer pauses for longer than its time-outs; afterwards the process goes on where it was',
    never: [
      {
        where:
          'in a transform, where a producer stalls with its member, and those of the input are done from the start',
        applies: ({ transform }) => transform,
        instead: 'allow consumer.stall instead, or set it to 0',
        budget: 'refused',
      },
    ],
  },
  'consumer.close': {
    actions: { 'consumer.close': 'consumers' },
    meaning:
      'a member is stopped in an orderly way (SIGTERM, a rolling restart): its loop ends, it closes its clients, leaves the group, and is started again',
    never: [],
  },
  'processing.failed': {
    actions: { 'processing.failed': 'consumers' },
    meaning:
      'the handler throws before it has had any effect, and the loop does as on.processing.failure says; the next try may succeed',
    never: [],
  },
  'broker.shutdown': {
    actions: { 'broker.shutdown': 'cluster' },
    meaning:
      'an orderly stop (SIGTERM): leadership moves away first, the log is flushed, and the broker starts again; in a rolling restart each broker once',
    never: [],
  },
  'broker.stall': {
    actions: { 'broker.stall': 'cluster' },
    meaning:
      'its heartbeats are late (a slow disk, a lost link to the controller, a pause within `request.timeout.ms`): it is fenced while it lives and serves, and comes back without a restart; clients that wait no longer for it cost a `connection.lost` as well',
    never: [],
  },
  'topic.created': {
    actions: { 'topic.created': 'cluster' },
    meaning:
      'the topic that is written to is new: producers know its leader before that has heard of it (once, before anything else happens)',
    never: [],
  },
  'records.aged': {
    actions: { 'records.aged': 'cluster' },
    meaning:
      'as much time goes by as `auto.offset.reset=by_duration` names: what is below the high watermark is older than that, and a group that has no offset begins behind it',
    never: [
      {
        where: 'where auto.offset.reset is no by_duration: nobody asks how old a record is',
        applies: ({ setup }) => !isByDuration(setup.consumer['auto.offset.reset']),
        instead: 'set it to 0',
        budget: 'noted',
      },
    ],
  },
} as const satisfies Readonly<Record<string, FaultEntry>>;

export type FaultKind = keyof typeof FAULTS;

/** Every kind of fault, in the order of the table: that of `faults:` in a resolved setup, and of a state's budget. */
export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[];

/** How often brokers may fail in all: crash, stop, stand still, or lose what they have. */
export const brokerFailures = (faults: Readonly<Record<FaultKind, number>>): number =>
  FAULT_KINDS.filter((kind) => kind.startsWith('broker.')).reduce((sum, kind) => sum + faults[kind], 0);

/** The types of action that a kind pays for. */
export const faultActionsOf = (kind: FaultKind): readonly FaultAction['type'][] =>
  Object.keys(FAULTS[kind].actions) as FaultAction['type'][];

/** Why faults of a kind can never happen in a world; undefined where they can, as far as can be told without a search. */
export function hindranceOf(kind: FaultKind, world: FaultConditions): Hindrance | undefined {
  const { never }: FaultEntry = FAULTS[kind];
  return never.find(({ applies }) => applies(world));
}

const kinds: ReadonlyMap<string, FaultKind> = new Map(
  FAULT_KINDS.flatMap((kind) => faultActionsOf(kind).map((type) => [type, kind] as const)),
);

/** The kind whose budget pays for an action of this type; undefined for what costs nothing. */
export const faultKindOf = (type: string): FaultKind | undefined => kinds.get(type);

/** Whether an action is paid from the fault budget. */
export const isFault = ({ type }: { readonly type: string }): boolean => kinds.has(type);

/** As `isFault`, for an action of the cluster: the compiler then knows it for one. */
export const isFaultAction = (action: Action): action is FaultAction => isFault(action);

/** Whom each type of fault strikes. */
export const STRUCK: Readonly<Record<FaultAction['type'], Struck>> = Object.assign(
  {},
  ...FAULT_KINDS.map((kind) => FAULTS[kind].actions),
) as Record<FaultAction['type'], Struck>;
