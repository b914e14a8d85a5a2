import type { Machine } from '../../model/machine.ts';
import type { Packing } from '../../model/packing.ts';

/** States in the order in which they were added. */
export interface WaitingStates<State> {
  readonly length: number;
  /** Bytes of their memory, where they are packed. */
  readonly bytes: number;
  push(state: State): void;
  at(index: number): State;
  /** Keeps those of whose index this says so. */
  keep(isKept: (index: number) => boolean): void;
  /** Drops what is behind the first `length` states. */
  cut(length: number): void;
}

/** An empty list of a machine's states: packed where the machine says how. */
export const waitingStates = <State, Action>({ packing }: Machine<State, Action>): WaitingStates<State> =>
  packing === undefined ? new StatesAsTheyAre() : new PackedStates(packing);

class StatesAsTheyAre<State> implements WaitingStates<State> {
  readonly bytes = 0;
  private states: State[] = [];

  get length(): number {
    return this.states.length;
  }

  push(state: State): void {
    this.states.push(state);
  }

  at(index: number): State {
    return this.states[index];
  }

  keep(isKept: (index: number) => boolean): void {
    this.states = this.states.filter((_state, index) => isKept(index));
  }

  cut(length: number): void {
    this.states.length = length;
  }
}

/** Packed states that there is memory for at first, and by how much it grows. */
const statesMin = 64;
const growth = 1.5;

class PackedStates<State> implements WaitingStates<State> {
  length = 0;
  private readonly packing: Packing<State>;
  private words: Int32Array;

  constructor(packing: Packing<State>) {
    this.packing = packing;
    this.words = new Int32Array(statesMin * packing.width);
  }

  get bytes(): number {
    return this.words.byteLength;
  }

  push(state: State): void {
    const { packing, length } = this;
    const { width } = packing;
    if (width * length === this.words.length) {
      const words = new Int32Array(Math.ceil(growth * length) * width);
      words.set(this.words);
      this.words = words;
    }
    packing.pack(state, this.words, width * length);
    this.length += 1;
  }

  at(index: number): State {
    const { packing, words } = this;
    return packing.unpack(words, packing.width * index);
  }

  keep(isKept: (index: number) => boolean): void {
    const { words, length } = this;
    const { width } = this.packing;
    let kept = 0;
    for (let index = 0; index < length; index += 1) {
      if (!isKept(index)) continue;
      words.copyWithin(width * kept, width * index, width * (index + 1));
      kept += 1;
    }
    this.length = kept;
  }

  cut(length: number): void {
    this.length = length;
  }
}
