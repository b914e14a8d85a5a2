import type { StateMemory } from './state-memory.ts';
import type { Telling } from './telling.ts';

/** A function of states, remembered by what it reads. */
export class RememberedFunction<State, Value> {
  private readonly memory: StateMemory<State>;
  private readonly question: number;
  private readonly subject: string;
  private readonly ask: (state: State) => Value;

  /**
   * @param subject what it says of a state, for messages.
   * @param telling how its values are told to other threads, which have one of this subject as well; they are not, when left out.
   */
  constructor(memory: StateMemory<State>, subject: string, ask: (state: State) => Value, telling?: Telling) {
    this.memory = memory;
    this.question = telling === undefined ? memory.trees.ask() : memory.ask(subject, telling);
    this.subject = subject;
    this.ask = ask;
  }

  /** What it says of the state of a vector. */
  of(row: Int32Array): Value {
    return this.valueOf(this.answer(row));
  }

  /** The number of what it says. */
  answer(row: Int32Array): number {
    const known = this.memory.find(this.question, row);
    return known === 0 ? this.learn(row) : known;
  }

  /** What an answer says. */
  valueOf(answer: number): Value {
    return this.memory.values[answer] as Value;
  }

  private learn(row: Int32Array): number {
    const { memory } = this;
    memory.recorder.begin(row);
    const value = this.ask(memory.view);
    const answer = memory.remember(this.question, () => this.subject);
    memory.values[answer] = value;
    memory.tell(this.question, answer);
    return answer;
  }
}
