import type { Commands } from '../../model/commands.ts';
import type { FieldsLayout } from '../../model/layout.ts';
import type { ReducedTrial } from '../../reductions/reduced-trial.ts';
import type { SearchVisitor, VisitorFactory, VisitorRecord } from '../breadth-first/search-visitor.ts';
import { type Coverage, sumOf } from '../coverage.ts';
import { ActionMemory } from './steps/action-memory.ts';
import { applyEffect, type Effect, printOf, printWords } from './steps/effect.ts';
import { Expansion } from './steps/expansion.ts';
import { GoalMemory } from './goal-memory.ts';
import { LeapGoalMemory } from './leap-goal-memory.ts';
import { Leaps } from './steps/leaps.ts';
import { PromptSteps } from './steps/prompt-steps.ts';
import { PropertyMemory } from './property-memory.ts';
import { QueryMemory } from './answers/query-memory.ts';
import { RememberedFunction } from './answers/remembered-function.ts';
import { RewritingMemory } from './rewriting-memory.ts';
import { SelectionMemory } from './steps/selection-memory.ts';
import { StateMemory } from './answers/state-memory.ts';

/** Who hears of what a state leads to. */
export interface Reacher {
  /**
   * A step leads to the state of `reached`, by the choice with this index; its fingerprint in two halves. Returns its number
   * where the visitor needs it.
   */
  reach(high: number, low: number, choice: number): number;
  /** The state that is being expanded violates a property at rest. */
  readonly report: (property: string, cause: string) => void;
}

/**
 * What a search does with states that are vectors of component numbers, with rules, properties and goals remembered by what
 * they read. Comes to what `SuccessorGeneration` comes to.
 */
export class RememberedGeneration<State, Action extends { readonly type: string }, Recorded extends VisitorRecord> {
  readonly memory: StateMemory<State>;
  readonly visitor: SearchVisitor<State, Recorded>;
  /** What holds of every state: for whoever takes in states to ask. */
  readonly always: PropertyMemory<State>;
  /** Successors made so far. */
  generated = 0;
  /** The vector of the state that is being expanded, and in which slots it differs from the last one. */
  readonly row: Int32Array;
  readonly changed: Int32Array;
  /** The vector of the state that was reached last, and in which slots it differs from the one that is being expanded. */
  reached: Int32Array;
  written: Int32Array;
  private readonly atRest: PropertyMemory<State>;
  private readonly goals: GoalMemory<State, Action>;
  /** The same of steps that others follow; null where they are taken one by one. */
  private readonly leapGoals: LeapGoalMemory<State, Action> | null;
  /** What the fingerprint is one of; null where it is one of the state as it is. */
  private readonly rewriting: RewritingMemory<State> | null;
  /** Which steps are taken; null where all are. */
  private readonly selection: SelectionMemory<State, Action> | null;
  /** What each is followed by where it is the only one; null where they are taken one by one. */
  private readonly leaps: Leaps<State, Action> | null;
  /** What is taken at once after each; null where nothing is. */
  private readonly prompt: PromptSteps<State, Action> | null;
  /** Of each action its type, by number, and whether it is a fault. */
  private readonly types: readonly string[];
  private readonly typeOf: Int32Array;
  private readonly isFault: readonly boolean[];
  private readonly typeCounts: number[];
  private readonly expansion: Expansion<State, Action>;
  private readonly child: Int32Array;

  constructor(
    { trial, initials }: Pick<ReducedTrial<State, Action>, 'trial' | 'initials'>,
    { all, layout, rewritings = [], selection }: Commands<State, Action> & { readonly layout: FieldsLayout },
    visitorOf: VisitorFactory<State, Recorded>,
  ) {
    const memory = new StateMemory<State>(layout, initials[0]);
    this.visitor = visitorOf((subject, ask) => {
      const remembered = new RememberedFunction(memory, subject, ask);
      // The state that it hears of is the one that is being expanded.
      return () => remembered.of(this.row);
    });
    this.memory = memory;
    this.goals = new GoalMemory(memory, trial.goals);
    const leaping = selection !== undefined && selection.stepsMax > 1;
    const merging = leaping || selection?.atOnce !== undefined;
    this.leapGoals = merging ? new LeapGoalMemory(memory, all, trial.goals) : null;
    // Of what is taken as one it is asked by the end.
    const asksOf = merging ? () => [] : (action: Action) => this.goals.ask(action);
    const actions = new ActionMemory(memory, all, asksOf);
    const queries = new QueryMemory(memory);
    this.always = new PropertyMemory(
      memory,
      trial.properties.filter(({ kind }) => kind === 'always'),
    );
    this.atRest = new PropertyMemory(
      memory,
      trial.properties.filter(({ kind }) => kind === 'at-rest'),
    );
    this.rewriting = rewritings.length === 0 ? null : new RewritingMemory(memory, queries, rewritings);
    this.selection = selection === undefined ? null : new SelectionMemory(queries, all, selection);
    this.leaps = this.selection !== null && leaping ? new Leaps(memory, actions, all, this.selection) : null;
    this.prompt =
      selection?.atOnce === undefined ? null : new PromptSteps(memory, actions, all, queries, selection.atOnce);
    this.types = [...new Set(all.map(({ action }) => action.type))];
    this.typeOf = Int32Array.from(all, ({ action }) => this.types.indexOf(action.type));
    this.typeCounts = this.types.map(() => 0);
    this.isFault = all.map(({ action }) => trial.isFault(action));
    this.expansion = new Expansion(memory, actions, all.length);
    this.row = this.expansion.row;
    this.changed = new Int32Array(memory.reads.width).fill(-1);
    this.child = new Int32Array(memory.width + printWords);
    this.reached = this.child;
    this.written = this.changed;
  }

  /**
   * Distinct states from which on it can be worth while to have others come up. Until then another thread costs what it gains: it has to
   * become fast, and to hear what is known. A reduced state is more work, and so is to hear what that depends on.
   */
  get helpFrom(): number {
    return this.rewriting === null && this.selection === null ? 100_000 : 150_000;
  }

  /** Makes an initial state the one that was reached. Returns its fingerprint. */
  begin(initial: State): { readonly high: number; readonly low: number } {
    const { child, memory, rewriting } = this;
    const row = memory.rowOf(initial);
    const [high, low] = printOf(memory.components, row);
    child.set(row);
    child[row.length] = high;
    child[row.length + 1] = low;
    rewriting?.find(child, this.changed);
    return { high: high ^ (rewriting?.high ?? 0), low: low ^ (rewriting?.low ?? 0) };
  }

  /** Checks the state of `row` if it is at rest, and makes its successors. @param number of the state. */
  expand(number: number, reacher: Reacher): void {
    const { expansion, changed, leaps, row, selection, visitor } = this;
    const { effects } = expansion;
    const { view } = this.memory;
    expansion.update(changed);
    const choices = selection === null ? expansion.enabled : selection.choices(expansion);
    const count = selection === null ? expansion.count : choices.length;
    visitor.expanding(number, view, count);
    this.always.moveTo(row, changed);
    this.rewriting?.moveTo(row, changed);
    if (this.isAtRest(choices, count)) {
      this.atRest.count(this.atRest.judgeAfresh(row), reacher.report);
      visitor.atRest(view);
    }
    for (let choice = 0; choice < count; choice += 1) {
      const index = choices[choice];
      this.generated += 1;
      this.typeCounts[this.typeOf[index]] += 1;
      if (leaps === null) this.step(effects[index] as Effect);
      else this.leap(leaps, index);
      this.leapGoals?.count(index, row, this.reached);
      visitor.reached(this.reach(choice, reacher));
    }
  }

  private isAtRest(choices: ArrayLike<number>, count: number): boolean {
    for (let choice = 0; choice < count; choice += 1) if (!this.isFault[choices[choice]]) return false;
    return true;
  }

  private step(effect: Effect): void {
    const { child, row } = this;
    if (effect.questions.length > 0) this.goals.count(row, effect);
    child.set(row);
    applyEffect(effect, child, this.memory.components);
    this.written = this.prompt?.follow(child, effect.written) ?? effect.written;
  }

  private leap(leaps: Leaps<State, Action>, index: number): void {
    leaps.take(this.expansion, index);
    this.reached = leaps.end.row;
    this.written = leaps.written;
  }

  private reach(choice: number, reacher: Reacher): number {
    const { rewriting, reached } = this;
    const { width } = this.memory;
    let high = reached[width];
    let low = reached[width + 1];
    if (rewriting !== null) {
      rewriting.find(reached, this.written);
      high ^= rewriting.high;
      low ^= rewriting.low;
    }
    return reacher.reach(high, low, choice);
  }

  /** In how many states each property was put to the test. */
  exercised(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.always.exercised(), ...this.atRest.exercised()]);
  }

  coverage(): Coverage {
    const { types, typeCounts } = this;
    const actions = types.flatMap((type, index) => (typeCounts[index] > 0 ? [[type, typeCounts[index]]] : []));
    return {
      actions: sumOf([Object.fromEntries(actions)]),
      goals: sumOf([Object.fromEntries((this.leapGoals ?? this.goals).reached())]),
    };
  }
}
