import type { Goal } from '../../model/property.ts';
import type { Effect } from './steps/effect.ts';
import type { StateMemory } from './answers/state-memory.ts';
import { View } from './vectors/view.ts';

/** What is asked of the steps that have one effect. */
interface StepQuestion<State, Action> {
  readonly goal: Goal<State, Action>;
  readonly index: number;
  readonly action: Action;
  /** Its number among the questions that are remembered. */
  readonly question: number;
}

/**
 * Whether steps reach goals, remembered by what it depends on. What an action writes is known; so it depends on the effect
 * and on components from before the step.
 */
export class GoalMemory<State, Action extends { readonly type: string }> {
  private readonly memory: StateMemory<State>;
  private readonly goals: readonly Goal<State, Action>[];
  private readonly questions: StepQuestion<State, Action>[] = [];
  private readonly isReached: boolean[] = [];
  private readonly counts: number[];
  private readonly viewAfter: State;
  /** What `viewAfter` sees besides the vector. */
  private effect: Effect | null = null;

  constructor(memory: StateMemory<State>, goals: readonly Goal<State, Action>[]) {
    this.memory = memory;
    this.goals = goals;
    this.counts = goals.map(() => 0);
    const { recorder, components } = memory;
    const read = (slot: number): unknown => {
      const number = this.effect?.after[slot] ?? -1;
      return number < 0 ? recorder.read(slot) : components[slot].values[number];
    };
    const isWritten = (from: number, to: number): boolean =>
      this.effect?.slots.some((slot) => from <= slot && slot < to) === true;
    this.viewAfter = new View(memory.slots, read, { original: { view: memory.stateView, isWritten } }).root as State;
  }

  /** New questions: one for each goal that this action can reach. */
  ask(action: Action): number[] {
    return this.goals.flatMap((goal, index) => {
      if (!goal.on.includes(action.type)) return [];
      const question = this.memory.trees.ask();
      this.questions.push({ goal, index, action, question });
      return [this.questions.length - 1];
    });
  }

  /** Counts the goals that the step from the state of this vector, by this effect, reaches. */
  count(row: Int32Array, effect: Effect): void {
    const { questions } = effect;
    for (let at = 0; at < questions.length; at += 1) {
      const asked = this.questions[questions[at]];
      const known = this.memory.trees.find(asked.question, row);
      const answer = known === 0 ? this.learn(asked, row, effect) : known;
      if (this.isReached[answer]) this.counts[asked.index] += 1;
    }
  }

  private learn({ goal, action, question }: StepQuestion<State, Action>, row: Int32Array, effect: Effect): number {
    const { recorder, view } = this.memory;
    recorder.begin(row);
    this.effect = effect;
    const isReached = goal.reached(view, action, this.viewAfter);
    const answer = this.memory.remember(question, () => goal.id);
    this.isReached[answer] = isReached;
    return answer;
  }

  /** How often each was reached, by id. */
  reached(): [id: string, count: number][] {
    return this.goals.map(({ id }, index) => [id, this.counts[index]]);
  }
}
