import type { Path } from './path.ts';
import type { Predecessors } from './predecessor-table.ts';

/** What a search keeps of every state: its fingerprint, and how it was first reached. */
export interface Store {
  /** Bytes of it, and of what it is copied from while it grows. */
  readonly bytes: number;
  /** The way to state number `state` that the search found first. */
  pathTo(state: number): Path;
  /** How every state was first reached, as plain data. */
  predecessors(): Predecessors;
}
