import type { Command } from '../../model/commands.ts';
import type { Goal } from '../../model/property.ts';
import { DecisionTrees } from './answers/decision-trees.ts';
import { Recorder } from './vectors/recorder.ts';
import type { StateMemory } from './answers/state-memory.ts';
import { View } from './vectors/view.ts';

/** What is asked of a step by one action. */
interface Question<State, Action> {
  readonly goal: Goal<State, Action>;
  readonly index: number;
  /** Its number among the questions that are remembered. */
  readonly question: number;
}

const NO = 1;
const YES = 2;

/**
 * Whether steps of any kind reach goals, remembered by what it reads of the states before and after. The two are one vector
 * twice as long.
 */
export class LeapGoalMemory<State, Action extends { readonly type: string }> {
  private readonly commands: readonly Command<State, Action>[];
  private readonly goals: readonly Goal<State, Action>[];
  private readonly questions: readonly (readonly Question<State, Action>[])[];
  private readonly counts: number[];
  private readonly trees = new DecisionTrees();
  private readonly recorder: Recorder;
  private readonly width: number;
  private readonly pair: Int32Array;
  private readonly before: State;
  private readonly after: State;

  constructor(
    { components, slots, width }: StateMemory<State>,
    commands: readonly Command<State, Action>[],
    goals: readonly Goal<State, Action>[],
  ) {
    this.commands = commands;
    this.goals = goals;
    this.counts = goals.map(() => 0);
    this.questions = commands.map(({ action }) =>
      goals.flatMap((goal, index) =>
        goal.on.includes(action.type) ? [{ goal, index, question: this.trees.ask() }] : [],
      ),
    );
    this.width = width;
    this.pair = new Int32Array(2 * width);
    const recorder = new Recorder([...components, ...components]);
    this.recorder = recorder;
    this.before = new View(slots, recorder.read).root as State;
    this.after = new View(slots, (slot) => recorder.read(width + slot)).root as State;
  }

  /** Counts the goals that a step by the action at an index reaches. */
  count(index: number, before: Int32Array, after: Int32Array): void {
    const questions = this.questions[index];
    if (questions.length === 0) return;
    const { pair, width } = this;
    for (let slot = 0; slot < width; slot += 1) {
      pair[slot] = before[slot];
      pair[width + slot] = after[slot];
    }
    for (const asked of questions) {
      const known = this.trees.find(asked.question, pair);
      if ((known === 0 ? this.learn(asked, index) : known) === YES) this.counts[asked.index] += 1;
    }
  }

  private learn({ goal, question }: Question<State, Action>, index: number): number {
    this.recorder.begin(this.pair);
    const answer = goal.reached(this.before, this.commands[index].action, this.after) ? YES : NO;
    this.trees.add(question, answer, this.recorder, () => goal.id);
    return answer;
  }

  /** How often each was reached, by id. */
  reached(): [id: string, count: number][] {
    return this.goals.map(({ id }, index) => [id, this.counts[index]]);
  }
}
