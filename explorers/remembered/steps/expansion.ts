import type { ActionMemory } from './action-memory.ts';
import { applyEffect, type Effect, printWords } from './effect.ts';
import type { StateMemory } from '../answers/state-memory.ts';

/** A state as a vector, with what every action does in it; an answer stays as long as nothing changes that it depends on. */
export class Expansion<State, Action extends { readonly type: string }> {
  /** The components, and the two halves of the fingerprint. */
  readonly row: Int32Array;
  /** Of each action what it does; null where it is disabled. */
  readonly effects: (Effect | null)[];
  /** The actions that are enabled: the first `count`. */
  readonly enabled: Int32Array;
  count = 0;
  private readonly memory: StateMemory<State>;
  private readonly actions: ActionMemory<State, Action>;
  /** What the effect of each action depends on: a word of the sets of all actions, after that the next word of all. */
  private readonly reads: Int32Array;
  /** Of each action, what of that has changed. */
  private readonly touched: Int32Array;

  /** @param size how many actions there are. */
  constructor(memory: StateMemory<State>, actions: ActionMemory<State, Action>, size: number) {
    this.memory = memory;
    this.actions = actions;
    this.row = new Int32Array(memory.width + printWords).fill(-1);
    this.effects = Array.from({ length: size }, () => null);
    this.enabled = new Int32Array(size);
    this.reads = new Int32Array(size * memory.reads.width).fill(-1);
    this.touched = new Int32Array(size);
  }

  /** The vector has changed in these slots. */
  update(changed: Int32Array): void {
    const { effects, reads, touched, enabled } = this;
    const size = effects.length;
    for (let word = 0; word < changed.length; word += 1) {
      const bits = changed[word];
      if (bits === 0) continue;
      const from = word * size;
      for (let index = 0; index < size; index += 1) touched[index] |= reads[from + index] & bits;
    }
    let count = 0;
    for (let index = 0; index < size; index += 1) {
      if (touched[index] !== 0) this.ask(index);
      if (effects[index] === null) continue;
      enabled[count] = index;
      count += 1;
    }
    this.count = count;
  }

  private ask(index: number): void {
    const { effects, reads, touched, actions } = this;
    const answer = actions.answer(index, this.row);
    const { words, width } = this.memory.reads;
    touched[index] = 0;
    effects[index] = actions.effects[answer];
    for (let word = 0; word < width; word += 1) reads[word * touched.length + index] = words[answer * width + word];
  }

  /** Becomes what another one is. */
  copy(other: Expansion<State, Action>): void {
    const { effects, enabled } = this;
    this.row.set(other.row);
    for (let index = 0; index < effects.length; index += 1) effects[index] = other.effects[index];
    enabled.set(other.enabled);
    this.count = other.count;
    this.reads.set(other.reads);
  }

  /** Goes on by a step. Before anything else is asked, it has to be updated by what the step has written. */
  step(effect: Effect): void {
    applyEffect(effect, this.row, this.memory.components);
  }
}
