import type { LocalStore } from '../breadth-first/local-store.ts';
import type { Path } from '../breadth-first/path.ts';
import type { Predecessors } from '../breadth-first/predecessor-table.ts';
import type { Store } from '../breadth-first/store.ts';
import { SharedFingerprints } from './shared-fingerprints.ts';

/** How the states of one level were first reached, in the order in which a single thread discovers them. */
interface LevelPredecessors {
  /** The number of the level's first state. */
  readonly first: number;
  /** The discovery index of each state's parent in the level before. */
  readonly parents: Uint32Array;
  readonly choices: Uint16Array;
}

/** The memory of a level's predecessors, for the threads to fill in. */
export interface LevelMemory {
  readonly parents: SharedArrayBuffer;
  readonly choices: SharedArrayBuffer;
}

/**
 * The store of several threads, in shared memory: one set of fingerprints, and six bytes for the predecessor of each
 * state, level by level.
 *
 * It goes on from the store of a single thread, which keeps the predecessors that it has.
 */
export class SharedStore implements Store {
  fingerprints: SharedFingerprints;
  private readonly before: LocalStore;
  private readonly levels: LevelPredecessors[] = [];
  /** The number of the first state of the level that it goes on from. */
  private readonly origin: number;
  /** The number that the next state will have. */
  private next: number;

  constructor(before: LocalStore, origin: number) {
    this.before = before;
    this.origin = origin;
    this.next = before.size;
    this.fingerprints = SharedFingerprints.ofCapacity(2 * before.size);
    before.fingerprints.forEach((high, low, number) => this.fingerprints.addOld(high, low, number));
  }

  get size(): number {
    return this.next;
  }

  /** How many more fingerprints fit into the set before it has to be replaced by a larger one. */
  get room(): number {
    return this.fingerprints.capacity - this.next;
  }

  /** Adds a level of this many states. */
  addLevel(states: number): LevelMemory {
    const memory = { parents: new SharedArrayBuffer(4 * states), choices: new SharedArrayBuffer(2 * states) };
    const parents = new Uint32Array(memory.parents);
    this.levels.push({ first: this.next, parents, choices: new Uint16Array(memory.choices) });
    this.next += states;
    return memory;
  }

  get bytes(): number {
    const levels = this.levels.reduce((sum, { parents, choices }) => sum + parents.byteLength + choices.byteLength, 0);
    return this.fingerprints.bytes + levels + this.before.tableBytes;
  }

  predecessors(): Predecessors {
    const before = this.before.predecessors();
    const parents = new Uint32Array(this.next);
    const choices = new Uint16Array(this.next);
    parents.set(before.parents);
    choices.set(before.choices);
    let parentsFirst = this.origin;
    for (const level of this.levels) {
      level.parents.forEach((index, at) => (parents[level.first + at] = parentsFirst + index));
      choices.set(level.choices, level.first);
      parentsFirst = level.first;
    }
    return { parents, choices };
  }

  pathTo(state: number): Path {
    let depth = this.levels.findLastIndex(({ first }) => first <= state);
    if (depth < 0) return this.before.pathTo(state);
    const choices: number[] = [];
    let index = state - this.levels[depth].first;
    for (; depth >= 0; depth -= 1) {
      choices.push(this.levels[depth].choices[index]);
      index = this.levels[depth].parents[index];
    }
    const { initial, choices: earlier } = this.before.pathTo(this.origin + index);
    return { initial, choices: [...earlier, ...choices.reverse()] };
  }
}
