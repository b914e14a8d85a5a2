import type { Counted } from '../coverage.ts';
import type { PackedRows } from './packed-rows.ts';
import type { Predecessors } from './predecessor-table.ts';
import type { SearchVisitor, VisitorRecord } from './search-visitor.ts';

/**
 * The states of one worker: its part of the level that is being expanded, and what that leads to, each in the order in which
 * it came. In what form they are kept is their own matter.
 */
export interface PartitionStates {
  readonly visitor: SearchVisitor<unknown, VisitorRecord>;
  /** How many states of the level it has, the expanded ones among them. */
  readonly waiting: number;
  /** How many states were found since the level began. */
  readonly found: number;
  /** Successors made since the level began. */
  readonly generated: number;
  /** The most bytes that its states took, where these are packed. */
  readonly frontierBytes: number;

  /** Takes over the states with these indices of a level that a single thread has come to. */
  begin(level: HandedOver, indices: readonly number[]): void;

  /** Expands its next states, which have these numbers. What the claimer says is its own is found. */
  expandNext(numbers: Int32Array, claimer: Claimer): void;

  /** Keeps some of what was found: those of whose place in the order of finding this says so. */
  keep(isKept: (at: number) => boolean): void;

  /**
   * Checks what was kept, which is what waits from now on.
   *
   * @param next hears that it is the next one's turn.
   */
  settle(next: () => void, report: (property: string, cause: string) => void): void;

  /** Gives the last so many of those that wait to another worker. */
  give(states: number): Load['states'];

  /** Takes what another worker gave away. */
  take(load: Load['states']): void;

  /** What was counted since it began. */
  counted(): Counted;
}

/** Who decides whose a successor is. */
export interface Claimer {
  /** These are claimed next, each two signed integers. */
  anticipate(fingerprints: Int32Array): void;
  /**
   * Whether what a choice leads to is to be kept.
   *
   * @param high one half of its fingerprint, and `low` the other, signed.
   * @param parent the number of the state that it is a choice of.
   */
  claim(high: number, low: number, parent: number, choice: number): boolean;
  /** The number of what was claimed last, with or without success; negative where it has none yet. */
  readonly target: number;
  /** The state with this number violates a property at rest. */
  violates(number: number, property: string, cause: string): void;
}

/** The states of a level that one thread has come to alone. */
export type HandedOver =
  /** To be made again: how they were reached, those of the level from number `first` on. */
  | { readonly type: 'predecessors'; readonly predecessors: Predecessors; readonly first: number }
  /** The states themselves, as vectors. */
  | { readonly type: 'rows'; readonly rows: PackedRows };

/** States of a level that change hands, with their discovery indices. */
export interface Load {
  readonly to: number;
  readonly states: readonly unknown[] | PackedRows;
  readonly indices: readonly number[];
}
