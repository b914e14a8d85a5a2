import { small, transactional, transforming } from '../../../model/testing/story.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import { DELIVERED_TWICE } from '../../guarantees/no-duplicates.ts';
import { TORN_OFFSETS } from '../../guarantees/atomic-transaction.ts';
import { ABORTED_READ } from '../../guarantees/read-committed-visibility.ts';
import type { Entries, Entry } from './entry.ts';

/** A producer of two transactions; one connection breaks. */
const lateMarker = transactional({ faults: { 'connection.lost': 1 }, scope: { records: 2 } });

/** The versions that take a late marker, and those that refuse it, as real brokers did. */
const MARKERS: readonly (readonly [name: string, version: SetupDraft, taken: boolean, decided: string])[] = [
  ['4.1', { kafka: '4.1' }, true, '4.1.2: taken in 3 of 3 runs each'],
  ['4.0', { kafka: '4.0' }, true, '4.0.2: taken in 3 of 3 runs each'],
  ['3.9', { kafka: '3.9' }, true, '3.9.2: taken in 3 of 3 runs each'],
  [
    '4.3 with transactions of version 1',
    { kafka: '4.3', broker: { 'transaction.version': 1 } },
    true,
    '4.3.1 with transaction.version=1: taken in 3 of 3 runs each',
  ],
  [
    '4.3 with clients of 3.9',
    { kafka: '4.3', clients: '3.9' },
    true,
    'client 3.9.2 on a default broker of 4.3.1: taken in 3 of 3 runs each',
  ],
  ['4.2', { kafka: '4.2' }, false, '4.2.2: refused (INVALID_PRODUCER_EPOCH) in 3 of 3 runs each'],
  ['4.3', { kafka: '4.3' }, false, '4.3.1: refused (INVALID_PRODUCER_EPOCH) in 4 of 4 runs, and 1 of 1'],
];

const markers = ({ guarantee, cause, title }: Pick<Entry, 'guarantee' | 'cause' | 'title'>): readonly Entry[] =>
  MARKERS.map(([name, version, taken, decided]) => ({
    title: `${title}, on ${name}`,
    setup: { ...lateMarker, ...version },
    guarantee,
    cause,
    verdict: taken ? 'violated' : 'holds',
    decided,
  }));

/** A group rebalances, and a connection breaks. */
const rebalanced: SetupDraft = { faults: { 'connection.lost': 1, rebalance: 1 } };

const COMMITS_LAST = 'of a loop that commits last, 3 of 3 runs: agrees step by step with 4.1.2';

/** Worlds of loops that commit first, in which nothing else delivers a record twice: no late JoinGroup does. */
const COMMITS: readonly (readonly [name: string, draft: SetupDraft, decided: string])[] = [
  [
    'before the crash of a loop that commits first',
    { faults: { 'connection.lost': 1, 'consumer.crash': 1 } },
    'a run: agrees step by step with 4.1.2',
  ],
  ['before a rebalance', { ...rebalanced, scope: { members: 2 } }, COMMITS_LAST],
  [
    'before a rebalance of KIP-848',
    { ...rebalanced, consumer: { 'group.protocol': 'consumer' }, scope: { members: 2 } },
    COMMITS_LAST,
  ],
  ['before an orderly end', { faults: { 'connection.lost': 1, 'consumer.close': 1 } }, COMMITS_LAST],
];

/** Nobody is stopped, and a JoinGroup is late. */
const JOINS: readonly (readonly [title: string, draft: SetupDraft, verdict: Entry['verdict'], decided: string])[] = [
  ['a late JoinGroup puts a live member out of its generation', {}, 'violated', '4.1.2, by raw requests: 3 of 3 runs'],
  [
    'a late JoinGroup of the leader does so in a group of two',
    { scope: { members: 2 } },
    'violated',
    'GroupMetadataManager.classicGroupJoinExistingMember',
  ],
  [
    'a late first heartbeat of KIP-848 gives away what its member shall give up',
    { consumer: { 'group.protocol': 'consumer' }, faults: { rebalance: 1 }, scope: { members: 2 } },
    'violated',
    '4.1.2, by raw requests: 3 of 3 runs',
  ],
  [
    'a late JoinGroup gives nothing twice whose offset stands beside its effect: others wait for the leader',
    { application: { offsets: 'external' }, scope: { members: 2 } },
    'holds',
    'no assignment without the leader (ClassicGroup: COMPLETING_REBALANCE)',
  ],
  [
    'a late JoinGroup in a rebalance that another member leads gives away what is in hand, with its offset beside it',
    { application: { offsets: 'external' }, faults: { rebalance: 1 }, scope: { members: 2 } },
    'violated',
    'GroupMetadataManager.classicGroupJoinExistingMember, in PREPARING_REBALANCE',
  ],
  [
    'a late JoinGroup gives nothing twice to a loop that commits first',
    { application: { commit: 'before-processing' }, scope: { members: 2 } },
    'holds',
    'it commits what it is about to process, and gives its batch up where that is refused',
  ],
];

/** A marker whose answer is lost with its leader. */
const repeatedMarker = transactional({ faults: { 'broker.crash': 1 } });

/** Offsets that arrive after their transaction; then somebody asks where to start. */
const lateOffsets = transforming({ faults: { 'connection.lost': 1, rebalance: 1 } });

/** The same in the next transaction. */
const lateOffsetsInTheNext = transforming({
  consumer: { 'max.poll.records': 1 },
  faults: { 'connection.lost': 1 },
  scope: { records: 2 },
});

const pendingForEver = (version: SetupDraft, verdict: Entry['verdict'], decided: string): Entry => ({
  title: `TxnOffsetCommit arrives after its transaction, on ${version.kafka}`,
  setup: { ...lateOffsets, ...version },
  guarantee: 'progress',
  cause: 'an acknowledged record stays unread',
  verdict,
  decided,
});

const takenBack = (name: string, version: SetupDraft, verdict: Entry['verdict'], decided: string): Entry => ({
  title: `TxnOffsetCommit arrives in the next transaction, on ${name}`,
  setup: { ...lateOffsetsInTheNext, ...version },
  guarantee: 'atomic-transaction',
  cause: TORN_OFFSETS,
  verdict,
  decided,
});

/** What one transaction has on its way when the next one begins: markers, and offsets. */
export const LATE_REQUESTS: Entries = {
  '13': [
    ...markers({
      title: 'a late abort marker hides the committed record of the next transaction',
      guarantee: 'no-loss',
      cause: 'skipped by the group',
    }),
    ...markers({
      title: 'a late commit marker shows the aborted record of the next transaction',
      guarantee: 'read-committed-visibility',
      cause: ABORTED_READ,
    }),
  ],
  '13b': (['3.9', '4.0', '4.1', '4.2', '4.3'] as const).map((kafka) => ({
    title: `a marker is repeated after its answer was lost, on ${kafka}`,
    setup: { ...repeatedMarker, kafka },
    guarantee: 'progress',
    verdict: 'holds',
    decided: 'accepted, and the next transaction in order: 3.9.2, 4.1.2, 4.3.1 in 3 of 3 runs, 4.0.2, 4.2.2 in 2 of 2',
  })),
  '10': [
    pendingForEver({ kafka: '3.5' }, 'violated', '3.5.2: committed() times out from then on, in 3 of 3 runs'),
    pendingForEver({ kafka: '3.6' }, 'violated', 'GroupCoordinator.handleTxnCommitOffsets verifies from 3.7.0 on'),
    pendingForEver({ kafka: '3.9' }, 'holds', '3.9.2: refused in 3 of 3 runs'),
    pendingForEver({ kafka: '4.1' }, 'holds', '4.1.2: refused in 3 of 3 runs'),
    pendingForEver({ kafka: '4.3' }, 'holds', '4.3.1: refused (INVALID_PRODUCER_EPOCH)'),
  ],
  '10b': [
    takenBack('3.9', { kafka: '3.9' }, 'violated', '3.9.2: back from 2 to 1 in 3 of 3 runs'),
    takenBack(
      '4.3 with transactions of version 1',
      { kafka: '4.3', broker: { 'transaction.version': 1 } },
      'violated',
      '4.3.1 with transaction.version=1: back from 2 to 1 in 3 of 3 runs',
    ),
    takenBack(
      '4.3 with clients of 3.9',
      { kafka: '4.3', clients: '3.9' },
      'violated',
      'client 3.9.2 on a broker of 4.3.1: back from 2 to 1 in 3 of 3 runs',
    ),
    takenBack('4.0', { kafka: '4.0' }, 'holds', '4.0.2: refused in 3 of 3 runs'),
    takenBack('4.1', { kafka: '4.1' }, 'holds', '4.1.2: refused in 3 of 3 runs'),
    takenBack('4.3', { kafka: '4.3' }, 'holds', '4.3.1: refused'),
  ],
  P8: [
    {
      title: 'a marker that was answered for is lost with its broker, whether or not others were outstanding',
      setup: transactional({
        kafka: '4.2',
        topic: { partitions: 2 },
        consumer: { 'auto.offset.reset': 'none' },
        faults: { 'broker.power-loss': 1 },
        scope: { records: 2 },
      }),
      guarantee: 'progress',
      cause: 'a transaction stays open',
      verdict: 'violated',
      decided:
        'TransactionMarkerRequestCompletionHandler.onComplete ticks a partition off and never asks again, at 3.8.0',
    },
  ],
  P6: [
    {
      title: 'a late TxnOffsetCommit is not verified before 3.7, and a crashed member is back and waits',
      setup: {
        ...transforming({ consumer: { 'max.poll.records': 1 } }),
        kafka: '3.5',
        faults: { 'connection.lost': 1, 'consumer.crash': 1 },
      },
      guarantee: 'progress',
      cause: 'an acknowledged record stays unread',
      verdict: 'violated',
      decided: '3.5.2: committed() times out from then on, in 3 of 3 runs',
    },
  ],
  'late commits': [
    ...COMMITS.map(([name, draft, decided]) => ({
      title: `a late OffsetCommit takes the offset of a group back, ${name}`,
      setup: {
        ...small({
          ...draft,
          application: { commit: 'before-processing' },
          scope: { records: 2, ...draft.scope },
        }),
        kafka: '4.1',
      },
      guarantee: 'no-duplicates',
      cause: DELIVERED_TWICE,
      verdict: 'violated' as const,
      decided,
    })),
    {
      title: 'a late OffsetCommit takes nothing back that stands beside the effects',
      setup: small({ ...rebalanced, application: { offsets: 'external' }, scope: { records: 2 } }),
      guarantee: 'no-duplicates',
      verdict: 'holds',
      decided: 'nothing is committed to Kafka',
    },
  ],
  'late JoinGroups': JOINS.map(([title, draft, verdict, decided]) => ({
    title,
    setup: small({ kafka: '4.1', ...draft, faults: { 'connection.lost': 1, ...draft.faults } }),
    guarantee: 'no-duplicates',
    ...(verdict === 'violated' ? { cause: DELIVERED_TWICE } : {}),
    verdict,
    decided,
  })),
};
