import type { Deviation, Fault } from './deviation.ts';

/** A place in the user's own files. */
export interface SourceLine {
  /** As the user names it: relative to the trial file's folder, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/**
 * A moment at which something may go wrong: a request reaches a broker, the broker has appended what was in it, a response reaches the
 * client, an effect takes place, a timer fires.
 */
export interface DecisionPoint {
  readonly at: number;
  /**
   * By which this one is known again where its number is another, since a program has been changed or a command's clock is its own:
   * `request OffsetCommit 0/0 #2`, the second of its kind in the first life of process 0.
   */
  readonly name?: string;
  /** Virtual milliseconds since the run began. */
  readonly time: number;
  readonly kind: 'request' | 'append' | 'response' | 'effect' | 'timer';
  /** The API's name, or the effect's: `OffsetCommit`, `db.insert`. */
  readonly what: string;
  /** Which instance of the program, from 0, and which life of it, from 0. */
  readonly process: number;
  readonly incarnation: number;
  /** The await of the user's that the process stands at; nothing where it is the client library's own doing. */
  readonly line?: SourceLine;
  /** What may go wrong here. */
  readonly faults: readonly Fault[];
  /**
   * A digest of what the cluster holds, of what each process has seen, and of what is under way. Two runs that have the
   * same at a point go on alike, whatever led there.
   */
  readonly history: string;
}

/** Whether a deviation happens at a point: by its name, where it has one, or by its number. */
export const isAt = (point: Pick<DecisionPoint, 'at' | 'name'>, { at, name }: Deviation): boolean =>
  name === undefined ? point.at === at : point.name === name;
