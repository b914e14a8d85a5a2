import { LOST_BY_BROKERS, SKIPPED_BY_GROUP } from '../guarantees/no-loss.ts';
import { merged } from '../claims/setups.ts';
import { IDEMPOTENT, LOGS_ALONE, replicated, turned, under } from './family-b-setups.ts';
import type { Hazard } from './hazard.ts';

const LACKING = 'a member of the ISR lacks a committed record';

/** Faults published in how replicas agree on a log, and how a reader follows one that was truncated. */

const truncatedToHighWatermark = replicated(2, 2, {
  kafka: '0.11',
  producer: { acks: 'all' },
  faults: { 'broker.crash': 2 },
});

const unflushed = replicated(
  2,
  1,
  merged(LOGS_ALONE, {
    kafka: '3.9',
    faults: { 'broker.crash': 1, 'broker.power-loss': 1 },
    scope: { records: 2 },
  }),
);

const fastElections = replicated(
  3,
  1,
  merged(LOGS_ALONE, { kafka: '2.0', faults: { 'broker.crash': 2 }, scope: { records: 2 } }),
);

const readerOfTruncated = replicated(2, 2, {
  broker: { 'unclean.leader.election.enable': true },
  producer: { acks: 'all', 'enable.idempotence': false, retries: 0 },
  faults: { 'broker.crash': 1 },
  scope: { records: 3, lags: 1 },
});

const unfenced = replicated(3, 1, merged(LOGS_ALONE, { faults: { 'leader.moved': 2 } }));

const lateIsr = replicated(
  3,
  2,
  merged(LOGS_ALONE, {
    faults: { 'leader.moved': 2 },
    scope: { lags: 1 },
    // Unfenced fetches (B05) are another fault of these versions.
    protocol: { truncation: 'kip-320' },
  }),
);

const lastReplica = replicated(2, 2, { faults: { 'broker.power-loss': 1 }, scope: { lags: 1 } });

const emptyDisk = replicated(3, 2, merged(LOGS_ALONE, { faults: { 'broker.disk-loss': 1 }, scope: { lags: 1 } }));

const endGoesBack = replicated(
  2,
  2,
  merged(IDEMPOTENT, {
    consumer: { 'auto.offset.reset': 'latest' },
    faults: { 'leader.moved': 1, 'consumer.crash': 1 },
  }),
);

const belowMinIsr = replicated(2, 2, { kafka: '4.1', faults: { 'broker.power-loss': 1 }, scope: { lags: 1 } });

export const REPLICATION: readonly Hazard[] = [
  {
    id: 'B01',
    title: 'Truncation to the high watermark, then an election: an acknowledged record is gone',
    sources: ['KIP-101, scenario 1', 'KAFKA-1211', 'hachikuji/kafka-specification, KafkaTruncateToHighWatermark.tla'],
    status: 'fixed',
    affected: 'before 0.11.0.0; fixed in 0.11.0.0',
    story:
      'A follower learns the high watermark one fetch late. One that restarts cut its log back to what it knew of it, and so threw away a record that the leader had just acknowledged; elected next, it led without it. Since KIP-101 it asks the leader where its last epoch ends and truncates to that.',
    guarantee: 'no-loss',
    cause: LOST_BY_BROKERS,
    setup: turned(truncatedToHighWatermark, { truncation: 'high-watermark' }),
    control: truncatedToHighWatermark,
    steps: 18,
  },
  {
    id: 'B02',
    title: 'After unflushed records were lost, two replicas differ below the high watermark for good',
    sources: [
      'KIP-101, scenario 2',
      'KAFKA-3919',
      'EpochDrivenReplicationProtocolAcceptanceTest.offsetsShouldNotGoBackwards',
    ],
    status: 'fixed',
    affected: 'before 0.11.0.0; fixed in 0.11.0.0',
    story:
      'A leader comes back from a power failure without its last record and writes another one at the same offset. The follower still has the lost record there, below its own high watermark, and truncates to no less than that: from then on the two logs differ. With leader epochs it finds where they part.',
    guarantee: 'committed-is-durable',
    cause: LACKING,
    setup: turned(unflushed, { truncation: 'high-watermark' }),
    control: unflushed,
    steps: 15,
    finding:
      'The record itself is lost under either protocol: the last member of an ISR leads again whatever its disk has lost (B07), and the control breaks the guarantee in that way too. What leader epochs mend is that the logs never differ, which is the cause named here. Where the follower comes back to a leader whose log is shorter than its own, its fetch is out of range and it truncates: the two differ only once the leader has written up to where the follower ends, as the scenario has it.',
  },
  {
    id: 'B03',
    title: 'Fast leader changes: a leader that never saw the follower’s epoch lets it keep what differs',
    sources: ['KIP-279', 'KAFKA-6361', 'hachikuji/kafka-specification, Kip279.tla'],
    status: 'fixed',
    affected: '0.11.0 to 1.1; fixed in 2.0.0',
    story:
      'A follower asks where its last epoch ends. A leader that never heard of this epoch answered with the start of the next one that it knows, and the follower kept everything before that, also what the leader never had. Since KIP-279 the answer names the largest epoch that the leader knows, and the follower asks on until both agree.',
    guarantee: 'committed-is-durable',
    cause: LACKING,
    setup: turned(fastElections, { truncation: 'kip-101' }),
    control: fastElections,
    steps: 15,
    finding:
      'The catalogue’s story needs three unclean elections on two brokers, and there the guarantee is given up anyway. Three brokers get there with clean elections and two crashes, so that the control holds.',
  },
  {
    id: 'B04',
    title: 'A consumer reads on in a log that was truncated under it, and skips records',
    sources: ['KIP-320', 'KAFKA-7747'],
    status: 'fixed',
    affected: 'consumers before 2.3; fixed in 2.3.0',
    story:
      'A reader stands at the end of the log when an unclean election takes the last record away. By the time that it fetches again, other records have filled the log beyond its position, which is valid again: what was written in between it never sees. Since 2.3 a position carries a leader epoch, and after a leader change the consumer asks where that ends.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: under('2.2', readerOfTruncated),
    control: under('2.3', readerOfTruncated),
    steps: 25,
    finding:
      'An unclean election may lose what was acknowledged, and then no control can hold. With min.insync.replicas=2 and two replicas only records that were never acknowledged are truncated, and what is skipped is the acknowledged record that took their place.',
  },
  {
    id: 'B05',
    title: 'A follower that has moved on counts towards the high watermark of a leader that has not',
    sources: [
      'KIP-320',
      'KAFKA-6880',
      'KAFKA-7395',
      'hachikuji/kafka-specification, Kip320FirstTry.tla and Kip320.tla',
    ],
    status: 'fixed',
    affected: 'before 2.1.0; fixed in 2.1.0',
    story:
      'Leadership moves twice in a row. The first leader has noticed neither change and still counts a follower that has since truncated its log for another leader; a second follower, already in the newest epoch, fetches from it, and the record counts as committed. Since KIP-320 every fetch names its epoch and is refused where the two differ.',
    guarantee: 'committed-is-durable',
    cause: LACKING,
    setup: under('2.0', unfenced),
    control: under('2.1', unfenced),
    steps: 13,
    finding:
      'The catalogue has a follower that is two epochs behind fetch from the newest leader. There is a shorter way, in which the follower is ahead and the leader behind; a broker may even apply the newest metadata only, as brokers of KRaft do. The crash at the end is not needed for the guarantee to be broken, only for the loss.',
  },
  {
    id: 'B06',
    title: 'A follower joins the ISR before it has what was committed under the leader before',
    sources: ['KAFKA-7128', 'hachikuji/kafka-specification, Kip320.tla'],
    status: 'fixed',
    affected: 'before 2.0.1; fixed in 2.0.1 and 2.1.0',
    story:
      'A new leader’s high watermark is behind what was committed before it led. A follower that had reached this watermark was let into the ISR without the records between the two, and could be elected next. Since the fix it must also have reached the start of the leader’s epoch.',
    guarantee: 'committed-is-durable',
    cause: LACKING,
    setup: under('2.0.0', lateIsr),
    control: under('2.0.1', lateIsr),
    steps: 13,
    finding:
      'The issue tells it with three replicas, an ISR of the new leader alone and its high watermark still behind. In the versions concerned that cannot be: Partition.makeLeader raised the high watermark at once (“we may need to increment high watermark since ISR could be down to 1”), and with nobody else in the ISR to its log end; two crashes on three brokers do nothing in 98,398 states. Somebody in the ISR has to hold it back: the old leader, when leadership moves while it lives, or a fourth replica that is slow.',
  },
  {
    id: 'B07',
    title: 'Last replica standing: one unclean stop loses what every replica had',
    sources: ['KIP-966', 'Kafka documentation, Eligible Leader Replicas', 'Vanlightly, kafka-tlaplus, kip-966'],
    status: 'fixed',
    affected: 'without eligible leader replicas: the default before 4.1; fixed in 4.1 (on request in 4.0)',
    story:
      'A record is on both replicas and acknowledged. One leaves the ISR, the other, its last member, loses power and what it had not flushed. It stays in the ISR whatever it has lost, leads again, and the replica that had everything truncates to it. With eligible leader replicas the ISR may become empty, and who left it safely may lead.',
    guarantee: 'no-loss',
    cause: LOST_BY_BROKERS,
    setup: under('3.9', lastReplica),
    control: under('4.1', lastReplica),
    steps: 17,
  },
  {
    id: 'B08',
    title: 'A stale AlterPartition puts a replica into the ISR that has come back with an empty disk',
    sources: ['KIP-903', 'KAFKA-14139', 'KAFKA-14617'],
    status: 'fixed',
    affected: 'before 3.5.0 (with ZooKeeper: all); fixed in 3.5.0',
    story:
      'A leader asks the controller to add a follower that has caught up. Before the request is decided on, the follower loses its disk and registers anew; the request says nothing of that and is granted. Since KIP-903 it carries broker epochs, and one that is out of date is refused.',
    guarantee: 'committed-is-durable',
    cause: LACKING,
    setup: under('3.4', emptyDisk),
    control: under('3.5', emptyDisk),
    steps: 14,
    finding:
      'With the two replicas of the catalogue the leader may lose its disk as well as the follower, and no version survives that. A third replica keeps the records, and the control holds.',
  },
  {
    id: 'B09',
    title: 'The end of a partition goes back after a leader change',
    sources: ['KIP-207', 'KAFKA-2334'],
    status: 'fixed',
    affected: 'before 2.2.0; fixed in 2.2.0 (OFFSET_NOT_AVAILABLE)',
    story:
      'A new leader’s high watermark is behind that of the old one. A consumer that starts at the latest offset was told that as the end of the log, and got a record again that it had processed before. Since KIP-207 the leader does not answer until it has caught up with the start of its epoch.',
    guarantee: 'no-duplicates',
    setup: under('2.1', endGoesBack),
    control: under('2.2', endGoesBack),
    steps: 20,
    finding:
      'A crash of the leader is not enough with two replicas: the new leader is alone in the ISR then, and its high watermark rises as soon as it leads. Leadership has to move while the old leader lives, or a third replica must be slow.',
  },
  {
    id: 'B31',
    title: 'A record counts as committed on fewer replicas than min.insync.replicas',
    sources: ['KAFKA-15583', 'Kafka documentation, Replication'],
    status: 'fixed',
    affected: 'before 3.7.0; fixed in 3.7.0',
    story:
      'min.insync.replicas kept a leader from taking records while its ISR was too small, but not from committing those that it had. Readers were given what was on one replica alone, and one power failure took it away. Since 3.7 the high watermark stands still until the ISR is large enough.',
    guarantee: 'committed-is-durable',
    setup: turned(belowMinIsr, { highWatermarkWaitsForMinIsr: false }),
    control: belowMinIsr,
    steps: 14,
  },
];
