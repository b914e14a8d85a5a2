import type { Command } from '../../model/commands.ts';
import type { Goal } from '../../model/property.ts';
import type { ActionMemory } from './action-memory.ts';
import type { Effect } from './effect.ts';
import { Expansion } from './expansion.ts';
import { LeapGoalMemory } from './leap-goal-memory.ts';
import type { SelectionMemory } from './selection-memory.ts';
import type { StateMemory } from './state-memory.ts';

/** Steps, each with all that follow it at once. */
export class Leaps<State, Action extends { readonly type: string }> {
  readonly goals: LeapGoalMemory<State, Action>;
  /** Where the last one that was taken has led to. */
  readonly end: Expansion<State, Action>;
  /** The slots that it has written, as a set. */
  readonly written: Int32Array;
  private readonly selection: SelectionMemory<State, Action>;

  constructor(
    memory: StateMemory<State>,
    actions: ActionMemory<State, Action>,
    commands: readonly Command<State, Action>[],
    selection: SelectionMemory<State, Action>,
    goals: readonly Goal<State, Action>[],
  ) {
    this.selection = selection;
    this.end = new Expansion(memory, actions, commands.length);
    this.written = new Int32Array(memory.reads.width);
    this.goals = new LeapGoalMemory(memory, commands, goals);
  }

  /** Takes the step by an action, and all that follow. */
  take(from: Expansion<State, Action>, index: number): void {
    const { end, written, selection } = this;
    end.copy(from);
    written.fill(0);
    let next = index;
    for (let steps = 1; next >= 0; steps += 1) {
      const effect = end.effects[next] as Effect;
      end.step(effect);
      for (let word = 0; word < written.length; word += 1) written[word] |= effect.written[word];
      next = selection.following(end, steps);
    }
  }
}
