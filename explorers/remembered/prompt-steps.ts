import type { Command } from '../../model/commands.ts';
import { isEqual } from '../../model/equal.ts';
import type { Ask } from '../../model/query.ts';
import type { ActionMemory } from './action-memory.ts';
import { applyEffect, type Effect } from './effect.ts';
import type { QueryMemory } from './query-memory.ts';
import type { StateMemory } from './state-memory.ts';

/** Steps that are taken at once after another one, without a look at what else is enabled. */
export class PromptSteps<State, Action extends { readonly type: string }> {
  private readonly memory: StateMemory<State>;
  private readonly actions: ActionMemory<State, Action>;
  private readonly commands: readonly Command<State, Action>[];
  private readonly atOnce: (ask: Ask<State>) => Action | null;
  private readonly ask: Ask<State>;
  /** Of each action that has come first its index. */
  private readonly indexOf = new Map<Action, number>();
  private row: Int32Array = new Int32Array();
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
    this.commands = commands;
    this.atOnce = atOnce;
    this.ask = queries.asking(
      () => this.row,
      () => {},
    );
    this.written = new Int32Array(memory.reads.width);
  }

  /**
   * Takes all of them in the state of a vector, which becomes that of the last one.
   *
   * @param written the slots that the step before has written, as a set.
   * @returns all slots that were written; the same set, where nothing is taken.
   */
  follow(row: Int32Array, written: Int32Array): Int32Array {
    const { memory, atOnce, ask } = this;
    this.row = row;
    let action = atOnce(ask);
    if (action === null) return written;
    this.written.set(written);
    for (; action !== null; action = atOnce(ask)) {
      const effect = this.effectOf(action, row);
      applyEffect(effect, row, memory.components);
      for (let word = 0; word < written.length; word += 1) this.written[word] |= effect.written[word];
    }
    return this.written;
  }

  private effectOf(action: Action, row: Int32Array): Effect {
    const { actions } = this;
    let index = this.indexOf.get(action);
    if (index === undefined) {
      index = this.commands.findIndex((command) => isEqual(command.action, action));
      this.indexOf.set(action, index);
    }
    return actions.effects[actions.answer(index, row)] as Effect;
  }
}
