import type { Command } from '../../model/commands.ts';
import type { Ask } from '../../model/query.ts';
import type { Selection } from '../../model/selection.ts';
import type { Expansion } from './expansion.ts';
import { grown } from './grown.ts';
import { ImpureRuleError } from './impure-rule-error.ts';
import type { QueryMemory, Said } from './query-memory.ts';
import type { RememberedFunction } from './remembered-function.ts';

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
  /** Of each node what is to be decided there. */
  private readonly decisions: (Decision<State> | null)[] = [null];
  private readonly ask: Ask<State>;
  private row: Int32Array = new Int32Array();
  private readonly asked: [remembered: RememberedFunction<State, Said>, said: Said][] = [];
  /** Of each action its index, and whether it follows at once. */
  private readonly indexOf: ReadonlyMap<Action, number>;
  private readonly follows: readonly boolean[];

  constructor(
    queries: QueryMemory<State>,
    commands: readonly Command<State, Action>[],
    selection: Selection<State, Action>,
  ) {
    this.selection = selection;
    this.stepsMax = selection.stepsMax;
    this.commands = commands;
    this.branches = new Int32Array(commands.length);
    this.indexOf = new Map(commands.map(({ action }, index) => [action, index]));
    this.follows = commands.map(({ action }) => selection.follows(action));
    this.ask = queries.asking(
      () => this.row,
      (remembered, answer) => this.asked.push([remembered, remembered.valueOf(answer)]),
    );
  }

  /** The indices of the actions that are taken in a state. */
  choices({ row, enabled, count }: Expansion<State, Action>): readonly number[] {
    const size = this.commands.length;
    let node = 0;
    for (let index = 0; index < count; index += 1) {
      const next = this.branches[node * size + enabled[index]];
      node = next === 0 ? this.addNode(node, enabled[index]) : next;
    }
    let decision = this.decisions[node];
    while (decision !== null) {
      if (decision.choices !== null) return decision.choices;
      decision = decision.next.get((decision.remembered as RememberedFunction<State, Said>).of(row)) ?? null;
    }
    return this.learn(node, row, enabled.subarray(0, count));
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

  private learn(node: number, row: Int32Array, enabled: Int32Array): readonly number[] {
    this.row = row;
    this.asked.length = 0;
    const actions = Array.from(enabled, (index) => this.commands[index].action);
    const chosen = this.selection.choose(actions, this.ask);
    const choices = chosen.map((action) => this.indexOf.get(action) ?? -1);
    this.remember(node, choices);
    return choices;
  }

  private remember(node: number, choices: readonly number[]): void {
    let at = this.decisions[node];
    let put = (decision: Decision<State>): void => void (this.decisions[node] = decision);
    for (const [remembered, said] of this.asked) {
      let asks = at;
      if (asks === null) put((asks = { remembered, next: new Map(), choices: null }));
      if (asks.remembered !== remembered) {
        throw new ImpureRuleError('which steps are taken', 'it asks something else than before');
      }
      const { next } = asks;
      at = next.get(said) ?? null;
      put = (decision) => void next.set(said, decision);
    }
    put({ remembered: null, next: new Map(), choices });
  }
}

/** What is decided, or what that depends on and leads to. */
interface Decision<State> {
  readonly remembered: RememberedFunction<State, Said> | null;
  readonly next: Map<Said, Decision<State>>;
  readonly choices: readonly number[] | null;
}
