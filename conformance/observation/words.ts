/** How both sides of a comparison say the same thing, so that equal means equal. */

export interface SeenRecord {
  readonly kind: 'data' | 'commit' | 'abort';
  readonly value: string;
  readonly leaderEpoch: number;
  /** As `ProducerIds` calls it; null without idempotence. */
  readonly producer: string | null;
  readonly producerEpoch: number;
  readonly sequence: number;
  readonly transactional: boolean;
}

/** A record on one word: `r0`, or `r0(p0 e0 s3 txn)` with producer, epoch and sequence; then `@` and its leader epoch. */
function recordWord({
  kind,
  value,
  leaderEpoch,
  producer,
  producerEpoch,
  sequence,
  transactional,
}: SeenRecord): string {
  const name = kind === 'data' ? value : kind;
  if (producer === null) return `${name}@${leaderEpoch}`;
  const number = kind === 'data' ? ` s${sequence}` : '';
  const txn = transactional && kind === 'data' ? ' txn' : '';
  return `${name}(${producer} e${producerEpoch}${number}${txn})@${leaderEpoch}`;
}

/** A log, record by record from its start on. */
export const logWords = (records: readonly SeenRecord[]): string => records.map(recordWord).join(' ') || 'empty';

export interface SeenLeadership {
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
}

/** Who leads a partition, and who is in sync: by their numbers, for the machine's set of them has no order. */
export const leadershipWords = ({ leader, leaderEpoch, isr }: SeenLeadership): string =>
  `leader ${leader < 0 ? 'none' : leader}, epoch ${leaderEpoch}, ISR ${[...isr].sort((a, b) => a - b).join(',') || 'empty'}`;

/** The names under which things are compared. */
export const WHAT = {
  log: (topicPartition: string, broker: number): string => `log of ${topicPartition} on broker ${broker}`,
  leadership: (topicPartition: string): string => `${topicPartition} in the controller's eyes`,
  highWatermark: (topicPartition: string): string => `high watermark of ${topicPartition}`,
  lastStableOffset: (topicPartition: string): string => `last stable offset of ${topicPartition}`,
  requests: (client: string, broker: number): string => `requests of ${client} to broker ${broker}`,
  transaction: (id: number): string => `transactional id ${id} at its coordinator`,
  client: (client: string): string => `transactions of ${client}`,
  told: (record: string): string => `what the user was told of ${record}`,
  group: (group: number): string => `group ${group} at its coordinator`,
  committed: (group: number): string => `committed offsets of group ${group}`,
  member: (member: string): string => `what ${member} owns`,
  read: (topicPartition: string): string => `what has been read of ${topicPartition}`,
  letters: (group: number): string => `dead letters of group ${group}`,
  batch: (member: string): string => `records in the hands of ${member}`,
} as const;
