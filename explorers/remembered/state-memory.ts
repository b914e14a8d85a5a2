import { commandsOf, type Commands } from '../../model/commands.ts';
import type { FieldsLayout } from '../../model/layout.ts';
import type { Machine } from '../../model/machine.ts';
import { Components } from './components.ts';
import { DecisionTrees } from './decision-trees.ts';
import { Differences } from './differences.ts';
import { Footprints } from './footprints.ts';
import { Recorder } from './recorder.ts';
import { type Slots, slotsOf } from './slots.ts';
import { View } from './view.ts';

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
