import type { Command } from '../../../model/commands.ts';
import { describeAction } from '../../describe-action.ts';
import { type Effect, effectOf, tellingOfEffects } from './effect.ts';
import type { StateMemory } from '../answers/state-memory.ts';

/** What each action does, remembered by what it depends on. */
export class ActionMemory<State, Action extends { readonly type: string }> {
  /** Of each answer the effect of the action; null where it is disabled. */
  readonly effects: (Effect | null)[] = [];
  private readonly memory: StateMemory<State>;
  private readonly commands: readonly Command<State, Action>[];
  private readonly questions: readonly number[];
  private readonly askedOf: (action: Action) => readonly number[];

  /** @param askedOf new questions to be asked of every step by an action that has an effect found just now. */
  constructor(
    memory: StateMemory<State>,
    commands: readonly Command<State, Action>[],
    askedOf: (action: Action) => readonly number[],
  ) {
    this.memory = memory;
    this.commands = commands;
    this.askedOf = askedOf;
    this.questions = commands.map(({ action }, index) =>
      memory.ask(
        `action ${index}`,
        tellingOfEffects(memory, this.effects, () => askedOf(action)),
      ),
    );
  }

  /** What the action at an index does in the state of a vector: the number of an answer. */
  answer(index: number, row: Int32Array): number {
    const known = this.memory.find(this.questions[index], row);
    return known === 0 ? this.learn(index, row) : known;
  }

  private learn(index: number, row: Int32Array): number {
    const { recorder, before, differences, slots } = this.memory;
    const command = this.commands[index];
    recorder.begin(row);
    const isEnabled = command.enabled(before);
    if (isEnabled) differences.find(slots.root, command.next(before));
    const question = this.questions[index];
    const answer = this.memory.remember(question, () => describeAction(command.action));
    this.effects[answer] = isEnabled ? effectOf(this.memory, this.askedOf(command.action)) : null;
    this.memory.tell(question, answer);
    return answer;
  }
}
