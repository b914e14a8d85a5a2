import type { Path } from './path.ts';

/** Actions that one state can enable: what fits into 16 bits. */
const choicesMax = 0xffff;

/**
 * How each state of a breadth-first search was first reached: six bytes a state, enough to rebuild its schedule.
 *
 * States are numbered in the order of their discovery. The initial ones come first; each of these is its own predecessor, by
 * the choice of its own number.
 */
export class PredecessorTable {
  private parents = new Uint32Array(1024);
  private choices = new Uint16Array(1024);
  private count = 0;

  /** Notes that the next state is an initial one. */
  addInitial(): number {
    return this.add(this.count, this.count);
  }

  /** Notes that the next state was reached from `parent` by the action at index `choice` of its enabled ones. */
  add(parent: number, choice: number): number {
    checkChoice(choice);
    if (this.count === this.parents.length) this.grow();
    this.parents[this.count] = parent;
    this.choices[this.count] = choice;
    this.count += 1;
    return this.count - 1;
  }

  private grow(): void {
    const parents = new Uint32Array(2 * this.count);
    const choices = new Uint16Array(2 * this.count);
    parents.set(this.parents);
    choices.set(this.choices);
    this.parents = parents;
    this.choices = choices;
  }

  /** Bytes of the arrays, and of the smaller ones while they are copied. */
  get bytes(): number {
    return 1.5 * (this.parents.byteLength + this.choices.byteLength);
  }

  /** What is noted of each state, as plain data. */
  predecessors(): Predecessors {
    return { parents: this.parents.slice(0, this.count), choices: this.choices.slice(0, this.count) };
  }

  /** The path to state number `state`. */
  pathTo(state: number): Path {
    const choices: number[] = [];
    let at = state;
    for (; at !== this.parents[at]; at = this.parents[at]) choices.push(this.choices[at]);
    return { initial: this.choices[at], choices: choices.reverse() };
  }
}

/** How the states of a search were first reached: the parent of each, and the index of the action that leads from there. */
export interface Predecessors {
  readonly parents: Uint32Array;
  readonly choices: Uint16Array;
}

/** @throws {RangeError} when a state enables more actions than a choice can tell apart. */
export function checkChoice(choice: number): void {
  if (choice > choicesMax) throw new RangeError(`a state enables more than ${choicesMax} actions`);
}
