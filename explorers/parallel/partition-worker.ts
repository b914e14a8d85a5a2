import type { Trial } from '../../model/property.ts';
import { derive } from '../breadth-first/re-execute.ts';
import { Expansion } from '../breadth-first/successor-generation.ts';
import { IntList } from '../int-list.ts';
import { checkChoice, type Ways } from '../breadth-first/predecessor-table.ts';
import { Recorder } from '../compositional/graph-recorder.ts';
import { sourceOf } from '../compositional/source.ts';
import { type Sighting, Sightings } from '../breadth-first/discoveries.ts';
import { SharedFingerprints } from './shared-fingerprints.ts';
import type { Answer, Load, Recruit, Task } from './tasks.ts';
import { STOP, Watch } from './control-block.ts';

/** States that are dealt to a worker in a row: neighbours have much in common, which makes their fingerprints cheap. */
const dealtAtOnce = 32;
/** States expanded between two looks at what the others do. */
const watchStates = 64;

/**
 * One worker's share of a breadth-first search.
 *
 * It begins with every nth state of a level, and from there on owns what its own states lead to first. Which that is
 * does not depend on who is faster: a state belongs to the parent of the lowest rank, which is the parent that a single
 * thread would reach it from. So the search goes through the very states, in the very numbers and by the very ways of a
 * single thread, however many workers there are. States change hands only where shares have become uneven (`Team`),
 * with their ranks.
 */
export class Share<State, Action extends { readonly type: string }> {
  private readonly trial: Trial<State, Action>;
  private readonly expansion: Expansion<State, Action>;
  private readonly recorder: Recorder<State, Action> | null;
  private readonly index: number;
  private readonly workers: number;
  private watch = Watch.of(0);
  private fingerprints: SharedFingerprints | null = null;
  /** The states of the current level; those before `at` are expanded. */
  private states: State[] = [];
  private readonly ranks = new IntList();
  private at = 0;
  /** The number of the first state of the level, and the mark of the next one. */
  private first = 0;
  private level = 0;
  /** What they led to, one after the other: each state, its place in the set, its parent's rank, the choice. */
  private found: State[] = [];
  private readonly places = new IntList();
  private readonly parents = new IntList();
  private readonly choices = new IntList();
  private sightings = new Sightings();
  /** The rank of the state that is being expanded, and of the one that is being judged. */
  private expanded = 0;
  private judged = 0;

  /** @param recorder of the graph that the search goes through. */
  constructor(
    trial: Trial<State, Action>,
    { index, workers }: Pick<Recruit, 'index' | 'workers'>,
    recorder: Recorder<State, Action> | null = null,
  ) {
    this.trial = trial;
    this.recorder = recorder;
    this.expansion = new Expansion(trial, recorder);
    this.index = index;
    this.workers = workers;
  }

  /** @param statesMax how many states to expand before it pauses, and is asked again for the rest. */
  do(task: Task, statesMax = Infinity): Answer {
    switch (task.type) {
      case 'begin':
        return this.begin(task.ways, task.first, new Watch(task.watch));
      case 'expand':
        return this.expandLevel(task.fingerprints, task.level, task.room, statesMax);
      case 'filter':
        return this.filter(new Int32Array(task.kept));
      case 'settle':
        return this.settle(
          task.first,
          new Int32Array(task.offsets),
          new Uint32Array(task.parents),
          new Uint16Array(task.choices),
        );
      case 'give':
        return { load: this.give(task.surplus[this.index]) };
      case 'take':
        return this.take(task.load);
      case 'finish':
        this.closeTargets();
        return {
          exercised: this.expansion.monitor.exercised(),
          coverage: this.expansion.counter.coverage(),
          part: this.recorder?.part(),
        };
    }
  }

  private begin(ways: Ways, first: number, watch: Watch): Answer {
    const ranks = this.dealt(ways.parents.length - first);
    this.first = first;
    this.watch = watch;
    this.states = derive(
      this.trial.machine,
      ways,
      ranks.map((rank) => first + rank),
    );
    return {};
  }

  /** Begins with its part of a level that is at hand. */
  takeOver(level: readonly State[], first: number, watch: Watch): void {
    this.first = first;
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

  private expandLevel(buffer: SharedArrayBuffer, level: number, room: number, statesMax: number): Answer {
    if (level !== this.level) this.closeTargets();
    this.level = level;
    const fingerprints = this.fingerprintsIn(buffer);
    const { states, ranks } = this;
    const reach = (after: State, choice: number): void => this.reach(after, choice, fingerprints);
    const pauseAt = this.at + statesMax;
    for (; this.at < states.length; this.at += 1) {
      if (this.at === pauseAt || (this.at % watchStates === 0 && this.mustStop(room))) break;
      this.expanded = ranks.at(this.at);
      this.judged = this.expanded;
      this.recorder?.expand(this.first + this.expanded, states[this.at]);
      this.expansion.expand(states[this.at], this.sight, reach);
    }
    this.noteFigures();
    return {
      isDone: this.at === states.length,
      isPaused: this.at === pauseAt,
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
      this.recorder?.settleOpen((open) => ~fingerprints.placeFrom(before, ~open));
    }
    return fingerprints;
  }

  /** What is recorded of the level before has its numbers by now. */
  private closeTargets(): void {
    const { fingerprints, recorder } = this;
    if (fingerprints === null || recorder === null) return;
    recorder.settleOpen((open) => fingerprints.numberAt(~open));
    recorder.closeAll();
  }

  private mustStop(room: number): boolean {
    this.noteFigures();
    return this.watch.stop !== STOP.no || this.watch.sum().discovered >= room;
  }

  private noteFigures(): void {
    this.watch.note(this.index, this.at, this.found.length, this.expansion.generated);
  }

  private reach(after: State, choice: number, fingerprints: SharedFingerprints): void {
    const { high, low } = this.trial.machine.fingerprint(after);
    const place = fingerprints.claim(high | 0, low | 0, this.expanded, this.level);
    if (this.recorder !== null) {
      const { latest } = fingerprints;
      // A state of the level that is being discovered has no number yet: its place stands for it.
      this.recorder.reach(fingerprints.isOf(this.level, latest) ? ~latest : fingerprints.numberAt(latest));
    }
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
      places.set(count, places.at(at));
      parents.set(count, parent);
      choices.set(count, choices.at(at));
      kept[parent] += 1;
      count += 1;
    }
    found.length = count;
    places.cut(count);
    return {};
  }

  private settle(first: number, offsets: Int32Array, allParents: Uint32Array, allChoices: Uint16Array): Answer {
    const { found, places, parents, choices, ranks, recorder } = this;
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
      this.expansion.monitor.check(found[at], this.sight);
      if (recorder !== null) this.fingerprints?.noteNumber(places.at(at), first + rank);
    }
    this.first = first;
    this.states = found;
    this.at = 0;
    this.found = [];
    places.cut(0);
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

/** The share of a recruit: of a divided trial the source is searched together. */
export function shareOf<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  recruit: Recruit,
): { do(task: Task): Answer } {
  const { division } = trial;
  if (division === undefined) return new Share(trial, recruit);
  return new Share(sourceOf(trial, division), recruit, new Recorder(trial, division));
}
