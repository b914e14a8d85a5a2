import type { Trial } from '../../properties/property.ts';
import { Expansion } from '../expansion.ts';
import { checkChoice, type Ways } from '../parents.ts';
import { type Sighting, Sightings } from '../sightings.ts';
import { derive } from '../derive.ts';
import { IntList } from '../int-list.ts';
import { SharedFingerprints } from './shared-fingerprints.ts';
import type { Answer, Load, Recruit, Task } from './tasks.ts';
import { STOP, Watch } from './watch.ts';

/** States that are dealt to a worker in a row: neighbours have much in common, which makes their fingerprints cheap. */
const dealtAtOnce = 32;
/** States expanded between two looks at what the others do. */
const watchStates = 64;

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
  private readonly expansion: Expansion<State, Action>;
  private readonly index: number;
  private readonly workers: number;
  private watch = Watch.of(0);
  private fingerprints: SharedFingerprints | null = null;
  /** The states of the current level; those before `at` are expanded. */
  private states: State[] = [];
  private readonly ranks = new IntList();
  private at = 0;
  /** What they led to, one after the other: each state, its place in the set, its parent's rank, the choice. */
  private found: State[] = [];
  private readonly places = new IntList();
  private readonly parents = new IntList();
  private readonly choices = new IntList();
  private sightings = new Sightings();
  /** The rank of the state that is being expanded, and of the one that is being judged. */
  private expanded = 0;
  private judged = 0;

  constructor(trial: Trial<State, Action>, { index, workers }: Pick<Recruit, 'index' | 'workers'>) {
    this.trial = trial;
    this.expansion = new Expansion(trial);
    this.index = index;
    this.workers = workers;
  }

  /** @param until the moment (`performance.now`) at which to pause, and to be asked again for the rest. */
  do(task: Task, until = Infinity): Answer {
    switch (task.type) {
      case 'begin':
        return this.begin(task.ways, task.first, new Watch(task.watch));
      case 'expand':
        return this.expandLevel(task.fingerprints, task.level, task.room, until);
      case 'filter':
        return this.filter(new Int32Array(task.kept));
      case 'settle':
        return this.settle(new Int32Array(task.offsets), new Uint32Array(task.parents), new Uint16Array(task.choices));
      case 'give':
        return { load: this.give(task.surplus[this.index]) };
      case 'take':
        return this.take(task.load);
      case 'finish':
        return { exercised: this.expansion.judge.exercised(), coverage: this.expansion.counter.coverage() };
    }
  }

  private begin(ways: Ways, first: number, watch: Watch): Answer {
    const ranks = this.dealt(ways.parents.length - first);
    this.watch = watch;
    this.states = derive(
      this.trial.machine,
      ways,
      ranks.map((rank) => first + rank),
    );
    return {};
  }

  /** Begins with its part of a level that is at hand. */
  takeOver(level: readonly State[], watch: Watch): void {
    this.watch = watch;
    this.states = this.dealt(level.length).map((rank) => level[rank]);
  }

  /** The ranks of the states that it gets of a level of this many; they are its ranks from now on. */
  private dealt(states: number): number[] {
    const { index, workers } = this;
    const ranks: number[] = [];
    for (let rank = 0; rank < states; rank += 1) {
      // To and fro: of what neighbours both lead to, the first takes all.
      const turn = Math.floor(rank / dealtAtOnce) % (2 * workers);
      if (turn === index || turn === 2 * workers - 1 - index) ranks.push(rank);
    }
    for (const rank of ranks) this.ranks.push(rank);
    return ranks;
  }

  private expandLevel(buffer: SharedArrayBuffer, level: number, room: number, until: number): Answer {
    const fingerprints = this.fingerprintsIn(buffer);
    const { states, ranks } = this;
    const reach = (after: State, choice: number): void => this.reach(after, choice, fingerprints, level);
    let isPaused = false;
    for (; this.at < states.length; this.at += 1) {
      if (this.at % watchStates === 0) {
        if (this.mustStop(room)) break;
        isPaused = performance.now() >= until;
        if (isPaused) break;
      }
      this.expanded = ranks.at(this.at);
      this.judged = this.expanded;
      this.expansion.expand(states[this.at], this.sight, reach);
    }
    this.noteFigures();
    return {
      isDone: this.at === states.length,
      isPaused,
      generated: this.expansion.generated,
      sightings: this.takeSightings(),
    };
  }

  /** The set to work on, and where in it is what was found so far. */
  private fingerprintsIn(buffer: SharedArrayBuffer): SharedFingerprints {
    const { fingerprints: before, places } = this;
    if (before?.buffer === buffer) return before;
    const fingerprints = new SharedFingerprints(buffer);
    this.fingerprints = fingerprints;
    if (before !== null) {
      for (let at = 0; at < places.length; at += 1) places.set(at, fingerprints.placeFrom(before, places.at(at)));
    }
    return fingerprints;
  }

  private mustStop(room: number): boolean {
    this.noteFigures();
    return this.watch.stop !== STOP.no || this.watch.sum().discovered >= room;
  }

  private noteFigures(): void {
    this.watch.note(this.index, this.at, this.found.length, this.expansion.generated);
  }

  private reach(after: State, choice: number, fingerprints: SharedFingerprints, level: number): void {
    const { high, low } = this.trial.machine.fingerprint(after);
    const place = fingerprints.claim(high | 0, low | 0, this.expanded, level);
    if (place < 0) return;
    checkChoice(choice);
    this.found.push(after);
    this.places.push(place);
    this.parents.push(this.expanded);
    this.choices.push(choice);
  }

  /** What others with lower ranks have led to as well is theirs. */
  private filter(kept: Int32Array): Answer {
    const { found, places, parents, choices, fingerprints } = this;
    let count = 0;
    for (let at = 0; at < found.length; at += 1) {
      const parent = parents.at(at);
      if (fingerprints?.claimant(places.at(at)) !== parent) continue;
      found[count] = found[at];
      parents.set(count, parent);
      choices.set(count, choices.at(at));
      kept[parent] += 1;
      count += 1;
    }
    found.length = count;
    places.cut(0);
    return {};
  }

  private settle(offsets: Int32Array, allParents: Uint32Array, allChoices: Uint16Array): Answer {
    const { found, parents, choices, ranks } = this;
    ranks.cut(0);
    let parent = -1;
    let rank = 0;
    for (let at = 0; at < found.length; at += 1) {
      // Children of one parent follow one another, in every order.
      rank = parents.at(at) === parent ? rank + 1 : offsets[parents.at(at)];
      parent = parents.at(at);
      ranks.push(rank);
      allParents[rank] = parent;
      allChoices[rank] = choices.at(at);
      this.judged = rank;
      this.expansion.judge.judge(found[at], this.sight);
    }
    this.states = found;
    this.at = 0;
    this.found = [];
    parents.cut(0);
    choices.cut(0);
    this.expansion.generated = 0;
    this.noteFigures();
    return { sightings: this.takeSightings(), states: this.states.length };
  }

  /** The last so many of its states; the worker that they go to makes no difference to what they lead to. */
  private give(surplus: number): Load {
    const kept = this.states.length - surplus;
    const ranks = Array.from(this.ranks.items().subarray(kept));
    this.ranks.cut(kept);
    return { states: this.states.splice(kept), ranks };
  }

  private take({ states, ranks }: Load): Answer {
    for (const state of states) this.states.push(state as State);
    for (const rank of ranks) this.ranks.push(rank);
    return {};
  }

  /** What was sighted since the last time; what is known from earlier levels is heard of again, and does no harm. */
  private takeSightings(): readonly Sighting[] {
    const sightings = this.sightings.all();
    this.sightings = new Sightings();
    return sightings;
  }

  private readonly sight = (property: string, cause: string): void => this.sightings.note(property, cause, this.judged);
}
