import { TORN_APART, TORN_OFFSETS } from '../guarantees/atomic-transaction.ts';
import { ABORTED_READ } from '../guarantees/read-committed-visibility.ts';
import { TWO_OUTPUTS } from '../guarantees/no-duplicates.ts';
import { transactional, transforming, turned, under } from './family-b-setups.ts';
import type { Hazard } from './hazard.ts';

const UNCOMMITTED_READ = 'an uncommitted record was returned';
const HANGING = 'a transaction stays open';

/** Faults published in how transactions begin, end and become visible. */

const reading = transactional({});

const stalled = transforming({ faults: { 'consumer.stall': 1 }, scope: { records: 2 } });

const delayed = transactional({ faults: { 'connection.lost': 1 } });

const delayedTwice = transactional({ faults: { 'connection.lost': 1 }, scope: { records: 2 } });

/** A late marker (B40) is another fault of these versions. */
const delayedClient = turned(delayedTwice, { lateMarkersRefused: true });

const delayedOffsets = transforming({ faults: { 'connection.lost': 1, rebalance: 1 } });

const delayedOffsetsTwice = transforming({
  consumer: { 'max.poll.records': 1 },
  faults: { 'connection.lost': 1 },
  scope: { records: 2 },
});

const evicted = transforming({ faults: { 'consumer.stall': 1 }, scope: { members: 2 } });

const takenOver = transforming({ faults: { rebalance: 1 }, scope: { members: 2 } });

const backToBack = transforming({
  consumer: { 'max.poll.records': 1 },
  faults: { 'consumer.crash': 1 },
  scope: { records: 2 },
});

const crashingLeader = transactional({ kafka: '4.2', faults: { 'broker.crash': 1 } });

const forgottenZombie = transactional({
  faults: { 'producer.crash': 1, 'records.deleted': 1 },
  // A read across a change of the high watermark (B10) is another fault of these versions.
  protocol: { fetchReadsHighWatermarkOnce: true },
});

export const TRANSACTIONS: readonly Hazard[] = [
  {
    id: 'B10',
    title: 'A read_committed fetch returns a record of a transaction that is still open',
    sources: ['KAFKA-9807', 'KAFKA-9835'],
    status: 'fixed',
    affected: '0.11 to 2.4; fixed in 2.5.0 (and KAFKA-9835 in 2.6.0)',
    story:
      'A broker read the high watermark twice to find the last stable offset: once to see that no open transaction starts below it, and again to take it as the limit. It may rise in between, past a record whose transaction is open. Since the fix it is read once.',
    guarantee: 'read-committed-visibility',
    cause: UNCOMMITTED_READ,
    setup: under('2.4', reading),
    control: under('2.5', reading),
    steps: 5,
  },
  {
    id: 'B11',
    title: 'A transaction that timed out goes on under the same epoch, and half of it is committed',
    sources: ['KAFKA-6119'],
    status: 'fixed',
    affected: '0.11.0.0 and 0.11.0.1; fixed in 0.11.0.2 and 1.0.0',
    story:
      'A producer pauses for longer than transaction.timeout.ms, and the coordinator aborts its transaction under the epoch that it has. The producer resumes, sends the rest and commits: accepted. What it sent before the pause is aborted, what came after is committed. Since the fix the abort bumps the epoch, and the producer finds itself fenced.',
    guarantee: 'atomic-transaction',
    cause: TORN_APART,
    setup: under('0.11.0.1', stalled),
    control: under('0.11.0.2', stalled),
    steps: 19,
  },
  {
    id: 'B12',
    title: 'A produce request that arrives after the abort marker opens a transaction that nobody will end',
    sources: ['KIP-890, part 1', 'KAFKA-12671', 'KAFKA-14561', 'KAFKA-15449'],
    status: 'fixed',
    affected: '0.11 to 3.5; fixed in 3.6.0 (for offsets in 3.7.0)',
    story:
      'A batch is late in the network, the application aborts, the marker is written. Then the batch arrives, of an epoch that is still current, and is appended: a transaction that the coordinator knows nothing of. Readers of committed records wait at it for ever. Since 3.6 the partition’s leader asks the coordinator whether the transaction is ongoing.',
    guarantee: 'progress',
    cause: HANGING,
    setup: under('3.5', delayed),
    control: under('3.6', delayed),
    steps: 9,
  },
  {
    id: 'B13',
    title: 'A late record of an aborted transaction becomes part of the next one',
    sources: ['KIP-890, motivation', 'TransactionManager.maybeTransitionToErrorState (isCompleting)'],
    status: 'fixed',
    affected: 'before transaction.version 2; fixed in 4.0.0',
    story:
      'The application aborts while a batch is on the wire; the batch expires, the abort goes through, and the next transaction begins under the same epoch, on the same partition. Then the batch arrives. The transaction is ongoing and has the partition, so that even verification lets it pass, and it is committed with the rest. Since transaction.version 2 every transaction has an epoch of its own.',
    guarantee: 'read-committed-visibility',
    cause: ABORTED_READ,
    setup: under('3.9', delayedClient),
    control: under('4.0', delayedClient),
    steps: 14,
    finding:
      'A client since KIP-360 (2.5) asks for a new epoch when a batch has failed, and a late record is fenced by it. But only if it learns of the failure before it is asked to end the transaction: a batch that expires on its first try while abortTransaction() or commitTransaction() waits for it neither leaves its sequence unresolved (only one in retry does) nor bumps the epoch (not while the client is completing). That is the one way to this story, in every client up to 3.9. The sequence of the lost batch is used up meanwhile, so that the next record is refused as out of order until the late one has arrived.',
  },
  {
    id: 'B14',
    title: 'A late EndTxn ends the next transaction',
    sources: ['KAFKA-17754', 'KIP-890', 'Jepsen, Bufstream 0.1.0', 'users@kafka, msg43073'],
    status: 'fixed',
    affected: '0.11 to 3.9; fixed in 4.0.0 with transaction.version 2',
    story:
      'A commit times out and is repeated on another connection, where it succeeds. The first request arrives when the next transaction is open, under the same epoch, and commits that. With transaction.version 2 every transaction has an epoch of its own, and the late request is refused.',
    guarantee: 'read-committed-visibility',
    cause: UNCOMMITTED_READ,
    setup: under('3.9', delayedClient),
    control: under('4.0', delayedClient),
    steps: 14,
  },
  {
    id: 'B15',
    title: 'An evicted member with a transactional.id of its own commits after its successor',
    sources: ['KIP-447', 'KAFKA-9418'],
    status: 'fixed',
    affected: 'before 2.5, and clients that pass no group metadata; fixed in 2.5.0',
    story:
      'A member stalls in the middle of a transaction and is evicted; its successor processes the same record and commits. The first resumes and commits too: it has another transactional.id, and its offsets named neither member nor generation. Since KIP-447 they do, and those of an old generation are refused.',
    guarantee: 'no-duplicates',
    cause: TWO_OUTPUTS,
    setup: under('2.4', evicted),
    control: under('2.5', evicted),
    steps: 22,
  },
  {
    id: 'B16',
    title: 'A new owner reads the committed offset while a transaction that moves it is being ended',
    sources: ['KIP-447 (UNSTABLE_OFFSET_COMMIT)', 'franz-go CHANGELOG (RequireStable)', 'redpanda #9571'],
    status: 'fixed',
    affected: 'before 2.5, and clients that do not ask for stable offsets; fixed in 2.5.0',
    story:
      'A transaction is decided, its marker not yet on __consumer_offsets, when the partition moves to another member. That one fetched the offset from before the transaction, and processed its records again. Since KIP-447 it waits until the pending offset is decided on.',
    guarantee: 'no-duplicates',
    cause: TWO_OUTPUTS,
    setup: under('2.4', takenOver),
    control: under('2.5', takenOver),
    steps: 22,
  },
  {
    id: 'B17',
    title: 'The offsets of a transaction are answered for before they are applied, and lost to the next one',
    sources: ['KAFKA-17507', 'apache/kafka #18168 and #18206', 'KAFKA-6917'],
    status: 'fixed',
    affected: '0.11.0.3, 1.0.2, 1.1.1 and 2.0 to 3.9.0; fixed in 3.9.1',
    story:
      'Since KAFKA-6917 the group coordinator answered a marker and applied the offsets later. The next transaction of the same producer may send its own offsets in between: they took the place of the first ones, which were never applied. If that transaction aborts, the group starts again before what was committed. The marker is now answered for when its offsets are applied.',
    guarantee: 'resume-from-committed',
    setup: under('3.9.0', backToBack),
    control: under('3.9.1', backToBack),
    steps: 26,
  },
  {
    id: 'B18',
    title: 'A marker that is written again is refused, and its transaction never completes',
    sources: ['KAFKA-19999', 'apache/kafka #21176'],
    status: 'fixed',
    affected: 'no release: trunk in November and December 2025, with transaction.version 2; mended before 4.2.0',
    story:
      'A marker is appended and its answer is lost with the leader. The coordinator writes it again, under the same epoch, and a partition that wants a larger one than it has refuses it each time: the transaction stays prepared, and its producer gets CONCURRENT_TRANSACTIONS for ever. Since the fix a marker of the same epoch is accepted where nothing is open.',
    guarantee: 'progress',
    cause: 'a transaction is decided and never completed',
    setup: turned(crashingLeader, { markerRetryAccepted: false }),
    control: crashingLeader,
    steps: 12,
    finding:
      'Releases up to 4.1 accept a repeated marker, as they accept any of an epoch that is not older (which is a fault of its own, B40); 4.2.0 came with the check and its exception. On brokers of 3.9.2 to 4.3.1 a marker that was repeated after its answer was lost is taken, and the next transaction is in order. So the switch has to be turned by hand.',
  },
  {
    id: 'B20',
    title: 'A fenced producer writes again where retention has deleted every trace of its epoch',
    sources: ['KIP-360, problem 3', 'KAFKA-7190'],
    status: 'fixed',
    affected: '0.11 to 2.3; fixed in 2.4.0',
    story:
      'A producer is fenced by its successor, whose abort marker carries the larger epoch. Then everything on the partition is deleted, the marker too, and the partition forgets both. A late batch of the old epoch finds nobody who knows better and opens a transaction that nobody will end. Since KAFKA-7190 what is known of a producer outlives its records.',
    guarantee: 'progress',
    cause: HANGING,
    setup: under('2.3', forgottenZombie),
    control: under('2.4', forgottenZombie),
    steps: 11,
    finding:
      'The catalogue has the zombie client start over at sequence 0 after UNKNOWN_PRODUCER_ID. It is enough that the first batch of its transaction was late.',
  },
  {
    id: 'B40',
    title: 'A late marker of one transaction ends the next',
    sources: ['KAFKA-19446', 'KIP-1228', 'apache/kafka #20882'],
    status: 'fixed',
    affected: '0.11 to 4.1; fixed in 4.2.0 for transactions of version 2, open for those of version 1',
    story:
      'The connection between the transaction coordinator and a leader breaks under WriteTxnMarkers. The coordinator sends the marker once more, the transaction is over, and the next one begins. Then the first marker arrives, of a producer epoch that is still current, and ends it: an abort marker hides a record that is committed afterwards, from every reader and for good. Since 4.2 the request says which version its transaction has, and with version 2 a partition takes only a marker of a newer epoch than it has open.',
    guarantee: 'no-loss',
    cause: 'skipped by the group',
    setup: under('4.1', delayedTwice),
    control: under('4.2', delayedTwice),
    steps: 17,
    finding:
      'Seen on brokers of 3.9.2, 4.0.2 and 4.1.2, and of 4.3.1 with transaction.version=1 or a client of 3.9.2; refused by 4.2.2 and 4.3.1. A commit marker that is late does the reverse: a record is read before its transaction ends, and after it was aborted.',
  },
  {
    id: 'B41',
    title: 'Offsets that arrive after their transaction stay pending, and the next owner waits for ever',
    sources: ['KAFKA-15449', 'apache/kafka #14370', 'KIP-890, part 1'],
    status: 'fixed',
    affected: '0.11 to 3.6; fixed in 3.7.0',
    story:
      'The connection breaks under TxnOffsetCommit; the client sends it once more, and commits. Then the first request arrives: its producer epoch and its generation are current, and nobody asks whether the transaction is. The offset is pending, and no marker will come. Whoever takes the partition over is told to wait (UNSTABLE_OFFSET_COMMIT), until the same producer commits offsets again. Since 3.7 the group coordinator verifies the transaction first.',
    guarantee: 'progress',
    cause: 'an acknowledged record stays unread',
    setup: under('3.6', delayedOffsets),
    control: under('3.7', delayedOffsets),
    steps: 18,
  },
  {
    id: 'B42',
    title: 'Offsets that arrive in the next transaction take the committed offset back',
    sources: ['KIP-890, part 2', 'TransactionManager.TxnOffsetCommitHandler', 'GroupMetadata.prepareTxnOffsetCommit'],
    status: 'fixed',
    affected: 'transactions of version 1, in every version; fixed in 4.0.0 with transaction.version 2',
    story:
      'The connection breaks under TxnOffsetCommit; the client sends it once more, commits, and goes on. The first request arrives when the next transaction has sent its own offsets: producer epoch and generation are the same, and a transaction is ongoing. The older offset takes the place of the newer one and is committed with the next records, so that a new owner processes them again. With version 2 every transaction has an epoch of its own.',
    guarantee: 'atomic-transaction',
    cause: TORN_OFFSETS,
    setup: under('3.9', delayedOffsetsTwice),
    control: under('4.0', delayedOffsetsTwice),
    steps: 23,
    finding:
      'Seen on brokers of 3.9.2, and of 4.3.1 with transaction.version=1 or a client of 3.9.2: the committed offset went from 2 back to 1. Refused with version 2 by 4.0.2, 4.1.2 and 4.3.1.',
  },
];
