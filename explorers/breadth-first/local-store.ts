import type { Fingerprint } from '../../model/machine.ts';
import { FingerprintSet } from './fingerprint-set.ts';
import type { Path } from './path.ts';
import { PredecessorTable, type Predecessors } from './predecessor-table.ts';
import type { Store } from './store.ts';

/** The store of one thread: a set of fingerprints and a table of predecessors, both flat. */
export class LocalStore implements Store {
  readonly fingerprints: FingerprintSet;
  private readonly table = new PredecessorTable();

  /** @param numbered whether it can tell the number of a state that is in it. */
  constructor(numbered: boolean) {
    this.fingerprints = new FingerprintSet({ numbered });
  }

  /** Adds an initial state; returns its number. */
  addInitial(fingerprint: Fingerprint): number {
    this.fingerprints.add(fingerprint);
    return this.table.addInitial();
  }

  /**
   * Adds a state that was reached from `parent` by the action at index `choice` of its enabled ones. Returns its number;
   * -1 when it was there.
   *
   * @param high one half of its fingerprint, and `low` the other, as integers of any sign.
   */
  add(high: number, low: number, parent: number, choice: number): number {
    return this.fingerprints.addWords(high, low) ? this.table.add(parent, choice) : -1;
  }

  /** The number of the state that was added last, or turned out to be there; only of a store that is numbered. */
  get latest(): number {
    return this.fingerprints.latest;
  }

  get size(): number {
    return this.fingerprints.size;
  }

  get bytes(): number {
    return this.fingerprints.bytes + this.table.bytes;
  }

  /** Bytes of the table of predecessors alone. */
  get tableBytes(): number {
    return this.table.bytes;
  }

  pathTo(state: number): Path {
    return this.table.pathTo(state);
  }

  predecessors(): Predecessors {
    return this.table.predecessors();
  }
}
