import type { Division } from '../../model/reduction/division.ts';
import { startsOf } from '../../model/machine.ts';
import type { Property, Trial } from '../../properties/property.ts';
import { CoverageCounter } from '../coverage.ts';
import { IntList } from '../int-list.ts';
import { isAtRest } from '../judge.ts';
import { Parents } from '../parents.ts';
import { FingerprintNumbers } from './fingerprint-numbers.ts';
import type { Graph } from './graph.ts';
import { Words } from './words.ts';

/** States expanded in one go. */
const sliceStates = 1024;

/** Breadth-first search of all that a source can do, which keeps the whole graph: some 100 bytes a state. */
export class GraphSearch<State, Action extends { readonly type: string }> {
  readonly numbers = new FingerprintNumbers();
  readonly parents = new Parents();
  readonly counter: CoverageCounter<State, Action>;
  private readonly division: Division<State, Action>;
  private readonly trial: Trial<State, Action>;
  private readonly always: readonly Property<State>[];
  private readonly firsts = new IntList();
  private readonly targets = new IntList();
  private readonly notices = new IntList();
  private readonly outcomes = new IntList();
  private readonly noticeWords = new Words();
  private readonly outcomeWords = new Words();
  private level: State[] = [];
  private nextLevel: State[] = [];
  private at = 0;
  private expanded = 0;
  /** Levels so far. */
  depth = 0;

  constructor(trial: Trial<State, Action>, division: Division<State, Action>) {
    this.trial = trial;
    this.division = division;
    this.always = trial.properties.filter(({ kind }) => kind === 'always');
    this.counter = new CoverageCounter(trial.goals);
    for (const state of startsOf(division.source)) {
      this.parents.addStart();
      this.reach(state);
    }
    this.beginLevel();
  }

  get ended(): boolean {
    return this.level.length === 0;
  }

  /** Whether a level was ended by the last slice. */
  get isBetweenLevels(): boolean {
    return this.at === 0;
  }

  /** States that wait for expansion. */
  get frontier(): number {
    return this.level.length - this.at + this.nextLevel.length;
  }

  /** Steps made so far. */
  get generated(): number {
    return this.targets.length;
  }

  get bytes(): number {
    const lists = [this.firsts, this.targets, this.notices, this.outcomes];
    return this.numbers.bytes + this.parents.bytes + lists.reduce((sum, list) => sum + list.bytes, 0);
  }

  /** Expands the next states. */
  advance(): void {
    const end = Math.min(this.level.length, this.at + sliceStates);
    for (; this.at < end; this.at += 1) this.expand(this.level[this.at]);
    if (this.at === this.level.length) this.beginLevel();
  }

  private beginLevel(): void {
    this.level = this.nextLevel;
    this.nextLevel = [];
    this.at = 0;
    if (this.level.length > 0) this.depth += 1;
  }

  private expand(state: State): void {
    const { division, trial } = this;
    const { source } = division;
    this.firsts.push(this.targets.length);
    const actions = source.enabled(state);
    const word = isAtRest(actions, trial.isFault)
      ? `${division.outcome(state)} ${verdicts(trial.properties, state)}`
      : null;
    this.outcomes.push(word === null ? -1 : this.outcomeWords.numberOf(word));
    for (let choice = 0; choice < actions.length; choice += 1) {
      const after = source.next(state, actions[choice]);
      this.counter.count(state, actions[choice], after);
      const known = this.numbers.size;
      const target = this.reach(after);
      if (target === known) this.parents.add(this.expanded, choice);
      this.targets.push(target);
    }
    this.expanded += 1;
  }

  /** The number of a state; what is noticed of it is noted where it is new. */
  private reach(state: State): number {
    const { division } = this;
    const known = this.numbers.size;
    const number = this.numbers.numberOf(division.source.fingerprint(state));
    if (number === known) {
      this.notices.push(this.noticeWords.numberOf(`${division.noticed(state)} ${verdicts(this.always, state)}`));
      this.nextLevel.push(state);
    }
    return number;
  }

  /** The graph, when the search has ended. */
  graph(): Graph {
    const firsts = new Int32Array(this.numbers.size + 1);
    firsts.set(this.firsts.items());
    firsts[this.numbers.size] = this.targets.length;
    return {
      size: this.numbers.size,
      firsts,
      targets: this.targets.items(),
      notices: this.notices.items(),
      outcomes: this.outcomes.items(),
    };
  }
}

/** What properties say of a state, as a word: where observers stand still it is a matter of the source alone. */
function verdicts<State>(properties: readonly Property<State>[], state: State): string {
  let word = '';
  for (const property of properties) {
    const cause = property.violation(state);
    word += cause ?? (property.exercised(state) ? '!' : '-');
  }
  return word;
}
