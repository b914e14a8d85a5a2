import type { Command } from '../../../model/commands.ts';
import type { ActionMemory } from './action-memory.ts';
import type { Effect } from './effect.ts';
import { Expansion } from './expansion.ts';
import { addTo } from '../vectors/footprints.ts';
import { LeapEnds } from './leap-ends.ts';
import type { SelectionMemory } from './selection-memory.ts';
import type { StateMemory } from '../answers/state-memory.ts';

/** Steps, each with all that follow it at once. */
export class Leaps<State, Action extends { readonly type: string }> {
  /** Where the last one that was taken has led to. */
  readonly end: Expansion<State, Action>;
  /** The slots in which that differs from where it began, as a set. */
  readonly written: Int32Array;
  private readonly selection: SelectionMemory<State, Action>;
  private readonly ends: LeapEnds;
  private readonly width: number;

  constructor(
    memory: StateMemory<State>,
    actions: ActionMemory<State, Action>,
    commands: readonly Command<State, Action>[],
    selection: SelectionMemory<State, Action>,
  ) {
    this.selection = selection;
    this.ends = new LeapEnds(memory.width);
    this.width = memory.width;
    this.end = new Expansion(memory, actions, commands.length);
    this.written = new Int32Array(memory.reads.width);
  }

  /** Takes the step by an action, and all that follow. */
  take(from: Expansion<State, Action>, index: number): void {
    const { end, ends, selection } = this;
    const { stepsMax } = selection;
    end.copy(from);
    ends.begin();
    let next = index;
    for (let steps = 1; ; steps += 1) {
      const effect = end.effects[next] as Effect;
      end.step(effect);
      if (ends.pass(end.row, steps, stepsMax)) break;
      end.update(effect.written);
      next = selection.following(end, steps);
      if (next >= 0) continue;
      if (steps < stepsMax) ends.end(end.row, steps);
      break;
    }
    this.compare(from.row);
  }

  /** Finds what has been written. */
  private compare(before: Int32Array): void {
    const { written, width } = this;
    const { row } = this.end;
    written.fill(0);
    for (let slot = 0; slot < width; slot += 1) if (row[slot] !== before[slot]) addTo(written, 0, slot);
  }
}
