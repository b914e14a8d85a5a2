import type { ReducedTrial } from '../../reductions/reduced-trial.ts';
import { type Discovery, Discoveries } from '../breadth-first/discoveries.ts';
import { checkChoice, type Predecessors } from '../breadth-first/predecessor-table.ts';
import { reExecute } from '../breadth-first/re-execute.ts';
import { NO_VISITOR, type SearchVisitor, type VisitorRecord } from '../breadth-first/search-visitor.ts';
import { SuccessorGeneration } from '../breadth-first/successor-generation.ts';
import { environmentOf } from '../compositional/compositional-search.ts';
import { GraphRecorder } from '../compositional/graph-recorder.ts';
import { IntList } from '../int-list.ts';
import { isDecomposition, type SearchSubject, withInitials } from '../search-subject.ts';
import { ControlBlock } from './control-block.ts';
import type { TaskDoer } from './coordinator.ts';
import { dealt } from './dealing.ts';
import { SharedFingerprints } from './shared-fingerprints.ts';
import type { Answer, Load, Task, WorkerSpecification } from './tasks.ts';

/** States expanded between two looks at what the others do. */
const lookStates = 64;

/**
 * One worker of a breadth-first search, with its partition of every level.
 *
 * It is dealt some states of the first level, and from there on owns what its own states lead to first. Which that is
 * does not depend on who is faster: a state belongs to the parent with the lowest discovery index, which is the parent
 * that a single thread would reach it from. So the search goes through the very states, in the very numbers and by the
 * very paths of a single thread, however many workers there are. States change hands only where partitions have become
 * uneven (`Coordinator`), with their discovery indices.
 */
export class PartitionWorker<State, Action extends { readonly type: string }> implements TaskDoer {
  private readonly subject: Pick<ReducedTrial<State, Action>, 'trial' | 'initials'>;
  private readonly generation: SuccessorGeneration<State, Action>;
  private readonly visitor: SearchVisitor<State, VisitorRecord>;
  private readonly index: number;
  private readonly workers: number;
  private control = ControlBlock.of(0);
  private fingerprints: SharedFingerprints | null = null;
  /** The states of the current level, and the discovery index of each; those before `at` are expanded. */
  private states: State[] = [];
  private readonly indices = new IntList();
  private at = 0;
  /** The number of the first state of the level, and the mark of the next one. */
  private first = 0;
  private level = 0;
  /** What they led to, one after the other: each state, its place in the set, its parent's index, the choice. */
  private found: State[] = [];
  private readonly places = new IntList();
  private readonly parents = new IntList();
  private readonly choices = new IntList();
  private discoveries = new Discoveries();
  /** The index of the state that is being expanded, and of the one that is being checked. */
  private expanded = 0;
  private checked = 0;

  constructor(
    subject: Pick<ReducedTrial<State, Action>, 'trial' | 'initials'>,
    { index, workers }: Pick<WorkerSpecification, 'index' | 'workers'>,
    visitor: SearchVisitor<State, VisitorRecord>,
  ) {
    this.subject = subject;
    this.visitor = visitor;
    this.generation = new SuccessorGeneration(subject.trial, visitor);
    this.index = index;
    this.workers = workers;
  }

  do(task: Task, statesMax = Infinity): Answer {
    switch (task.type) {
      case 'begin':
        return this.begin(task.predecessors, task.first, new ControlBlock(task.control));
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
        this.resolveTargets();
        return {
          exercised: this.generation.monitor.exercised(),
          coverage: this.generation.counter.coverage(),
          record: this.visitor.record(),
        };
    }
  }

  private begin(predecessors: Predecessors, first: number, control: ControlBlock): Answer {
    const { trial, initials } = this.subject;
    const indices = this.deal(predecessors.parents.length - first);
    const numbers = indices.map((index) => first + index);
    this.first = first;
    this.control = control;
    this.states = reExecute(trial.machine, initials, predecessors, numbers);
    return {};
  }

  /** Begins with its part of a level that is at hand. */
  takeOver(level: readonly State[], first: number, control: ControlBlock): void {
    this.first = first;
    this.control = control;
    this.states = this.deal(level.length).map((index) => level[index]);
  }

  /** Takes its part of a level of this many states: their discovery indices. */
  private deal(states: number): number[] {
    const indices = dealt(states, this.index, this.workers);
    for (const index of indices) this.indices.push(index);
    return indices;
  }

  private expandLevel(buffer: SharedArrayBuffer, level: number, room: number, statesMax: number): Answer {
    if (level !== this.level) this.resolveTargets();
    this.level = level;
    const fingerprints = this.fingerprintsIn(buffer);
    const { states, indices, generation } = this;
    const reach = (after: State, choice: number): number => this.reach(after, choice, fingerprints);
    const pauseAt = this.at + statesMax;
    for (; this.at < states.length; this.at += 1) {
      if (this.at === pauseAt || (this.at % lookStates === 0 && this.mustStop(room))) break;
      this.expanded = indices.at(this.at);
      this.checked = this.expanded;
      generation.expand(this.first + this.expanded, states[this.at], this.report, reach);
    }
    this.noteProgress();
    return {
      isDone: this.at === states.length,
      isPaused: this.at === pauseAt,
      generated: generation.generated,
      discoveries: this.takeDiscoveries(),
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
      this.visitor.resolve((pending) => ~fingerprints.placeFrom(before, ~pending));
    }
    return fingerprints;
  }

  /** The states of the level before have their numbers by now. */
  private resolveTargets(): void {
    const { fingerprints, visitor } = this;
    if (fingerprints === null) return;
    visitor.resolve((pending) => fingerprints.numberAt(~pending));
    visitor.resolvedAll();
  }

  private mustStop(room: number): boolean {
    this.noteProgress();
    return this.control.isStopped || this.control.sum().discovered >= room;
  }

  private noteProgress(): void {
    this.control.note(this.index, this.at, this.found.length, this.generation.generated);
  }

  private reach(after: State, choice: number, fingerprints: SharedFingerprints): number {
    const { high, low } = this.subject.trial.machine.fingerprint(after);
    const place = fingerprints.claim(high | 0, low | 0, this.expanded, this.level);
    if (place >= 0) {
      checkChoice(choice);
      this.found.push(after);
      this.places.push(place);
      this.parents.push(this.expanded);
      this.choices.push(choice);
    }
    return this.visitor.needsNumbers ? this.numberOf(fingerprints.latest, fingerprints) : place;
  }

  /** The number of what is at a place; a state of the level that is being discovered has none: its place, as pending. */
  private numberOf(place: number, fingerprints: SharedFingerprints): number {
    return fingerprints.isOf(this.level, place) ? ~place : fingerprints.numberAt(place);
  }

  /** What others with lower indices have led to as well is theirs. */
  private filter(kept: Int32Array): Answer {
    const { found, places, parents, choices, fingerprints } = this;
    let count = 0;
    for (let at = 0; at < found.length; at += 1) {
      const parent = parents.at(at);
      if (fingerprints?.owner(places.at(at)) !== parent) continue;
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
    const { found, places, parents, choices, indices, visitor, generation } = this;
    indices.cut(0);
    let parent = -1;
    let index = 0;
    for (let at = 0; at < found.length; at += 1) {
      // Children of one parent follow one another, in every order.
      index = parents.at(at) === parent ? index + 1 : offsets[parents.at(at)];
      parent = parents.at(at);
      indices.push(index);
      allParents[index] = parent;
      allChoices[index] = choices.at(at);
      this.checked = index;
      generation.monitor.check(found[at], this.report);
      if (visitor.needsNumbers) this.fingerprints?.noteNumber(places.at(at), first + index);
    }
    this.first = first;
    this.states = found;
    this.at = 0;
    this.found = [];
    places.cut(0);
    parents.cut(0);
    choices.cut(0);
    generation.generated = 0;
    this.noteProgress();
    return { discoveries: this.takeDiscoveries(), states: this.states.length };
  }

  /** The last so many of its states; the worker that they go to makes no difference to what they lead to. */
  private give(surplus: number): Load {
    const kept = this.states.length - surplus;
    const indices = Array.from(this.indices.items().subarray(kept));
    this.indices.cut(kept);
    return { states: this.states.splice(kept), indices };
  }

  private take({ states, indices }: Load): Answer {
    for (const state of states) this.states.push(state as State);
    for (const index of indices) this.indices.push(index);
    return {};
  }

  /** What was discovered since the last time; what is known of earlier levels is heard again, and does no harm. */
  private takeDiscoveries(): readonly Discovery[] {
    const discoveries = this.discoveries.all();
    this.discoveries = new Discoveries();
    return discoveries;
  }

  private readonly report = (property: string, cause: string): void =>
    this.discoveries.note(property, cause, this.checked);
}

/** The worker of a search of `subject`: of a decomposition the environment is searched together. */
export function partitionWorkerOf<State, Action extends { readonly type: string }>(
  subject: SearchSubject<State, Action>,
  worker: WorkerSpecification,
): TaskDoer {
  return isDecomposition(subject)
    ? new PartitionWorker(environmentOf(subject), worker, new GraphRecorder(subject))
    : new PartitionWorker(withInitials(subject), worker, NO_VISITOR);
}
