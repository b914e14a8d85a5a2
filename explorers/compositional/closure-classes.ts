import type { Coroutine } from '../coroutine.ts';
import { isVisible, type LabelledGraph } from './labelled-graph.ts';
import { NumberSets } from './number-sets.ts';
import { stronglyConnectedComponents } from './strongly-connected-components.ts';

/** A class of states from which the environment can still show the same. */
export interface ClosureClass {
  readonly observation: number;
  readonly terminal: number;
  /** The classes that the next visible transition may lead to, whichever silent steps come before; ascending. */
  readonly successors: Int32Array;
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
  /** The sets of successors that there are, and which of them each class has. */
  private readonly successors = new NumberSets();
  private readonly successorsOf: number[] = [];
  private readonly known = new Map<string, number>();
  /** Sets of classes that visible transitions lead to, and sets of those sets that silent steps do. */
  private readonly visible = new NumberSets();
  private readonly silent = new NumberSets();
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
    this.gather(members, this.isUnclassed);
    const visible = this.visible.number();
    const silent = this.silent.number();
    const labels = this.labelsOf(members[0]);
    const signature = `${labels};${visible};${silent}`;
    let closureClass = this.signatures.get(signature);
    if (closureClass === undefined) {
      closureClass = this.classWith(labels, members[0], this.successorsFrom(visible, silent));
      this.signatures.set(signature, closureClass);
    }
    return closureClass;
  }

  private readonly isUnclassed = (state: number): boolean => this.ofState[state] < 0;

  /** A class of its own for each state of a component with visible transitions inside. */
  private addApart(members: Int32Array): void {
    this.successors.begin();
    const none = this.successors.number();
    for (const member of members) this.ofState[member] = this.addClass(member, none);
    for (const member of members) {
      const reached = this.silentlyFrom(member, members);
      this.gather(Int32Array.from(reached), (target) => reached.has(target));
      const successors = this.successorsFrom(this.visible.number(), this.silent.number());
      this.setSuccessors(this.ofState[member], member, successors);
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

  /** Gathers what steps out of a set of states lead to: classes by visible transitions, and by silent steps sets of successors. */
  private gather(members: Int32Array, isInside: (target: number) => boolean): void {
    const { graph, ofState, successorsOf, visible, silent } = this;
    visible.begin();
    silent.begin();
    for (const member of members) {
      for (let edge = graph.firsts[member]; edge < graph.firsts[member + 1]; edge += 1) {
        const target = graph.targets[edge];
        if (isVisible(graph, member, target)) visible.add(ofState[target]);
        else if (!isInside(target)) silent.add(successorsOf[ofState[target]]);
      }
    }
  }

  /** The number of the successors of a state that leads to these sets, visibly and silently. */
  private successorsFrom(visible: number, silent: number): number {
    const { successors } = this;
    const ownSuccessors = this.visible.at(visible);
    const others = this.silent.at(silent);
    if (ownSuccessors.length === 0 && others.length === 1) return others[0];
    successors.begin();
    successors.addAll(ownSuccessors);
    for (const set of others) successors.addAll(successors.at(set));
    return successors.number();
  }

  private classWith(labels: string, state: number, successors: number): number {
    const key = `${labels};${successors}`;
    let closureClass = this.known.get(key);
    if (closureClass === undefined) {
      closureClass = this.addClass(state, successors);
      this.known.set(key, closureClass);
    }
    return closureClass;
  }

  private labelsOf(state: number): string {
    return `${this.graph.observations[state]} ${this.graph.terminals[state]}`;
  }

  private addClass(state: number, successors: number): number {
    this.setSuccessors(this.all.length, state, successors);
    return this.all.length - 1;
  }

  private setSuccessors(closureClass: number, state: number, successors: number): void {
    const { observations, terminals } = this.graph;
    this.successorsOf[closureClass] = successors;
    this.all[closureClass] = {
      observation: observations[state],
      terminal: terminals[state],
      successors: this.successors.at(successors),
      state,
    };
  }
}
