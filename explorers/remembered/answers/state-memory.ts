import { commandsOf, type Commands } from '../../../model/commands.ts';
import type { FieldsLayout } from '../../../model/layout.ts';
import type { Machine } from '../../../model/machine.ts';
import { Components } from '../vectors/components.ts';
import { DecisionTrees } from './decision-trees.ts';
import { Differences } from '../vectors/differences.ts';
import { Footprints } from '../vectors/footprints.ts';
import { Recorder } from '../vectors/recorder.ts';
import { type Slots, slotsOf } from '../vectors/slots.ts';
import type { Telling } from './telling.ts';
import { View } from '../vectors/view.ts';

/** What other threads have found out about the same machine. */
export interface AnswersOfOthers {
  /** Takes over what they have found out since the last time. Returns whether there was anything. */
  hear(): boolean;
  /** Takes over what was heard before the question of this name was asked here. */
  hearEarly(question: number, name: string): void;
  /** Tells them an answer that was found just now, with the slots that it depends on in the order in which they were read. */
  tell(question: number, answer: number, reads: ArrayLike<number>, row: ArrayLike<number>): void;
}

/** A question whose answers other threads can make use of. */
interface SharedQuestion {
  /** By which they know it: the same in every thread, and no other's. */
  readonly name: string;
  readonly telling: Telling;
}

/**
 * States of one machine as vectors: in each slot the number of a component. What is asked about a state is asked through
 * `view`, so that what the answer depends on is known, and is remembered in `trees`.
 *
 * Answers are numbered from 1 on; the slots that an answer depends on are the set with its number in `reads`. Number 0
 * is no answer, which anything may change.
 */
export class StateMemory<State> {
  readonly slots: Slots;
  readonly components: readonly Components[];
  /** Those of each kind, and of each slot its kind. */
  readonly kinds: readonly Components[];
  readonly kindOf: readonly number[];
  readonly recorder: Recorder;
  /** The state of the vector that the recorder reads. */
  readonly view: State;
  readonly stateView: View;
  /** The same for whoever makes another one of it: what is handed on as it is is not read. */
  readonly before: State;
  readonly trees = new DecisionTrees();
  readonly reads: Footprints;
  /** What answers say, where they are those of functions: one list, because the numbers of one function have gaps. */
  readonly values: unknown[] = [null];
  readonly differences: Differences;
  /** Null while there is no other thread. */
  others: AnswersOfOthers | null = null;
  private readonly sharedQuestions: (SharedQuestion | undefined)[] = [];
  private readonly questions = new Map<string, number>();

  constructor(layout: FieldsLayout, init: State) {
    this.slots = slotsOf(layout, init as object);
    const kinds = new Map<string, Components>();
    this.components = this.slots.all.map(({ kind }) => {
      const components = kinds.get(kind) ?? new Components();
      kinds.set(kind, components);
      return components;
    });
    this.kinds = [...kinds.values()];
    this.kindOf = this.components.map((components) => this.kinds.indexOf(components));
    this.recorder = new Recorder(this.components);
    this.stateView = new View(this.slots, this.recorder.read);
    this.view = this.stateView.root as State;
    const before = new View(this.slots, this.recorder.read, { handsOn: true });
    this.before = before.root as State;
    this.differences = new Differences(this.recorder, before);
    this.reads = new Footprints(this.width);
    this.reads.addAll();
  }

  /** How many slots a vector has. */
  get width(): number {
    return this.components.length;
  }

  /** The vector of a state. */
  rowOf(state: State): Int32Array {
    const row = new Int32Array(this.width).fill(-1);
    const { differences, recorder } = this;
    recorder.begin(row);
    differences.find(this.slots.root, state);
    for (let index = 0; index < differences.count; index += 1)
      row[differences.slots[index]] = differences.numbers[index];
    return row;
  }

  /**
   * Adds a question whose answers are told to other threads. Returns its number.
   *
   * @throws {RangeError} when another one has this name.
   */
  ask(name: string, telling: Telling): number {
    if (this.questions.has(name)) throw new RangeError(`two questions are called the same: ${name}`);
    const question = this.trees.ask();
    this.sharedQuestions[question] = { name, telling };
    this.questions.set(name, question);
    this.others?.hearEarly(question, name);
    return question;
  }

  /** The question of a name, where it was asked. */
  questionOf(name: string): number | undefined {
    return this.questions.get(name);
  }

  shared(question: number): SharedQuestion | undefined {
    return this.sharedQuestions[question];
  }

  /** The answer to a question in the state of a vector; 0 where nobody knows it. */
  find(question: number, row: Int32Array): number {
    const known = this.trees.find(question, row);
    if (known !== 0 || this.others?.hear() !== true) return known;
    return this.trees.find(question, row);
  }

  /**
   * Remembers an answer of another thread to a question, by what was read since the recorder began.
   *
   * @param own the own number of a component in a slot, by the number that it has in the other thread.
   */
  adopt(question: number, words: Int32Array, own: (slot: number, number: number) => number): void {
    const { name, telling } = this.sharedQuestions[question] as SharedQuestion;
    telling.adopt(
      this.remember(question, () => name),
      words,
      own,
    );
  }

  /** Tells other threads of an answer that was remembered just now. */
  tell(question: number, answer: number): void {
    const { reads, count, row } = this.recorder;
    this.others?.tell(question, answer, reads.subarray(0, count), row);
  }

  /** Remembers an answer to a question by what was read since the recorder began; returns its number. */
  remember(question: number, subject: () => string): number {
    const { recorder } = this;
    const answer = this.reads.add(recorder.reads, recorder.count);
    this.values[answer] = null;
    this.trees.add(question, answer, recorder, subject);
    return answer;
  }
}

/** What a machine is made of, where its states can be remembered. */
export function rememberable<State, Action>(
  machine: Machine<State, Action>,
): (Commands<State, Action> & { readonly layout: FieldsLayout }) | undefined {
  const commands = commandsOf(machine);
  return commands?.layout.type === 'fields' ? { ...commands, layout: commands.layout } : undefined;
}
