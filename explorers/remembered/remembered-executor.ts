import type { Commands } from '../../model/commands.ts';
import type { FieldsLayout } from '../../model/layout.ts';
import type { ReducedTrial } from '../../reductions/reduced-trial.ts';
import type { Discoveries } from '../breadth-first/discoveries.ts';
import type { ExpandedLevel, Executor, Level, LevelProgress, Summary } from '../breadth-first/executor.ts';
import { LocalStore } from '../breadth-first/local-store.ts';
import type { SearchVisitor, VisitorFactory, VisitorRecord } from '../breadth-first/search-visitor.ts';
import type { Coroutine } from '../coroutine.ts';
import { sumOf } from '../coverage.ts';
import { ActionMemory } from './action-memory.ts';
import { applyEffect, type Effect, printOf, printWords } from './effect.ts';
import { Expansion } from './expansion.ts';
import { addTo } from './footprints.ts';
import { Frontier } from './frontier.ts';
import { GoalMemory } from './goal-memory.ts';
import { Leaps } from './leaps.ts';
import { PropertyMemory } from './property-memory.ts';
import { QueryMemory } from './query-memory.ts';
import { RememberedFunction } from './remembered-function.ts';
import { RewritingMemory } from './rewriting-memory.ts';
import { StateMemory } from './state-memory.ts';

/** States expanded between two pauses. */
const sliceStates = 1024;

/**
 * Expands levels in this thread, over states that are vectors of component numbers, with rules, properties and goals
 * remembered by what they read. Comes to what `SequentialExecutor` comes to.
 */
export class RememberedExecutor<State, Action extends { readonly type: string }, Recorded extends VisitorRecord>
  implements Executor<Recorded>
{
  readonly workers = 1;
  readonly store: LocalStore;
  private readonly visitor: SearchVisitor<State, Recorded>;
  readonly discoveries: Discoveries;
  private readonly memory: StateMemory<State>;
  private readonly always: PropertyMemory<State>;
  private readonly atRest: PropertyMemory<State>;
  private readonly goals: GoalMemory<State, Action>;
  /** What the fingerprint is one of; null where it is one of the state as it is. */
  private readonly rewriting: RewritingMemory<State> | null;
  /** Which steps are taken and followed by others; null where all are, one by one. */
  private readonly leaps: Leaps<State, Action> | null;
  /** Of each action its type, by number, and whether it is a fault. */
  private readonly types: readonly string[];
  private readonly typeOf: Int32Array;
  private readonly isFault: readonly boolean[];
  private readonly typeCounts: number[];
  private waiting: Frontier;
  private discovered: Frontier;
  private at = 0;
  private generated = 0;
  private checked = 0;
  /** The state that is being expanded, and in which slots it differs from the last one. */
  private readonly expansion: Expansion<State, Action>;
  private readonly changed: Int32Array;
  private readonly child: Int32Array;

  constructor(
    { trial, initials }: Pick<ReducedTrial<State, Action>, 'trial' | 'initials'>,
    { all, layout, rewritings = [], selection }: Commands<State, Action> & { readonly layout: FieldsLayout },
    discoveries: Discoveries,
    visitorOf: VisitorFactory<State, Recorded>,
  ) {
    this.discoveries = discoveries;
    const memory = new StateMemory<State>(layout, initials[0]);
    const { width } = memory;
    this.visitor = visitorOf((subject, ask) => {
      const remembered = new RememberedFunction(memory, subject, ask);
      // The state that it hears of is the one that is being expanded.
      return () => remembered.of(this.expansion.row);
    });
    this.store = new LocalStore(this.visitor.needsNumbers);
    this.memory = memory;
    this.goals = new GoalMemory(memory, trial.goals);
    // Of leaps it is asked by their end.
    const asksOf = selection === undefined ? (action: Action) => this.goals.ask(action) : () => [];
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
    this.leaps = selection === undefined ? null : new Leaps(memory, queries, actions, all, selection, trial.goals);
    this.types = [...new Set(all.map(({ action }) => action.type))];
    this.typeOf = Int32Array.from(all, ({ action }) => this.types.indexOf(action.type));
    this.typeCounts = this.types.map(() => 0);
    this.isFault = all.map(({ action }) => trial.isFault(action));
    this.waiting = new Frontier(width + printWords);
    this.discovered = this.waiting.next();
    this.expansion = new Expansion(memory, actions, all.length);
    this.child = new Int32Array(width + printWords);
    this.changed = new Int32Array(memory.reads.width).fill(-1);
    for (const initial of initials) this.begin(memory.rowOf(initial));
  }

  /** Takes in an initial state. */
  private begin(row: Int32Array): void {
    const [high, low] = printOf(this.memory.components, row);
    this.rewriting?.find(row, this.changed);
    this.checked = this.store.addInitial({
      high: high ^ (this.rewriting?.high ?? 0),
      low: low ^ (this.rewriting?.low ?? 0),
    });
    this.child.set(row);
    this.child[row.length] = high;
    this.child[row.length + 1] = low;
    this.waiting.push(this.child);
    this.always.check(this.child, this.changed, this.report);
  }

  *expand({ first }: Level, look: (progress: LevelProgress) => string | undefined): Coroutine<ExpandedLevel> {
    const generatedBefore = this.generated;
    const progress = (): LevelProgress => ({
      expanded: this.at,
      discovered: this.discovered.length,
      generated: this.generated - generatedBefore,
    });
    for (;;) {
      const end = Math.min(this.waiting.length, this.at + sliceStates);
      for (; this.at < end; this.at += 1) this.expandState(first + this.at);
      if (this.at === this.waiting.length) break;
      const stopped = look(progress());
      if (stopped !== undefined) return { ...progress(), stopped };
      yield;
    }
    const { discovered, generated } = progress();
    const read = this.waiting;
    this.waiting = this.discovered;
    this.discovered = read.next();
    this.at = 0;
    return { discovered, generated };
  }

  private expandState(number: number): void {
    this.moveToNext();
    const { expansion, changed, leaps } = this;
    const { row, effects } = expansion;
    const { view } = this.memory;
    this.visitor.expanding(number, view);
    expansion.update(changed);
    const choices = leaps === null ? expansion.enabled : leaps.choices(expansion);
    const count = leaps === null ? expansion.count : choices.length;
    this.always.moveTo(row, changed);
    this.rewriting?.moveTo(row, changed);
    this.checked = number;
    if (this.isAtRest(choices, count)) {
      this.atRest.checkAfresh(row, this.report);
      this.visitor.atRest(view);
    }
    for (let choice = 0; choice < count; choice += 1) {
      const index = choices[choice];
      this.generated += 1;
      this.typeCounts[this.typeOf[index]] += 1;
      if (leaps === null) this.step(effects[index] as Effect, number, choice);
      else this.leap(leaps, index, number, choice);
      this.visitor.reached(this.store.latest);
    }
  }

  private isAtRest(choices: ArrayLike<number>, count: number): boolean {
    for (let choice = 0; choice < count; choice += 1) if (!this.isFault[choices[choice]]) return false;
    return true;
  }

  private step(effect: Effect, parent: number, choice: number): void {
    const { child } = this;
    const { row } = this.expansion;
    if (effect.questions.length > 0) this.goals.count(row, effect);
    child.set(row);
    applyEffect(effect, child, this.memory.components);
    this.reach(child, effect.written, parent, choice);
  }

  private leap(leaps: Leaps<State, Action>, index: number, parent: number, choice: number): void {
    leaps.take(this.expansion, index);
    const { row } = leaps.end;
    leaps.goals.count(index, this.expansion.row, row);
    this.reach(row, leaps.written, parent, choice);
  }

  /** Makes the next state that waits the one to be expanded, and notes in which slots it differs from the last one. */
  private moveToNext(): void {
    const { changed, waiting, at } = this;
    const { row } = this.expansion;
    const { width } = this.memory;
    const chunk = waiting.chunk(at);
    const start = waiting.start(at);
    changed.fill(0);
    for (let slot = 0; slot < width; slot += 1) {
      const component = chunk[start + slot];
      if (row[slot] === component) continue;
      row[slot] = component;
      addTo(changed, 0, slot);
    }
    row[width] = chunk[start + width];
    row[width + 1] = chunk[start + width + 1];
  }

  /** Takes in a state; `written` is in which slots it differs from the one that is being expanded. */
  private reach(row: Int32Array, written: Int32Array, parent: number, choice: number): void {
    const { width } = this.memory;
    const { rewriting } = this;
    let high = row[width];
    let low = row[width + 1];
    if (rewriting !== null) {
      rewriting.find(row, written);
      high ^= rewriting.high;
      low ^= rewriting.low;
    }
    const number = this.store.addWords(high, low, parent, choice);
    if (number < 0) return;
    this.checked = number;
    this.always.check(row, written, this.report);
    this.discovered.push(row);
  }

  private readonly report = (property: string, cause: string): void =>
    this.discoveries.note(property, cause, this.checked);

  // oxlint-disable-next-line require-yield -- one thread has its figures at hand
  *summary(): Coroutine<Summary<Recorded>> {
    const { types, typeCounts } = this;
    const actions = types.flatMap((type, index) => (typeCounts[index] > 0 ? [[type, typeCounts[index]]] : []));
    return {
      exercised: Object.fromEntries([...this.always.exercised(), ...this.atRest.exercised()]),
      coverage: {
        actions: sumOf([Object.fromEntries(actions)]),
        goals: sumOf([Object.fromEntries((this.leaps?.goals ?? this.goals).reached())]),
      },
      records: [this.visitor.record()],
    };
  }

  // oxlint-disable-next-line require-yield -- there is nobody to let go of
  *dispose(): Coroutine<void> {}
}
