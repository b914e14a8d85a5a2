import type { Ways } from '../breadth-first/predecessor-table.ts';

/** How the states of one level were first reached, in the order in which a single thread discovers them. */
interface Level {
  /** The number of the level's first state. */
  readonly first: number;
  /** The rank of each state's parent in the level before. */
  readonly parents: Uint32Array;
  readonly choices: Uint16Array;
}

/** The memory of a level, for the threads to fill in. */
export interface LevelMemory {
  readonly parents: SharedArrayBuffer;
  readonly choices: SharedArrayBuffer;
}

/**
 * The ways to the states that were discovered in parallel: six bytes a state.
 *
 * States are numbered on from the level with which the parallel search began, whose own ways are known elsewhere.
 */
export class Levels {
  private readonly levels: Level[] = [];
  /** The number of the first state of the level that the ways begin at. */
  private readonly origin: number;
  /** The number that the next state will have. */
  private next: number;

  constructor(origin: number, states: number) {
    this.origin = origin;
    this.next = origin + states;
  }

  /** Adds a level of this many states. */
  add(states: number): LevelMemory {
    const memory = { parents: new SharedArrayBuffer(4 * states), choices: new SharedArrayBuffer(2 * states) };
    const parents = new Uint32Array(memory.parents);
    this.levels.push({ first: this.next, parents, choices: new Uint16Array(memory.choices) });
    this.next += states;
    return memory;
  }

  /** Bytes of all levels. */
  get bytes(): number {
    return this.levels.reduce((sum, { parents, choices }) => sum + parents.byteLength + choices.byteLength, 0);
  }

  /** The ways to all states, of which `before` has those up to the level that the others begin at. */
  ways(before: Ways): Ways {
    const parents = new Uint32Array(this.next);
    const choices = new Uint16Array(this.next);
    parents.set(before.parents);
    choices.set(before.choices);
    let parentsFirst = this.origin;
    for (const level of this.levels) {
      level.parents.forEach((rank, at) => (parents[level.first + at] = parentsFirst + rank));
      choices.set(level.choices, level.first);
      parentsFirst = level.first;
    }
    return { parents, choices };
  }

  /** The way to a state: the state of the first level that it begins at, and the choices from there on. */
  wayTo(state: number): { readonly origin: number; readonly choices: readonly number[] } {
    let depth = this.levels.findLastIndex(({ first }) => first <= state);
    if (depth < 0) return { origin: state, choices: [] };
    const choices: number[] = [];
    let rank = state - this.levels[depth].first;
    for (; depth >= 0; depth -= 1) {
      choices.push(this.levels[depth].choices[rank]);
      rank = this.levels[depth].parents[rank];
    }
    return { origin: this.origin + rank, choices: choices.reverse() };
  }
}
