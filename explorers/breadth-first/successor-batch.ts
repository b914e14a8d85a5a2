import type { Fingerprint } from '../../model/machine.ts';
import { IntList } from '../int-list.ts';

/**
 * How many states are expanded before their successors are looked up together: enough for the processor to wait for many
 * places of a large set at once, and few enough for these, and the successors, to stay near it.
 */
export const batchStates = 64;

/** Successors in the order in which they were made, until they are looked up. */
export class SuccessorBatch<State> {
  /** The first `length`; what is behind them is of an earlier batch. */
  readonly states: State[] = [];
  /** Of each the two halves of its fingerprint, signed, one after the other. */
  readonly fingerprints = new IntList();
  /** Of each the number of the state that it was reached from, and the index of the action among the enabled ones. */
  readonly parents = new IntList();
  readonly choices = new IntList();

  get length(): number {
    return this.parents.length;
  }

  push(state: State, { high, low }: Fingerprint, parent: number, choice: number): void {
    this.states[this.length] = state;
    this.fingerprints.push(high);
    this.fingerprints.push(low);
    this.parents.push(parent);
    this.choices.push(choice);
  }

  clear(): void {
    this.fingerprints.cut(0);
    this.parents.cut(0);
    this.choices.cut(0);
  }
}
