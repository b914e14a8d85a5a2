/**
 * The picture of a counterexample, as data: who takes part, what is sent, what is so after each step, from where on it
 * cannot be mended, and the same schedule with the remedy. A page is drawn from it and from the story beside it.
 */
export interface Scene extends Run {
  readonly format: typeof SCENE_FORMAT;
  readonly version: typeof SCENE_VERSION;
  /** Numbers of the steps, from 1, that the summary rests on. */
  readonly decisive: readonly number[];
  /**
   * The point of no return: after this step, counted from 1, every way to go on without another fault ends in a violation
   * of the guarantee; 0 when that is so from the start. Left out where the search for a way was given up.
   */
  readonly noReturn?: number;
  /** Whether it is broken only once all has come to rest. */
  readonly atRest: boolean;
  /** The schedule with the remedy, as far as it goes, and then a way to rest without a fault. */
  readonly control?: Control;
}

export const SCENE_FORMAT = 'kafka-trial/story';
export const SCENE_VERSION = 1;

/** A run, as it is drawn. */
export interface Run {
  readonly actors: readonly Actor[];
  /** Names of the partitions. */
  readonly partitions: readonly string[];
  /** Numbers of the steps that are faults. */
  readonly faults: readonly number[];
  readonly messages: readonly Message[];
  /** At the start, and after each step what differs from before. The first is whole. */
  readonly states: readonly Partial<Snapshot>[];
}

export interface Actor {
  readonly name: string;
  readonly kind: ActorKind;
}

export type ActorKind = 'producer' | 'broker' | 'controller' | 'coordinator' | 'consumer' | 'other';

/** An arrow from one life line to another. */
export interface Message {
  readonly from: string;
  readonly to: string;
  /** The step in which it is sent; 0 for before the first. */
  readonly sent: number;
  /** The step in which it arrives, or is lost; left out when it is still on its way at the end. */
  readonly there?: number;
  readonly label: string;
  readonly kind: 'produce' | 'reply' | 'error' | 'fetch' | 'control' | 'group';
  /** It never arrives. */
  readonly lost?: boolean;
}

export interface Control extends Run {
  /** What was changed, in the words of the remedy. */
  readonly change: string;
  readonly steps: readonly ControlStep[];
  /** Whether this run violates the guarantee, too: the remedy rests on the verdict of the changed setup, not on this run. */
  readonly broken: boolean;
}

/** `skipped`: it cannot happen there, and has no words of its own. `instead`: the same actor does the same in another way. */
export interface ControlStep {
  /** The step of the counterexample that it stands for; left out for what was put in. */
  readonly of?: number;
  readonly how: 'same' | 'instead' | 'added' | 'skipped';
  /** Of what cannot happen: why, as a clause. */
  readonly because?: string;
  readonly actor?: string;
  readonly text?: string;
  readonly effects?: readonly string[];
}

/** A state as an outside observer would draw it. -1 stands for none. */
export interface Snapshot {
  /** Per broker. */
  readonly up: readonly boolean[];
  readonly partitions: readonly PartitionSnapshot[];
  readonly producers: readonly ProducerSnapshot[];
  readonly transactions: readonly { readonly name: string; readonly status: string }[];
  readonly groups: readonly GroupSnapshot[];
  readonly members: readonly MemberSnapshot[];
  /** Per output partition the offset that the reader behind a transform reads next. */
  readonly downstream: readonly number[];
  readonly records: readonly RecordSnapshot[];
}

export interface PartitionSnapshot {
  readonly leader: number;
  readonly epoch: number;
  readonly isr: readonly number[];
  readonly elr: readonly number[];
  /** The first offset that retention has left. */
  readonly start: number;
  readonly replicas: readonly ReplicaSnapshot[];
}

export interface ReplicaSnapshot {
  readonly broker: number;
  readonly log: readonly EntrySnapshot[];
  readonly highWatermark: number;
  readonly lastStable: number;
  readonly leads: boolean;
  readonly epoch: number;
}

export interface EntrySnapshot {
  /** `r0`, or `commit` and `abort` for a marker. */
  readonly is: string;
  readonly epoch: number;
  /** What has become of the transaction that it is part of. */
  readonly transaction?: string;
}

export interface ProducerSnapshot {
  readonly name: string;
  readonly up: boolean;
  readonly inFlight: readonly {
    readonly record: string;
    readonly broker: number;
    readonly stage: string;
    readonly error: string;
  }[];
  /** Records that wait for another try. */
  readonly queue: readonly string[];
}

export interface GroupSnapshot {
  readonly generation: number;
  readonly phase: string;
  /** Per input partition the committed offset. */
  readonly committed: readonly number[];
}

export interface MemberSnapshot {
  readonly name: string;
  readonly status: string;
  readonly generation: number;
  /** Per input partition the offset to fetch next. */
  readonly positions: readonly number[];
  /** What it was given and has not processed. */
  readonly hand: readonly string[];
}

/** What became of one of the application's records. */
export interface RecordSnapshot {
  readonly name: string;
  /** What the application was told of it. */
  readonly told: string;
  /** Which brokers have it, and how often. */
  readonly copies: readonly { readonly broker: number; readonly times: number }[];
  /** Per group how often it took effect; in a transform, how often its output was read. */
  readonly took: readonly number[];
}
