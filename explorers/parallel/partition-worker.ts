import { type Discovery, Discoveries } from '../breadth-first/discoveries.ts';
import type { Claimer, Load, PartitionStates } from '../breadth-first/partition-states.ts';
import { checkChoice } from '../breadth-first/predecessor-table.ts';
import { batchStates } from '../breadth-first/successor-batch.ts';
import { IntList } from '../int-list.ts';
import { ControlBlock } from './control-block.ts';
import type { TaskDoer } from './coordinator.ts';
import { dealt } from './dealing.ts';
import { SharedFingerprints } from './shared-fingerprints.ts';
import type { Answer, Task, Transfer, WorkerSpecification } from './tasks.ts';

/** States expanded between two looks at what the others do: together, where they can be. */
const lookStates = batchStates;

/**
 * One worker of a breadth-first search, with its partition of every level.
 *
 * It is dealt some states of the first level, and from there on owns what its own states lead to first. Which that is
 * does not depend on who is faster: a state belongs to the parent with the lowest discovery index, which is the parent
 * that a single thread would reach it from. So the search goes through the very states, in the very numbers and by the
 * very paths of a single thread, however many workers there are. States change hands only where partitions have become
 * uneven (`Coordinator`), with their discovery indices.
 */
export class PartitionWorker implements TaskDoer, Claimer {
  private readonly states: PartitionStates;
  private readonly index: number;
  private readonly workers: number;
  private control = ControlBlock.of(0);
  private fingerprints = SharedFingerprints.none();
  /** The discovery index of each state of the current level; those before `at` are expanded. */
  private readonly indices = new IntList();
  private at = 0;
  /** The number of the first state of the level, and which one it is that it leads to. */
  private first = 0;
  private level = 0;
  /** Of what they led to, one after the other: its place in the set, its parent's index, the choice. */
  private readonly places = new IntList();
  private readonly parents = new IntList();
  private readonly choices = new IntList();
  private discoveries = new Discoveries();
  /** The index of the state that is being checked. */
  private checked = 0;

  constructor(states: PartitionStates, { index, workers }: Pick<WorkerSpecification, 'index' | 'workers'>) {
    this.states = states;
    this.index = index;
    this.workers = workers;
  }

  do(task: Task, statesMax = Infinity): Answer {
    switch (task.type) {
      case 'begin':
        return this.begin(task);
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
        return { loads: task.transfers.filter(({ from }) => from === this.index).map((one) => this.give(one)) };
      case 'take':
        return this.take(task.loads);
      case 'finish':
        this.resolveTargets();
        return {
          counted: this.states.counted(),
          frontierBytes: this.states.frontierBytes,
          record: this.states.visitor.record(),
        };
    }
  }

  private begin({ level, first, states, control }: Task & { readonly type: 'begin' }): Answer {
    this.first = first;
    this.control = new ControlBlock(control);
    const indices = dealt(states, this.index, this.workers);
    for (const index of indices) this.indices.push(index);
    this.states.begin(level, indices);
    return {};
  }

  private expandLevel(buffer: SharedArrayBuffer, level: number, room: number, statesMax: number): Answer {
    if (level !== this.level) this.resolveTargets();
    this.level = level;
    this.goTo(buffer);
    const { states, indices } = this;
    const pauseAt = this.at + statesMax;
    while (this.at < states.waiting && this.at < pauseAt && !this.mustStop(room)) {
      const end = Math.min(this.at + lookStates, states.waiting, pauseAt);
      const batch = indices.items().subarray(this.at, end);
      states.expandNext(
        batch.map((index) => this.first + index),
        this,
      );
      this.at = end;
    }
    this.noteProgress();
    return {
      isDone: this.at === states.waiting,
      isPaused: this.at === pauseAt,
      generated: states.generated,
      expanded: this.control.expanded(),
      discoveries: this.takeDiscoveries(),
    };
  }

  /** Goes on with the set in this memory, and notes where in it is what was found so far. */
  private goTo(buffer: SharedArrayBuffer): void {
    const { fingerprints: before, places } = this;
    if (before.buffer === buffer) return;
    const fingerprints = new SharedFingerprints(buffer);
    this.fingerprints = fingerprints;
    for (let at = 0; at < places.length; at += 1) places.set(at, fingerprints.placeFrom(before, places.at(at)));
    this.states.visitor.resolve((pending) => ~fingerprints.placeFrom(before, ~pending));
  }

  /** The states of the level before have their numbers by now. */
  private resolveTargets(): void {
    const { fingerprints } = this;
    const { visitor } = this.states;
    if (!visitor.needsNumbers) return;
    visitor.resolve((pending) => fingerprints.numberAt(~pending));
    visitor.resolvedAll();
  }

  private mustStop(room: number): boolean {
    this.noteProgress();
    return this.control.isStopped || this.control.sum().discovered >= room;
  }

  private noteProgress(): void {
    this.control.note(this.index, this.at, this.states.found, this.states.generated);
  }

  anticipate(fingerprints: Int32Array): void {
    this.fingerprints.anticipate(fingerprints);
  }

  claim(high: number, low: number, parent: number, choice: number): boolean {
    const place = this.fingerprints.claim(high, low, parent, this.first);
    if (place < 0) return false;
    checkChoice(choice);
    this.places.push(place);
    this.parents.push(parent - this.first);
    this.choices.push(choice);
    return true;
  }

  /** A state of the level that is being discovered has no number: its place, as pending. */
  get target(): number {
    const { fingerprints } = this;
    const { latest } = fingerprints;
    return fingerprints.isPending(latest, this.first) ? ~latest : fingerprints.numberAt(latest);
  }

  /** What others with lower indices have led to as well is theirs. */
  private filter(kept: Int32Array): Answer {
    const { places, parents, choices, fingerprints } = this;
    const { first } = this;
    let count = 0;
    this.states.keep((at) => {
      const parent = parents.at(at);
      if (fingerprints.owner(places.at(at)) !== first + parent) return false;
      places.set(count, places.at(at));
      parents.set(count, parent);
      choices.set(count, choices.at(at));
      kept[parent] += 1;
      count += 1;
      return true;
    });
    return {};
  }

  private settle(first: number, offsets: Int32Array, allParents: Uint32Array, allChoices: Uint16Array): Answer {
    const { fingerprints, states, places, parents, choices, indices } = this;
    const { needsNumbers } = states.visitor;
    indices.cut(0);
    let parent = -1;
    let index = 0;
    states.settle(() => {
      const at = indices.length;
      // Children of one parent follow one another, in every order.
      index = parents.at(at) === parent ? index + 1 : offsets[parents.at(at)];
      parent = parents.at(at);
      indices.push(index);
      allParents[index] = parent;
      allChoices[index] = choices.at(at);
      if (needsNumbers) fingerprints.noteNumber(places.at(at), first + index);
      this.checked = index;
    }, this.report);
    this.first = first;
    this.at = 0;
    places.cut(0);
    parents.cut(0);
    choices.cut(0);
    this.noteProgress();
    return { discoveries: this.takeDiscoveries(), states: states.waiting };
  }

  /** The last so many of its states; the worker that they go to makes no difference to what they lead to. */
  private give({ to, states }: Transfer): Load {
    const { indices } = this;
    const kept = indices.length - states;
    const given = Array.from(indices.items().subarray(kept));
    indices.cut(kept);
    return { to, states: this.states.give(states), indices: given };
  }

  private take(loads: readonly Load[]): Answer {
    for (const { states, indices } of loads) {
      this.states.take(states);
      for (const index of indices) this.indices.push(index);
    }
    return {};
  }

  /** What was discovered since the last time; what is known of earlier levels is heard again, and does no harm. */
  private takeDiscoveries(): readonly Discovery[] {
    const discoveries = this.discoveries.all();
    this.discoveries = new Discoveries();
    return discoveries;
  }

  violates(number: number, property: string, cause: string): void {
    this.discoveries.note(property, cause, number - this.first);
  }

  private readonly report = (property: string, cause: string): void =>
    this.discoveries.note(property, cause, this.checked);
}
