import type { Command } from '../../model/commands.ts';
import type { Ask } from '../../model/query.ts';
import type { Selection } from '../../model/selection.ts';
import type { Expansion } from './expansion.ts';
import { ImpureRuleError } from './impure-rule-error.ts';
import type { QueryMemory, Said } from './query-memory.ts';
import type { RememberedFunction } from './remembered-function.ts';

/**
 * Which steps are taken, remembered by what that depends on: which are enabled, and the answers to what was asked. So it
 * takes a walk down a tree, whose nodes are actions first and queries then.
 */
export class SelectionMemory<State, Action extends { readonly type: string }> {
  private readonly selection: Selection<State, Action>;
  private readonly commands: readonly Command<State, Action>[];
  private readonly root: EnabledNode<State> = { next: [], decision: null };
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
    this.commands = commands;
    this.indexOf = new Map(commands.map(({ action }, index) => [action, index]));
    this.follows = commands.map(({ action }) => selection.follows(action));
    this.ask = queries.asking(
      () => this.row,
      (remembered, answer) => this.asked.push([remembered, remembered.valueOf(answer)]),
    );
  }

  /** The indices of the actions that are taken in a state. */
  choices({ row, enabled, count }: Expansion<State, Action>): readonly number[] {
    let node = this.root;
    for (let index = 0; index < count; index += 1) {
      const { next } = node;
      node = next[enabled[index]] ??= { next: [], decision: null };
    }
    let decision = node.decision;
    while (decision !== null) {
      if ('choices' in decision) return decision.choices;
      decision = decision.next.get(decision.remembered.of(row)) ?? null;
    }
    return this.learn(node, row, enabled.subarray(0, count));
  }

  /** The step that follows at once where an expansion is after `steps` of them: an index; -1 where none does. */
  following(expansion: Expansion<State, Action>, steps: number): number {
    if (steps >= this.selection.stepsMax) return -1;
    const choices = this.choices(expansion);
    return choices.length === 1 && this.follows[choices[0]] ? choices[0] : -1;
  }

  private learn(node: EnabledNode<State>, row: Int32Array, enabled: Int32Array): readonly number[] {
    this.row = row;
    this.asked.length = 0;
    const actions = Array.from(enabled, (index) => this.commands[index].action);
    const chosen = this.selection.choose(actions, this.ask);
    const choices = chosen.map((action) => this.indexOf.get(action) ?? -1);
    this.remember(node, choices);
    return choices;
  }

  private remember(node: EnabledNode<State>, choices: readonly number[]): void {
    let at = node.decision;
    let put = (decision: Decision<State>): void => void (node.decision = decision);
    for (const [remembered, said] of this.asked) {
      let asks = at;
      if (asks === null) put((asks = { remembered, next: new Map() }));
      if ('choices' in asks || asks.remembered !== remembered) {
        throw new ImpureRuleError('which steps are taken', 'it asks something else than before');
      }
      const { next } = asks;
      at = next.get(said) ?? null;
      put = (decision) => void next.set(said, decision);
    }
    put({ choices });
  }
}

/** Which actions are enabled, one after the other, and what that leads to. */
interface EnabledNode<State> {
  readonly next: EnabledNode<State>[];
  decision: Decision<State> | null;
}

type Decision<State> =
  | { readonly choices: readonly number[] }
  | { readonly remembered: RememberedFunction<State, Said>; readonly next: Map<Said, Decision<State>> };
