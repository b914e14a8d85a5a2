import type { Division } from '../../reductions/decomposition.ts';
import type { Property, Trial } from '../../model/property.ts';
import { IntList } from '../int-list.ts';
import type { Graph } from './labelled-graph.ts';
import { Words } from './interner.ts';

/** What one thread has recorded of a graph, as plain data. */
export interface GraphPart {
  /** The states that it expanded, by number, and for each: what is noticed of it, and how many steps it enables. */
  readonly expanded: Int32Array;
  readonly notices: Int32Array;
  readonly steps: Int32Array;
  /** What the steps lead to, one state after the other. */
  readonly targets: Int32Array;
  /** Those that are at rest, and the outcome of each. */
  readonly resting: Int32Array;
  readonly outcomes: Int32Array;
  /** What the numbers of outcomes and notices stand for. */
  readonly outcomeWords: readonly string[];
  readonly noticeWords: readonly string[];
  /** Bytes of the lists that these numbers were kept in. */
  readonly bytes: number;
}

/** Records the graph of a source while a search goes through it. */
export class Recorder<State, Action extends { readonly type: string }> {
  private readonly division: Division<State, Action>;
  private readonly properties: readonly Property<State>[];
  private readonly always: readonly Property<State>[];
  private readonly expanded = new IntList();
  private readonly notices = new IntList();
  private readonly steps = new IntList();
  private readonly targets = new IntList();
  private readonly resting = new IntList();
  private readonly outcomes = new IntList();
  private readonly outcomeWords = new Words();
  private readonly noticeWords = new Words();
  /** Targets from here on may be open. */
  private openFrom = 0;

  constructor({ properties }: Pick<Trial<State, Action>, 'properties'>, division: Division<State, Action>) {
    this.division = division;
    this.properties = properties;
    this.always = properties.filter(({ kind }) => kind === 'always');
  }

  get bytes(): number {
    const { expanded, notices, steps, targets, resting, outcomes } = this;
    return [expanded, notices, steps, targets, resting, outcomes].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The steps of this state are next. */
  expand(number: number, state: State): void {
    this.expanded.push(number);
    this.notices.push(this.noticeWords.numberOf(`${this.division.noticed(state)} ${verdicts(this.always, state)}`));
    this.steps.push(0);
  }

  /** It is at rest. */
  rest(state: State): void {
    this.resting.push(this.expanded.at(this.expanded.length - 1));
    this.outcomes.push(
      this.outcomeWords.numberOf(`${this.division.outcome(state)} ${verdicts(this.properties, state)}`),
    );
  }

  /** Its next step leads to the state with this number; one that has no number yet stays open, as a negative one. */
  reach(target: number): void {
    const last = this.steps.length - 1;
    this.steps.set(last, this.steps.at(last) + 1);
    this.targets.push(target);
  }

  /** Says of each target that is still open what is known of it now: its number, or again a negative one. */
  settleOpen(nowOf: (open: number) => number): void {
    for (let at = this.openFrom; at < this.targets.length; at += 1) {
      const target = this.targets.at(at);
      if (target < 0) this.targets.set(at, nowOf(target));
    }
  }

  /** No target is open any more. */
  closeAll(): void {
    this.openFrom = this.targets.length;
  }

  part(): GraphPart {
    return {
      expanded: this.expanded.items(),
      notices: this.notices.items(),
      steps: this.steps.items(),
      targets: this.targets.items(),
      resting: this.resting.items(),
      outcomes: this.outcomes.items(),
      outcomeWords: this.outcomeWords.all(),
      noticeWords: this.noticeWords.all(),
      bytes: this.bytes,
    };
  }
}

/** The graph of this many states that several threads have recorded together. */
export function graphOf(parts: readonly GraphPart[], size: number): Graph {
  const firsts = new Int32Array(size + 1);
  for (const { expanded, steps } of parts) expanded.forEach((state, at) => (firsts[state + 1] = steps[at]));
  for (let state = 0; state < size; state += 1) firsts[state + 1] += firsts[state];
  const targets = new Int32Array(firsts[size]);
  const notices = new Int32Array(size);
  const outcomes = new Int32Array(size).fill(-1);
  const noticeWords = new Words();
  const outcomeWords = new Words();
  for (const part of parts) {
    const noticeOf = part.noticeWords.map((word) => noticeWords.numberOf(word));
    const outcomeOf = part.outcomeWords.map((word) => outcomeWords.numberOf(word));
    let from = 0;
    part.expanded.forEach((state, at) => {
      const to = from + part.steps[at];
      targets.set(part.targets.subarray(from, to), firsts[state]);
      notices[state] = noticeOf[part.notices[at]];
      from = to;
    });
    part.resting.forEach((state, at) => (outcomes[state] = outcomeOf[part.outcomes[at]]));
  }
  return { size, firsts, targets, notices, outcomes };
}

/** What properties say of a state, as a word: where observers stand still it is a matter of the source alone. */
function verdicts<State>(properties: readonly Property<State>[], state: State): string {
  let word = '';
  for (const property of properties) {
    word += property.violation(state)?.cause ?? (property.exercised(state) ? '!' : '-');
  }
  return word;
}
