import type { SmallSet } from '../../sets.ts';

/** A member of a group: one process with a `KafkaConsumer`, the user's loop around it, and in a transform a producer. */
export interface Member {
  /**
   * `stalled`: a pause longer than max.poll.interval.ms or session.timeout.ms; it goes on where it was. `closed`: its
   * clients are closed, and its worker goes on until the process ends.
   */
  readonly status: 'up' | 'crashed' | 'stalled' | 'closed';
  /** The generation (KIP-848: member epoch) that it believes in; -1 when it belongs to none. */
  readonly generation: number;
  readonly owned: SmallSet;
  /** Per input partition the offset to fetch next; -1 where it owns nothing. */
  readonly positions: readonly number[];
  /** Per input partition the leader epoch of the record before the position (KIP-320); -1 where unknown. */
  readonly positionEpochs: readonly number[];
  /**
   * Per input partition an offset that the client will commit although it gave the partition up, -1 for none; empty with a
   * client that forgets what it gave up.
   */
  readonly stored: readonly number[];
  /** Where the user's loop is. */
  readonly step: LoopStep;
  /** Records returned by the last poll and not yet processed, in order; of a loop that has ended, those it leaves behind. */
  readonly batch: readonly Polled[];
  /** Records handed to the workers, in order (asynchronous processing). */
  readonly worker: readonly Polled[];
  /**
   * Per input partition the offset behind the last record that a worker has finished before an older one that is still in
   * hand, -1 for none; empty with one worker.
   */
  readonly finished: readonly number[];
  /** Records that the handler failed on, sent to the dead-letter topic, in order: its answers are still to come. */
  readonly letters: readonly Letter[];
  /**
   * The offsets of each OffsetCommit that has outlived its connection, in order, as long as the coordinator would take it:
   * one that it will refuse whenever it comes changes nothing, and is forgotten.
   */
  readonly lateCommits: readonly (readonly number[])[];
  /**
   * How many records the loop has processed since its last commit, where it counts them (commit.every: a number); otherwise 1
   * where the client has failed a commit that is to be made again, and 0.
   */
  readonly uncommitted: number;
}

/** A record on its way to the dead-letter topic. */
export type Letter = Pick<Polled, 'partition' | 'offset' | 'value'>;

/** The user's loop between two polls; a crash fits before each of them. After `close` there is no next one. */
export type LoopStep = 'poll' | 'commit-first' | 'process' | 'send' | 'commit' | 'send-offsets' | 'end' | 'close';

/** A log entry as poll() has returned it. */
export interface Polled {
  readonly partition: number;
  readonly offset: number;
  /** With the offset it names the entry: what replaces one that was truncated has another. */
  readonly leaderEpoch: number;
  readonly value: number;
}
