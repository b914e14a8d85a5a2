import { componentsOf } from './strongly-connected-components.ts';
import { type Graph, isVisible } from './labelled-graph.ts';
import { Words } from './interner.ts';

/** What a source can still show from some of its states on; the same for all of them. */
export interface Future {
  readonly notice: number;
  readonly outcome: number;
  /** The futures that the next visible step may lead to, in ascending order. */
  readonly options: readonly number[];
  /** One of the states that have it. */
  readonly state: number;
}

export interface Futures {
  readonly all: readonly Future[];
  /** The future of each state. */
  readonly ofState: Int32Array;
}

/** Components after which the caller may see to other things. */
const sliceComponents = 10_000;

/**
 * The futures of a source's states.
 *
 * Two states have the same future when they look the same and when the same futures can be next, whichever invisible
 * steps come before. That is decided from the end of the graph backwards. States that lead to each other by invisible
 * steps have one future; a component with visible steps inside is not merged with anything.
 *
 * Yields now and then, for the caller to see to other things.
 */
export function* futuresOf(graph: Graph): Generator<void, Futures> {
  const search = new FutureSearch(graph);
  let components = 0;
  for (const members of componentsOf(graph)) {
    search.add(members);
    components += 1;
    if (components % sliceComponents === 0) yield;
  }
  return search;
}

class FutureSearch implements Futures {
  readonly all: Future[] = [];
  readonly ofState: Int32Array;
  private readonly graph: Graph;
  /** The lists of options that there are, each by its number, and which of them each future has. */
  private readonly options: (readonly number[])[] = [];
  private readonly optionsOf: number[] = [];
  private readonly optionWords = new Words();
  private readonly known = new Map<string, number>();
  /** What components are made of, and the future that they turned out to have: most are made of the same. */
  private readonly recipes = new Map<string, number>();

  constructor(graph: Graph) {
    this.graph = graph;
    this.ofState = new Int32Array(graph.size).fill(-1);
  }

  /** Adds a component, when all those that it leads to are there. */
  add(members: Int32Array): void {
    if (this.hasVisibleSteps(members)) return this.addApart(members);
    const future = this.futureOf(members);
    for (const member of members) this.ofState[member] = future;
  }

  /** Whether steps between these states are visible. */
  private hasVisibleSteps(members: Int32Array): boolean {
    const { firsts, targets, notices, outcomes } = this.graph;
    const [first] = members;
    if (members.length > 1) {
      return members.some((member) => notices[member] !== notices[first] || outcomes[member] >= 0);
    }
    return outcomes[first] >= 0 && targets.subarray(firsts[first], firsts[first + 1]).includes(first);
  }

  /** The future of states that lead to each other and look the same. */
  private futureOf(members: Int32Array): number {
    const { visible, behind } = this.next(members, (target) => this.ofState[target] < 0);
    const look = this.lookOf(members[0]);
    const recipe = `${look};${ascending(visible).join()};${ascending(behind).join()}`;
    let future = this.recipes.get(recipe);
    if (future === undefined) {
      future = this.futureWith(look, members[0], this.optionsFrom(visible, behind));
      this.recipes.set(recipe, future);
    }
    return future;
  }

  /** A future of its own for each state of a component with visible steps inside. */
  private addApart(members: Int32Array): void {
    for (const member of members) this.ofState[member] = this.addFuture(member, this.numberOf([]));
    for (const member of members) {
      const reached = this.invisiblyFrom(member, members);
      const { visible, behind } = this.next(reached, (target) => reached.has(target));
      this.setOptions(this.ofState[member], member, this.numberOf(this.optionsFrom(visible, behind)));
    }
  }

  /** The states of a component that are reached without anything visible. */
  private invisiblyFrom(state: number, members: Int32Array): Set<number> {
    const { graph } = this;
    const inside = new Set(members);
    const reached = new Set([state]);
    for (const at of reached) {
      for (const target of graph.targets.subarray(graph.firsts[at], graph.firsts[at + 1])) {
        if (inside.has(target) && !isVisible(graph, at, target)) reached.add(target);
      }
    }
    return reached;
  }

  /** What steps out of a set of states lead to: the futures that are seen to begin, and the options of the others. */
  private next(
    members: Iterable<number>,
    isInside: (target: number) => boolean,
  ): { visible: Set<number>; behind: Set<number> } {
    const { graph, ofState, optionsOf } = this;
    const visible = new Set<number>();
    const behind = new Set<number>();
    for (const member of members) {
      for (let edge = graph.firsts[member]; edge < graph.firsts[member + 1]; edge += 1) {
        const target = graph.targets[edge];
        if (isVisible(graph, member, target)) visible.add(ofState[target]);
        else if (!isInside(target)) behind.add(optionsOf[ofState[target]]);
      }
    }
    return { visible, behind };
  }

  private optionsFrom(visible: ReadonlySet<number>, behind: ReadonlySet<number>): readonly number[] {
    const options = new Set(visible);
    for (const number of behind) for (const option of this.options[number]) options.add(option);
    return ascending(options);
  }

  private futureWith(look: string, state: number, options: readonly number[]): number {
    const number = this.numberOf(options);
    const key = `${look};${number}`;
    let future = this.known.get(key);
    if (future === undefined) {
      future = this.addFuture(state, number);
      this.known.set(key, future);
    }
    return future;
  }

  private lookOf(state: number): string {
    return `${this.graph.notices[state]} ${this.graph.outcomes[state]}`;
  }

  private numberOf(options: readonly number[]): number {
    const number = this.optionWords.numberOf(options.join());
    this.options[number] = options;
    return number;
  }

  private addFuture(state: number, number: number): number {
    this.setOptions(this.all.length, state, number);
    return this.all.length - 1;
  }

  private setOptions(future: number, state: number, number: number): void {
    const { notices, outcomes } = this.graph;
    this.optionsOf[future] = number;
    this.all[future] = { notice: notices[state], outcome: outcomes[state], options: this.options[number], state };
  }
}

const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);
