import type { Trial } from '../../properties/property.ts';
import { CoverageCounter } from '../coverage.ts';
import { isAtRest, Judge } from '../judge.ts';
import { checkChoice } from '../parents.ts';
import { derive } from './derive.ts';
import { SharedFingerprints } from './shared-fingerprints.ts';
import type { Answer, Beginning, RankedSighting, Task } from './tasks.ts';
import { STOP, Watch } from './watch.ts';

/** States expanded between two looks at what the others do. */
const watchStates = 64;
/** States expanded between two looks at the heap. */
const heapStates = 4096;

/**
 * One worker's share of a breadth-first search.
 *
 * It begins with every nth state of a level, and from there on owns what its own states lead to first. Which that is
 * does not depend on who is faster: a state belongs to the parent of the lowest rank, which is the parent that a single
 * thread would reach it from. So states never change hands, and the search goes through the very states, in the very
 * numbers and by the very ways of a single thread, however many workers there are.
 */
export class Share<State, Action extends { readonly type: string }> {
  private readonly trial: Trial<State, Action>;
  private readonly judge: Judge<State>;
  private readonly counter: CoverageCounter<State, Action>;
  private readonly index: number;
  private readonly watch: Watch;
  private readonly heapMax: number;
  private fingerprints: SharedFingerprints | null = null;
  /** The states of the current level, in ascending ranks; those before `at` are expanded. */
  private states: State[];
  private ranks: number[];
  private at = 0;
  /** What they led to, in the order of their parents' ranks: the state, its number, its parent's rank, the choice. */
  private found: State[] = [];
  private numbers: number[] = [];
  private parents: number[] = [];
  private choices: number[] = [];
  private generated = 0;
  private readonly sighted = new Set<string>();
  private sightings: RankedSighting[] = [];
  private judged = 0;

  constructor(trial: Trial<State, Action>, { index, workers, ways, first, watch, heapMax }: Beginning) {
    this.trial = trial;
    this.judge = new Judge(trial.properties);
    this.counter = new CoverageCounter(trial.goals);
    this.index = index;
    this.watch = new Watch(watch);
    this.heapMax = heapMax;
    const numbers: number[] = [];
    for (let number = first + index; number < ways.parents.length; number += workers) numbers.push(number);
    this.states = derive(trial.machine, ways, numbers);
    this.ranks = numbers.map((number) => number - first);
  }

  do(task: Task): Answer {
    switch (task.type) {
      case 'expand':
        return this.expandLevel(task.fingerprints, task.base, task.room);
      case 'filter':
        return this.filter(new Int32Array(task.kept));
      case 'settle':
        return this.settle(new Int32Array(task.offsets), new Uint32Array(task.parents), new Uint16Array(task.choices));
      case 'finish':
        return { exercised: this.judge.exercised(), coverage: this.counter.coverage() };
    }
  }

  private expandLevel(buffer: SharedArrayBuffer, base: number, room: number): Answer {
    if (this.fingerprints?.buffer !== buffer) this.fingerprints = new SharedFingerprints(buffer);
    const { fingerprints, states } = this;
    fingerprints.beginLevel(base);
    for (; this.at < states.length; this.at += 1) {
      if (this.at % watchStates === 0 && this.mayStop(fingerprints.numbers - base >= room)) break;
      this.expand(states[this.at], this.ranks[this.at], fingerprints);
    }
    const { generated } = this;
    this.watch.note(this.index, this.at, this.found.length, generated);
    return { done: this.at === states.length, generated, sightings: this.takeSightings() };
  }

  private mayStop(isFull: boolean): boolean {
    this.watch.note(this.index, this.at, this.found.length, this.generated);
    if (this.at % heapStates === 0 && process.memoryUsage().heapUsed > this.heapMax) this.watch.stop = STOP.memory;
    return isFull || this.watch.stop !== STOP.no;
  }

  private expand(state: State, rank: number, fingerprints: SharedFingerprints): void {
    const { machine } = this.trial;
    const actions = machine.enabled(state);
    if (isAtRest(actions, this.isFault)) {
      this.judged = rank;
      this.judge.judgeAtRest(state, this.sight);
    }
    for (let choice = 0; choice < actions.length; choice += 1) {
      const action = actions[choice];
      const after = machine.next(state, action);
      this.generated += 1;
      this.counter.count(state, action, after);
      const number = fingerprints.claim(machine.fingerprint(after), rank);
      if (number < 0) continue;
      checkChoice(choice);
      this.found.push(after);
      this.numbers.push(number);
      this.parents.push(rank);
      this.choices.push(choice);
    }
  }

  /** What others with lower ranks have led to as well is theirs. */
  private filter(kept: Int32Array): Answer {
    const { found, numbers, parents, choices, fingerprints } = this;
    let count = 0;
    for (let at = 0; at < found.length; at += 1) {
      const parent = parents[at];
      if (fingerprints?.claimant(numbers[at]) !== parent) continue;
      found[count] = found[at];
      parents[count] = parent;
      choices[count] = choices[at];
      kept[parent] += 1;
      count += 1;
    }
    found.length = count;
    parents.length = count;
    choices.length = count;
    return {};
  }

  private settle(offsets: Int32Array, allParents: Uint32Array, allChoices: Uint16Array): Answer {
    const { found, parents, choices } = this;
    const ranks: number[] = [];
    for (let at = 0; at < found.length; at += 1) {
      const parent = parents[at];
      const rank = parent === parents[at - 1] ? ranks[at - 1] + 1 : offsets[parent];
      ranks.push(rank);
      allParents[rank] = parent;
      allChoices[rank] = choices[at];
      this.judged = rank;
      this.judge.judge(found[at], this.sight);
    }
    this.states = found;
    this.ranks = ranks;
    this.at = 0;
    this.found = [];
    this.numbers = [];
    this.parents = [];
    this.choices = [];
    this.generated = 0;
    this.watch.note(this.index, 0, 0, 0);
    return { sightings: this.takeSightings() };
  }

  private takeSightings(): readonly RankedSighting[] {
    const { sightings } = this;
    this.sightings = [];
    return sightings;
  }

  private readonly isFault = (action: Action): boolean => this.trial.isFault(action);

  /** Ranks ascend, so that the first sighting in a level is the one of the lowest rank. */
  private readonly sight = (property: string, cause: string): void => {
    const key = `${property}\n${cause}`;
    if (this.sighted.has(key)) return;
    this.sighted.add(key);
    this.sightings.push({ property, cause, rank: this.judged });
  };
}
