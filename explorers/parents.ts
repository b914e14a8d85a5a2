import { type Machine, type Schedule, startsOf } from '../model/machine.ts';

/** Actions that one state can enable: what fits into 16 bits. */
const choicesMax = 0xffff;

/**
 * How each state of a breadth-first search was first reached: six bytes a state, enough to rebuild its schedule.
 *
 * States are numbered in the order of their discovery; those that the search started from come first, and each of
 * these is its own parent.
 */
export class Parents {
  private parents = new Uint32Array(1024);
  private choices = new Uint16Array(1024);
  private count = 0;

  /** Notes that the search starts from the next state. */
  addStart(): number {
    return this.add(this.count, 0);
  }

  /** Notes that the next state was reached from `parent` by the action at index `choice` of its enabled ones. */
  add(parent: number, choice: number): number {
    if (choice > choicesMax) throw new RangeError(`a state enables more than ${choicesMax} actions`);
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

  /** The schedule that leads to state number `state`, rebuilt by going its way again. */
  scheduleTo<State, Action>(machine: Machine<State, Action>, state: number): Schedule<Action> {
    const choices: number[] = [];
    let at = state;
    for (; at !== this.parents[at]; at = this.parents[at]) choices.push(this.choices[at]);
    const schedule: Action[] = [];
    let current = startsOf(machine)[at];
    for (const choice of choices.reverse()) {
      const action = machine.enabled(current)[choice];
      schedule.push(action);
      current = machine.next(current, action);
    }
    return schedule;
  }
}
