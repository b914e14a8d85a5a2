import type { Executor } from './executor.ts';
import type { LocalStore } from './local-store.ts';
import type { HandedOver, PartitionStates } from './partition-states.ts';
import type { VisitorRecord } from './search-visitor.ts';

/** Searches in one thread, and hands over to several between two levels. What it counts until then stays in its summary. */
export interface HandingOver<Recorded extends VisitorRecord> extends Executor<Recorded> {
  readonly store: LocalStore;
  /** Distinct states from which on it can be worth while to have others come up. */
  readonly helpFrom: number;

  /** Has other threads share what it finds out. Returns memory for so many of them, this one included: each for what it has to tell. */
  share(threads: number): readonly SharedArrayBuffer[];

  /**
   * Ends its work, once others share it.
   *
   * @param first the number of the first state of the level that is to be expanded next.
   */
  handOver(first: number): {
    /** For the partition of this thread: with what it has made so far at hand, and nothing counted. */
    readonly states: PartitionStates;
    readonly level: HandedOver;
  };
}
