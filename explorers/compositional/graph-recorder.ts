import type { Property } from '../../model/property.ts';
import type { Decomposition } from '../../reductions/decomposition.ts';
import type { SearchVisitor, VisitorRecord } from '../breadth-first/search-visitor.ts';
import { IntList } from '../int-list.ts';
import type { StateGraph } from './ends.ts';
import { Interner } from './interner.ts';

/** What one thread has recorded of a graph, as plain data. */
export interface GraphPart extends VisitorRecord {
  /** The states that it expanded, by number, and for each: what is observed of it, and how many steps it enables. */
  readonly expanded: Int32Array;
  readonly observations: Int32Array;
  readonly steps: Int32Array;
  /** What the steps lead to, one state after the other. */
  readonly targets: Int32Array;
  /** Those that are at rest, and the terminal label of each. */
  readonly resting: Int32Array;
  readonly terminals: Int32Array;
  /** What the numbers of labels stand for. */
  readonly terminalWords: readonly string[];
  readonly observationWords: readonly string[];
}

/** The words by which the states of an environment are told apart. */
export interface Labels<State> {
  /** What can be observed of a state. */
  observation(state: State): string;
  /** What is said at the end in a state at rest. */
  terminal(state: State): string;
}

/** What the component can tell of the environment, and what properties say of it. */
export function labelsOf<State, Action extends { readonly type: string }>(
  decomposition: Decomposition<State, Action>,
): Labels<State> {
  const { claims } = decomposition;
  const always = claims.filter(({ kind }) => kind === 'always');
  return {
    observation: (state) => `${decomposition.observation(state)} ${verdicts(always, state)}`,
    terminal: (state) => `${decomposition.terminal(state)} ${verdicts(claims, state)}`,
  };
}

/** Records the labelled graph of an environment while a search goes through it. */
export class GraphRecorder<State> implements SearchVisitor<State, GraphPart> {
  readonly needsNumbers = true;
  private readonly labels: Labels<State>;
  private readonly expanded = new IntList();
  private readonly observations = new IntList();
  private readonly steps = new IntList();
  private readonly targets = new IntList();
  private readonly resting = new IntList();
  private readonly terminals = new IntList();
  private readonly terminalWords = new Interner();
  private readonly observationWords = new Interner();
  /** Targets from here on may be pending. */
  private pendingFrom = 0;

  constructor(labels: Labels<State>) {
    this.labels = labels;
  }

  get bytes(): number {
    const { expanded, observations, steps, targets, resting, terminals } = this;
    return [expanded, observations, steps, targets, resting, terminals].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  expanding(number: number, state: State, steps: number): void {
    this.expanded.push(number);
    this.observations.push(this.observationWords.numberOf(this.labels.observation(state)));
    this.steps.push(steps);
  }

  atRest(state: State): void {
    this.resting.push(this.expanded.at(this.expanded.length - 1));
    this.terminals.push(this.terminalWords.numberOf(this.labels.terminal(state)));
  }

  reached(target: number): void {
    this.targets.push(target);
  }

  resolve(nowOf: (pending: number) => number): void {
    for (let at = this.pendingFrom; at < this.targets.length; at += 1) {
      const target = this.targets.at(at);
      if (target < 0) this.targets.set(at, nowOf(target));
    }
  }

  resolvedAll(): void {
    this.pendingFrom = this.targets.length;
  }

  record(): GraphPart {
    return {
      expanded: this.expanded.items(),
      observations: this.observations.items(),
      steps: this.steps.items(),
      targets: this.targets.items(),
      resting: this.resting.items(),
      terminals: this.terminals.items(),
      terminalWords: this.terminalWords.all(),
      observationWords: this.observationWords.all(),
      bytes: this.bytes,
    };
  }
}

/** The graph of this many states that several threads have recorded together. */
export function graphOf(parts: readonly GraphPart[], size: number): StateGraph {
  const firsts = new Int32Array(size + 1);
  for (const { expanded, steps } of parts) expanded.forEach((state, at) => (firsts[state + 1] = steps[at]));
  for (let state = 0; state < size; state += 1) firsts[state + 1] += firsts[state];
  const targets = new Int32Array(firsts[size]);
  const observations = new Int32Array(size);
  const terminals = new Int32Array(size).fill(-1);
  const observationWords = new Interner();
  const terminalWords = new Interner();
  for (const part of parts) {
    const observationOf = part.observationWords.map((word) => observationWords.numberOf(word));
    const terminalOf = part.terminalWords.map((word) => terminalWords.numberOf(word));
    let from = 0;
    part.expanded.forEach((state, at) => {
      const to = from + part.steps[at];
      targets.set(part.targets.subarray(from, to), firsts[state]);
      observations[state] = observationOf[part.observations[at]];
      from = to;
    });
    part.resting.forEach((state, at) => (terminals[state] = terminalOf[part.terminals[at]]));
  }
  return { size, firsts, targets, observations, terminals };
}

/** What properties say of a state, as a word: where the component stands still it is a matter of the environment alone. */
function verdicts<State>(properties: readonly Property<State>[], state: State): string {
  let word = '';
  for (const property of properties) {
    word += property.violation(state)?.cause ?? (property.exercised(state) ? '!' : '-');
  }
  return word;
}
