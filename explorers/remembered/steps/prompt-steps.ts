import type { Command } from '../../../model/commands.ts';
import { isEqual } from '../../../model/equal.ts';
import type { Ask } from '../../../model/query.ts';
import type { ActionMemory } from './action-memory.ts';
import { Decisions } from '../answers/decisions.ts';
import { applyEffect, type Effect } from './effect.ts';
import type { QueryMemory } from '../answers/query-memory.ts';
import type { StateMemory } from '../answers/state-memory.ts';

/** Steps that are taken at once after another one, without a look at what else is enabled. */
export class PromptSteps<State, Action extends { readonly type: string }> {
  private readonly memory: StateMemory<State>;
  private readonly actions: ActionMemory<State, Action>;
  /** The index of the action that is taken first; -1 where none is. */
  private readonly first: Decisions<State, number>;
  private readonly written: Int32Array;

  constructor(
    memory: StateMemory<State>,
    actions: ActionMemory<State, Action>,
    commands: readonly Command<State, Action>[],
    queries: QueryMemory<State>,
    atOnce: (ask: Ask<State>) => Action | null,
  ) {
    this.memory = memory;
    this.actions = actions;
    this.first = new Decisions(queries, 'which step is taken at once', (ask) => {
      const action = atOnce(ask);
      return action === null ? -1 : commands.findIndex((command) => isEqual(command.action, action));
    });
    this.written = new Int32Array(memory.reads.width);
  }

  /**
   * Takes all of them in the state of a vector, which becomes that of the last one.
   *
   * @param written the slots that the step before has written, as a set.
   * @returns all slots that were written; the same set, where nothing is taken.
   */
  follow(row: Int32Array, written: Int32Array): Int32Array {
    const { memory, actions, first } = this;
    let index = first.of(row);
    if (index < 0) return written;
    this.written.set(written);
    for (; index >= 0; index = first.of(row)) {
      const effect = actions.effects[actions.answer(index, row)] as Effect;
      applyEffect(effect, row, memory.components);
      for (let word = 0; word < written.length; word += 1) this.written[word] |= effect.written[word];
    }
    return this.written;
  }
}
