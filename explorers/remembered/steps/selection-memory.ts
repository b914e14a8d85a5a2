import type { Command } from '../../../model/commands.ts';
import type { Selection } from '../../../model/selection.ts';
import { Decisions } from '../answers/decisions.ts';
import type { Expansion } from './expansion.ts';
import { grown } from '../vectors/grown.ts';
import type { QueryMemory } from '../answers/query-memory.ts';

/**
 * Which steps are taken, remembered by what that depends on: which are enabled, and the answers to what was asked. So it
 * takes a walk down a tree, whose nodes are actions first and queries then.
 */
export class SelectionMemory<State, Action extends { readonly type: string }> {
  /** Steps taken as one, at most. */
  readonly stepsMax: number;
  private readonly selection: Selection<State, Action>;
  private readonly commands: readonly Command<State, Action>[];
  /** The tree of actions: of each node, for each action, the node that comes next; 0 is the root, and none. */
  private branches: Int32Array;
  /** Of each node what is decided there: the indices of the actions that are taken. */
  private readonly decisions: (Decisions<State, readonly number[]> | null)[] = [null];
  private readonly queries: QueryMemory<State>;
  /** Of each action its index, and whether it follows at once. */
  private readonly indexOf: ReadonlyMap<Action, number>;
  private readonly follows: readonly boolean[];

  constructor(
    queries: QueryMemory<State>,
    commands: readonly Command<State, Action>[],
    selection: Selection<State, Action>,
  ) {
    this.queries = queries;
    this.selection = selection;
    this.stepsMax = selection.stepsMax;
    this.commands = commands;
    this.branches = new Int32Array(commands.length);
    this.indexOf = new Map(commands.map(({ action }, index) => [action, index]));
    this.follows = commands.map(({ action }) => selection.follows(action));
  }

  /** The indices of the actions that are taken in a state. */
  choices({ row, enabled, count }: Expansion<State, Action>): readonly number[] {
    const size = this.commands.length;
    let node = 0;
    for (let index = 0; index < count; index += 1) {
      const next = this.branches[node * size + enabled[index]];
      node = next === 0 ? this.addNode(node, enabled[index]) : next;
    }
    const decisions = (this.decisions[node] ??= this.decisionsOf(enabled.subarray(0, count)));
    return decisions.of(row);
  }

  /** The step that follows at once where an expansion is after `steps` of them: an index; -1 where none does. */
  following(expansion: Expansion<State, Action>, steps: number): number {
    if (steps >= this.stepsMax) return -1;
    const choices = this.choices(expansion);
    return choices.length === 1 && this.follows[choices[0]] ? choices[0] : -1;
  }

  /** Adds the node that comes after another one by an action. */
  private addNode(from: number, action: number): number {
    const size = this.commands.length;
    const node = this.decisions.push(null) - 1;
    if (this.decisions.length * size > this.branches.length) this.branches = grown(this.branches);
    this.branches[from * size + action] = node;
    return node;
  }

  /** What is decided where these are enabled. */
  private decisionsOf(enabled: Int32Array): Decisions<State, readonly number[]> {
    const actions = Array.from(enabled, (index) => this.commands[index].action);
    return new Decisions(this.queries, 'which steps are taken', (ask) =>
      this.selection.choose(actions, ask).map((action) => this.indexOf.get(action) ?? -1),
    );
  }
}
