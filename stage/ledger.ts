import type { SourceLine } from './decision-point.ts';

/** A record of the input, recognised by its marker wherever the program writes, calls or sends it. */
export interface InputRecord {
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** The outcomes that the trial expects of it, where it says so. */
  readonly expects?: readonly string[];
  /** Tombstones under whose key it lies: that has their ids in it, which are all that they are known by. */
  readonly under?: readonly string[];
}

/** Where a record lies. */
export type Place = Pick<InputRecord, 'topic' | 'partition' | 'offset'>;

/** Something that the outside world has seen of records: an effect, or a record in a topic. */
export interface Outcome {
  /** The input records whose markers are in it, each once. */
  readonly records: readonly string[];
  /** `db.insert`, `POST http://…`, or `topic invoices`. */
  readonly what: string;
  /** Of a record in a topic: where it lies. */
  readonly place?: Place;
  /** What was written, or called with, as far as two things of one record are told apart. */
  readonly content?: string;
  /**
   * `done`; `failed`, and then nothing was done; `aborted`: the record is in the log and no reader of committed records sees
   * it; `repeated`: an effect by key that had taken place already, so that nothing came of it; `gone`: a record that its leader
   * had taken, and that is not in the log.
   */
  readonly state: 'done' | 'failed' | 'aborted' | 'repeated' | 'gone';
  /** It took place, and who called it was told of an error: the answer was lost. */
  readonly isAnswerLost?: true;
  /** What is there once, by name, and was replaced: the last stays. Records are in it as often as they are in what was written. */
  readonly replaced?: readonly { readonly key: string; readonly records: readonly string[] }[];
  readonly process: number;
  readonly incarnation: number;
  /** The decision point at which it took place. */
  readonly at: number;
  /** Of an effect: the last one before its call. */
  readonly calledAfter?: number;
  readonly line?: SourceLine;
  /** The line lets go of the call: nobody waits for it. */
  readonly isLetGo?: true;
  /** It was sent so that nobody hears of it (`acks: 0`): a send has come to its end before. */
  readonly isUnanswered?: true;
  /** A line that may have let go of it, as by a timer. */
  readonly perhaps?: SourceLine;
  /** A line that keeps what it answers, of which nobody knows whether it is waited for. */
  readonly kept?: SourceLine;
  /** The line, of a caller perhaps, at which its failure is caught and goes no further. */
  readonly caught?: SourceLine;
}

/** An offset that a coordinator has taken, alone or with a transaction that is committed. */
export interface Commit {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly process: number;
  readonly incarnation: number;
  /** The decision point after which it was in force. */
  readonly at: number;
  /** The user's await that asked for it; nothing where the client library commits by itself. */
  readonly line?: SourceLine;
  /** Of one with a transaction: the user's await that committed that. */
  readonly end?: SourceLine;
}

/** An offset up to which a program has resolved what it was handed: its client commits that when it likes. */
export interface Resolved extends Omit<Commit, 'group' | 'end'> {
  /** Records for which a call was under way. */
  readonly underWay: readonly string[];
}

/** An offset that a client resolves since the handler that was given what is before it has come to its end: the line is that at which it hands that on, or begins. */
export type Handled = Omit<Resolved, 'underWay'>;

/** How far a life of a process has read a partition: the highest offset from which it has asked for records of it. */
export interface Fetched extends Place {
  /** The offset at which it began. */
  readonly from: number;
  readonly process: number;
  readonly incarnation: number;
}

/** A life of a process. */
export interface Life {
  readonly process: number;
  readonly incarnation: number;
  /** `alive` when the run came to rest. */
  readonly end: 'alive' | 'crashed' | 'terminated' | 'exited' | 'threw';
  /** Of `threw`: the message; of `exited`: the code. */
  readonly reason?: string;
  /** The user's line in the last exception that it ended by, or wrote to its standard error. */
  readonly line?: SourceLine;
  /** Of `alive`: it has sent a request that no broker can read, which is its client library's doing. */
  readonly isMisread?: true;
}

/** Where a life of a process began to consume. */
export interface Joining extends Pick<Life, 'process' | 'incarnation'> {
  readonly line: SourceLine;
}

/** A transaction that a program has begun, and neither committed nor aborted, though it went on. */
export interface LeftOpen {
  readonly process: number;
  readonly incarnation: number;
  /** The user's await that began it. */
  readonly line?: SourceLine;
}

/** Where a life goes round and round, and waits for nothing between two rounds: nothing else happens in it any more. */
export interface Endless extends Pick<Life, 'process' | 'incarnation'> {
  readonly line: SourceLine;
}

/** A call to the outside world of which nothing came: its process ended before it took place. */
export interface Begun
  extends Pick<Outcome, 'what' | 'records' | 'process' | 'incarnation' | 'isLetGo' | 'perhaps' | 'kept' | 'caught'> {
  readonly line: SourceLine;
}

/** What an outsider saw of a run. */
export interface Ledger {
  readonly records: readonly InputRecord[];
  readonly outcomes: readonly Outcome[];
  /** In the order in which they came: the last of a group and partition is in force. */
  readonly commits: readonly Commit[];
  /** Commits for groups as which nobody consumes: no one begins from them. Left out where there is none. */
  readonly astray?: readonly Commit[];
  /** Commits that coordinators have not taken. Left out where there is none. */
  readonly refused?: readonly Commit[];
  readonly fetched: readonly Fetched[];
  /** Groups that consumers have joined, as they were joined first; left out where there is none. */
  readonly joined?: readonly string[];
  /** Where lines are looked at: the await by which each life first joined a group. */
  readonly joinedBy?: readonly Joining[];
  /** Groups whose members have subscribed to different topics; left out where there is none. */
  readonly mixed?: readonly string[];
  /** Left out where there is none. */
  readonly leftOpen?: readonly LeftOpen[];
  readonly lives: readonly Life[];
  /** Where lines are looked at. */
  readonly begun?: readonly Begun[];
  /** Where lines are looked at. */
  readonly resolved?: readonly Resolved[];
  /** Where lines are looked at. */
  readonly handled?: readonly Handled[];
  /** Left out where there is none. */
  readonly endless?: Endless;
  /** Whether the run came to rest: nothing happens any more that has not happened before. False when its time ran out. */
  readonly atRest: boolean;
}
