import type { Path } from './path.ts';

/** Actions that one state can enable: what fits into 16 bits. */
const choicesMax = 0xffff;

/** States of which is noted in one piece of memory how they were reached: a power of two. */
const pageStates = 2 ** 13;

/**
 * How each state of a breadth-first search was first reached: six bytes a state, enough to rebuild its schedule.
 *
 * States are numbered in the order of their discovery. The initial ones come first; each of these is its own predecessor, by
 * the choice of its own number.
 */
export class PredecessorTable {
  private readonly pages: Predecessors[] = [];
  private count = 0;

  /** Notes that the next state is an initial one. */
  addInitial(): number {
    return this.add(this.count, this.count);
  }

  /** Notes that the next state was reached from `parent` by the action at index `choice` of its enabled ones. */
  add(parent: number, choice: number): number {
    checkChoice(choice);
    const at = this.count & (pageStates - 1);
    if (at === 0) this.pages.push({ parents: new Uint32Array(pageStates), choices: new Uint16Array(pageStates) });
    const { parents, choices } = this.pages[this.pages.length - 1];
    parents[at] = parent;
    choices[at] = choice;
    this.count += 1;
    return this.count - 1;
  }

  get bytes(): number {
    return this.pages.length * pageStates * 6;
  }

  /** What is noted of each state, as plain data. */
  predecessors(): Predecessors {
    const parents = new Uint32Array(this.count);
    const choices = new Uint16Array(this.count);
    for (const [index, page] of this.pages.entries()) {
      const from = index * pageStates;
      const states = Math.min(pageStates, this.count - from);
      parents.set(page.parents.subarray(0, states), from);
      choices.set(page.choices.subarray(0, states), from);
    }
    return { parents, choices };
  }

  /** The path to state number `state`. */
  pathTo(state: number): Path {
    const choices: number[] = [];
    for (let at = state; ; ) {
      const page = this.pages[Math.floor(at / pageStates)];
      const parent = page.parents[at % pageStates];
      const choice = page.choices[at % pageStates];
      if (parent === at) return { initial: choice, choices: choices.reverse() };
      choices.push(choice);
      at = parent;
    }
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
