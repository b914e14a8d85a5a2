import type { Log } from '../broker/log/log.ts';
import type { SmallSet } from '../sets.ts';

/**
 * What an outside observer saw: guarantees are judged on this and on the state, never on the machine's opinion of
 * itself. It is part of every fingerprint, so it is small and canonical: counts stop at two, lists are sorted.
 */
export interface Ledger {
  /** Per record of the application: what happened to its sends. */
  readonly sends: readonly Send[];
  /** With acks=0, which tells nobody: the records that some leader has appended. */
  readonly stored: SmallSet;
  /** Per group: how often each log entry took effect in processing, sorted by record, then offset and leader epoch. */
  readonly processed: readonly (readonly Sighting[])[];
  /** Per group: the records that poll returned at least once. */
  readonly polled: readonly SmallSet[];
  /** What the reader behind a transform has read, sorted. */
  readonly outputs: readonly Sighting[];
  /** Records whose output a producer was told is stored. */
  readonly outputsAcknowledged: SmallSet;
  /** Per group: the records that it has written to its dead-letter topic; empty without one. */
  readonly deadLetters: readonly SmallSet[];
  /** Every transaction that was begun, sorted by id. */
  readonly transactions: readonly TransactionFact[];
  /** Per partition: what has been below some leader's high watermark. */
  readonly committed: readonly Log[];
  /** Per group and input partition: the offset that the last accepted commit stored, -1 for none. */
  readonly commits: readonly (readonly number[])[];
  /** Things that happened once and cannot be read off the state any more. */
  readonly incidents: SmallSet;
}

export interface Send {
  /** How often the application has handed it to a producer; in a transform without transactions, its output. */
  readonly times: number;
  readonly outcome: 'none' | 'acknowledged' | 'failed';
}

/**
 * A log entry seen `times` times; 2 means twice or more. Offset and leader epoch name it, as they do in Kafka: a leader writes
 * an offset once. (Before 3.3 one that restarts after a power loss may lead on in its epoch and write it anew; nobody can
 * tell the two.)
 */
export interface Sighting {
  readonly value: number;
  readonly partition: number;
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly times: number;
}

export interface TransactionFact {
  readonly transaction: number;
  /** What the application has asked for. */
  readonly asked: 'nothing' | 'commit' | 'abort';
  /** The records that the application had sent in it when it asked to commit; empty before that. */
  readonly sent: SmallSet;
  /** The offsets that the application has sent in it, per input partition; empty where it has sent none, and once it is decided. */
  readonly offsets: readonly number[];
  /** The dead letters that the application has sent in it, until it is decided. */
  readonly letters: SmallSet;
  /** What the coordinator has decided. */
  readonly decided: 'nothing' | 'commit' | 'abort';
}

/** Names for the members of `Ledger.incidents`. */
export const Incident = {
  /** A reader returned a record of a transaction that was not committed, or that nobody had asked to commit. */
  uncommittedRead: 0,
  /** A group processed an earlier record of a producer and partition after a later one. */
  outOfOrder: 1,
  /** A commit was accepted from a member that did not own the partition in the current generation. */
  foreignCommit: 2,
  /** A new owner started elsewhere than at the committed offset, or where auto.offset.reset says. */
  wrongStart: 3,
  /** A zombie's record was returned to a reader. */
  zombieRead: 4,
  /** An offset below the high watermark changed its record. */
  offsetChanged: 5,
  /** A batch, an EndTxn or the transaction's offsets of a zombie arrived, whatever came of it. */
  zombieArrived: 6,
  /** A member was given a position. */
  positioned: 7,
  /** A commit arrived at the coordinator, whatever came of it. */
  commitArrived: 8,
  /** A reader returned a record of a transaction. */
  transactionalRead: 9,
  /** A reader returned a record of a transaction that the coordinator had aborted. */
  abortedRead: 10,
  /** The group coordinator took the offsets of a zombie's transaction. */
  zombieOffsets: 11,
  /** An EndTxn of a zombie decided a transaction. */
  zombieEnd: 12,
  /** A commit of a member that its group goes on without was refused. */
  staleCommit: 13,
} as const;
