import type { Unmodelled } from './hazard.ts';

/** What is published of family B and its reserve and cannot be told here, and what it would take. */
export const UNMODELLED_B: readonly Unmodelled[] = [
  {
    id: 'KAFKA-13194',
    title: 'The cleaner works past the high watermark: an uncommitted record compacts a committed one away (3.1.0)',
    feature: 'compaction: keys that several records share, and holes in a log',
    cost: 'logs that are no longer arrays by offset: log.ts, reading.ts, truncation.ts; a step of the cleaner per partition',
  },
  {
    id: 'KAFKA-10080',
    title: 'Completing a transaction twice overwrites the next one (2.6.0)',
    feature: 'the transaction log as a partition, with completions appended concurrently',
    cost: 'transactions.ts: two appends in flight per entry; doubles the states of every transactional setup of these versions',
  },
  {
    id: 'KAFKA-18575',
    title: 'The end of a transaction races with the first produce of the next one (before 4.0)',
    feature: 'AddPartitionsToTxn by the partition’s leader as a request of its own',
    cost: 'produce.ts: verification in two steps, an append that waits for an answer in between',
  },
  {
    id: 'KAFKA-18660',
    title: 'The producer epoch overflows under transaction.version 2 (with KAFKA-19367 and KAFKA-20090)',
    feature: 'a largest producer epoch, and producer ids that change with it',
    cost: 'producer ids of transactional producers that are not their number: idempotence.ts, log.ts, transactions.ts; an epoch bound in `scope`',
  },
  {
    id: 'KAFKA-8483',
    title: 'After UNKNOWN_PRODUCER_ID several batches in flight are numbered in the wrong order (2.3.0)',
    feature: 'the queue of the client in the order in which its batches came back',
    cost: 'a switch in numbering.ts and a second request in flight beside B19: some ten lines, a few thousand states',
  },
  {
    id: 'KAFKA-12152',
    title: 'A new epoch does not reset the sequences of other partitions, which then refuse (2.8.0)',
    feature: 'a guarantee that a send which could succeed does: nothing is lost or doubled here',
    cost: 'sequences per partition and epoch in numbering.ts; a guarantee about availability',
  },
  {
    id: 'KAFKA-8069',
    title: 'Offsets expire early after a coordinator has loaded them from an old format (2.2.0)',
    feature: '`__consumer_offsets` as a replicated partition, loaded by the coordinator that takes over',
    cost: 'offset-commits.ts and groups.ts over a log of their own, loading and unloading as steps: every setup with a group and several brokers grows by the interleavings of a second partition',
  },
  {
    id: 'KAFKA-9144',
    title: 'Producer state expires too early, and the coordinator’s epoch goes back (2.4.1, 2.5.0)',
    feature: 'expiry of producer ids while markers are being written',
    cost: 'a fault in retention.ts and per partition the producers that it has forgotten: one more dimension of states where it is used',
  },
  {
    id: 'KAFKA-19902',
    title: 'A commit with a stale leader epoch and retention lead to a reset (open)',
    feature: 'leader epochs stored with committed offsets',
    cost: 'group-coordinator.ts and starting.ts: an epoch beside each committed offset',
  },
  {
    id: 'KAFKA-12257',
    title: 'A topic is deleted and created again, and old offsets apply to it (2.8.2, 3.0)',
    feature: 'topic ids, deletion and creation of topics',
    cost: 'a fault, an incarnation per partition in logs, metadata and positions',
  },
  {
    id: 'KAFKA-5376',
    title: 'A delayed fetch answers without its list of aborted transactions (before 0.11.0.0)',
    feature: 'fetch requests that wait in the broker',
    cost: 'no release had it; a switch in reading.ts would be the sabotage of `lastStableOffset` once more',
  },
  {
    id: 'KAFKA-1647',
    title: 'The checkpoint of the high watermark is lost on a hard kill (0.8.2.0)',
    feature: 'a high watermark on disk apart from the one in memory',
    cost: 'one number per replica; only truncation to the high watermark reads it',
  },
  {
    id: 'KAFKA-13916',
    title: 'A fenced replica is taken into the ISR again (KIP-841, 3.3.0)',
    feature: 'a guarantee of availability: until the replica is back nothing is committed, and nothing is lost',
    cost: 'one condition in control.ts; at rest, where guarantees of progress are judged, everybody is back',
  },
  {
    id: 'KAFKA-19522',
    title: 'The last known leader is elected although it is fenced (apache/kafka #20200)',
    feature: 'as KAFKA-13916',
    cost: 'one condition in election.ts, and a guarantee that would notice',
  },
  {
    id: 'KAFKA-7866',
    title: 'Offsets are used twice after the transaction index could not be written (2.2.1)',
    feature: 'appends that fail half-way',
    cost: 'a fault in produce.ts, and logs in which an offset stands twice',
  },
  {
    id: 'KAFKA-9840',
    title: 'A consumer believes in a truncation that did not happen (2.6.0)',
    feature: 'leader epochs that brokers of an old format do not report',
    cost: 'a switch in reading.ts and a mixture of versions in one cluster',
  },
  {
    id: 'KAFKA-15784',
    title: 'TxnOffsetCommit is verified, and not atomic in memory and log afterwards (3.8)',
    feature: 'as KAFKA-8069',
    cost: 'as KAFKA-8069, and TxnOffsetCommit in two steps',
  },
  {
    id: 'KAFKA-6003',
    title: 'A follower without producer state refuses what its leader has (1.0.1, 1.1.0)',
    feature: 'followers that check sequences',
    cost: 'a check in replication.ts, and producer state that replicas lose apart from their log',
  },
];
