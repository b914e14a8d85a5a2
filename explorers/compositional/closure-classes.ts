import type { Coroutine } from '../coroutine.ts';
import { Interner } from './interner.ts';
import { isVisible, type LabelledGraph } from './labelled-graph.ts';
import { stronglyConnectedComponents } from './strongly-connected-components.ts';

/** A class of states from which the environment can still show the same. */
export interface ClosureClass {
  readonly observation: number;
  readonly terminal: number;
  /** The classes that the next visible transition may lead to, whichever silent steps come before; ascending. */
  readonly successors: readonly number[];
  /** One of its states. */
  readonly state: number;
}

export interface ClosureClasses {
  readonly all: readonly ClosureClass[];
  /** The class of each state. */
  readonly ofState: Int32Array;
}

/** Components between two pauses. */
const sliceComponents = 10_000;

/**
 * The tau-closure classes of a labelled graph.
 *
 * Two states are of one class when they have the same labels and when visible transitions to the same classes are in
 * their tau-closures, which are the states that silent steps lead to. That is decided from the end of the graph
 * backwards, component by component (Tarjan). States that lead to each other by silent steps are of one class; a
 * component with visible transitions inside is not merged with anything.
 */
export function* closureClassesOf(graph: LabelledGraph): Coroutine<ClosureClasses> {
  const classes = new ClassBuilder(graph);
  let components = 0;
  for (const members of stronglyConnectedComponents(graph)) {
    classes.add(members);
    components += 1;
    if (components % sliceComponents === 0) yield;
  }
  return classes;
}

class ClassBuilder implements ClosureClasses {
  readonly all: ClosureClass[] = [];
  readonly ofState: Int32Array;
  private readonly graph: LabelledGraph;
  /** The sets of successors that there are, each by its number, and which of them each class has. */
  private readonly successors: (readonly number[])[] = [];
  private readonly successorsOf: number[] = [];
  private readonly successorSets = new Interner();
  private readonly known = new Map<string, number>();
  /** The signatures of components, and the class that each turned out to be of: most components share theirs. */
  private readonly signatures = new Map<string, number>();

  constructor(graph: LabelledGraph) {
    this.graph = graph;
    this.ofState = new Int32Array(graph.size).fill(-1);
  }

  /** Adds a component, when all those that it leads to are there. */
  add(members: Int32Array): void {
    if (this.hasVisibleTransitions(members)) return this.addApart(members);
    const closureClass = this.classOf(members);
    for (const member of members) this.ofState[member] = closureClass;
  }

  /** Whether steps between these states are visible. */
  private hasVisibleTransitions(members: Int32Array): boolean {
    const { observations } = this.graph;
    const [first] = members;
    return members.some((member) => observations[member] !== observations[first]);
  }

  /** The class of states that lead to each other and have the same labels. */
  private classOf(members: Int32Array): number {
    const { visible, silent } = this.next(members, (target) => this.ofState[target] < 0);
    const labels = this.labelsOf(members[0]);
    const signature = `${labels};${ascending(visible).join()};${ascending(silent).join()}`;
    let closureClass = this.signatures.get(signature);
    if (closureClass === undefined) {
      closureClass = this.classWith(labels, members[0], this.successorsFrom(visible, silent));
      this.signatures.set(signature, closureClass);
    }
    return closureClass;
  }

  /** A class of its own for each state of a component with visible transitions inside. */
  private addApart(members: Int32Array): void {
    for (const member of members) this.ofState[member] = this.addClass(member, this.numberOf([]));
    for (const member of members) {
      const reached = this.silentlyFrom(member, members);
      const { visible, silent } = this.next(reached, (target) => reached.has(target));
      this.setSuccessors(this.ofState[member], member, this.numberOf(this.successorsFrom(visible, silent)));
    }
  }

  /** The states of a component in the tau-closure of one of them. */
  private silentlyFrom(state: number, members: Int32Array): Set<number> {
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

  /** What steps out of a set of states lead to: classes by visible transitions, and by silent steps sets of successors. */
  private next(
    members: Iterable<number>,
    isInside: (target: number) => boolean,
  ): { visible: Set<number>; silent: Set<number> } {
    const { graph, ofState, successorsOf } = this;
    const visible = new Set<number>();
    const silent = new Set<number>();
    for (const member of members) {
      for (let edge = graph.firsts[member]; edge < graph.firsts[member + 1]; edge += 1) {
        const target = graph.targets[edge];
        if (isVisible(graph, member, target)) visible.add(ofState[target]);
        else if (!isInside(target)) silent.add(successorsOf[ofState[target]]);
      }
    }
    return { visible, silent };
  }

  private successorsFrom(visible: ReadonlySet<number>, silent: ReadonlySet<number>): readonly number[] {
    const successors = new Set(visible);
    for (const number of silent) for (const successor of this.successors[number]) successors.add(successor);
    return ascending(successors);
  }

  private classWith(labels: string, state: number, successors: readonly number[]): number {
    const number = this.numberOf(successors);
    const key = `${labels};${number}`;
    let closureClass = this.known.get(key);
    if (closureClass === undefined) {
      closureClass = this.addClass(state, number);
      this.known.set(key, closureClass);
    }
    return closureClass;
  }

  private labelsOf(state: number): string {
    return `${this.graph.observations[state]} ${this.graph.terminals[state]}`;
  }

  private numberOf(successors: readonly number[]): number {
    const number = this.successorSets.numberOf(successors.join());
    this.successors[number] = successors;
    return number;
  }

  private addClass(state: number, number: number): number {
    this.setSuccessors(this.all.length, state, number);
    return this.all.length - 1;
  }

  private setSuccessors(closureClass: number, state: number, number: number): void {
    const { observations, terminals } = this.graph;
    this.successorsOf[closureClass] = number;
    this.all[closureClass] = {
      observation: observations[state],
      terminal: terminals[state],
      successors: this.successors[number],
      state,
    };
  }
}

const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);
