import type { Trial } from '../../model/property.ts';
import {
  boundOf,
  type BreadthFirst,
  collisionsExpected,
  FOUND,
  MEMORY,
  statesMaxDefault,
} from '../breadth-first/breadth-first.ts';
import { mergeCoverage, sumOf } from '../coverage.ts';
import type { ExhaustiveResult } from '../exhaustive.ts';
import type { Searched } from '../compositional/searched.ts';
import { violationOf } from '../breadth-first/discoveries.ts';
import type { Crew } from './pool.ts';
import type { ParallelOptions } from './exhaustive-parallel.ts';
import { Levels } from './shared-predecessors.ts';
import { Share } from './partition-worker.ts';
import { OLD, SharedFingerprints } from './shared-fingerprints.ts';
import type { Answer } from './tasks.ts';
import { Team } from './coordinator.ts';
import { STOP, Watch } from './control-block.ts';

/** Milliseconds between two looks at the signal and the memory. */
const lookMs = 50;

/**
 * Goes on with a breadth-first search in this thread and several others, level by level.
 *
 * A level is three tasks. `expand`: each worker expands its states and claims what they lead to in the shared set; when
 * the set is full, all stop, it is replaced by a larger one, and they go on. `filter`: each keeps what it has the best
 * claim to, and counts it by parent. From the counts follows where each parent's discoveries begin in the order of the
 * next level, so that in `settle` each worker numbers, judges and keeps its own.
 */
export class ParallelSearch<State, Action extends { readonly type: string }> {
  private readonly trial: Trial<State, Action>;
  private readonly start: BreadthFirst<State, Action>;
  private readonly options: ParallelOptions;
  private readonly watch: Watch;
  private readonly levels: Levels;
  private fingerprints: SharedFingerprints;
  /** The number of the first state of the current level, and how many it has. */
  private first: number;
  private states: number;
  private expandedLevels: number;
  /** The mark of the level that is being discovered. */
  private level = OLD;
  private distinct: number;
  private generated: number;
  private reason: string | undefined;
  /** Whether anything was discovered beyond a level that was not expanded to its end. */
  private hasBeyond = false;
  private isExpanding = false;

  constructor(
    trial: Trial<State, Action>,
    start: BreadthFirst<State, Action>,
    { first, states, depth }: { readonly first: number; readonly states: number; readonly depth: number },
    options: ParallelOptions,
  ) {
    this.trial = trial;
    this.start = start;
    this.options = options;
    this.watch = Watch.of(options.workers);
    this.levels = new Levels(first, states);
    this.first = first;
    this.states = states;
    this.expandedLevels = depth;
    this.distinct = start.seen.size;
    this.generated = start.generated;
    this.fingerprints = SharedFingerprints.ofCapacity(2 * this.distinct);
    start.seen.forEach((high, low, number) => this.fingerprints.addOld(high, low, number));
  }

  async run(crew: Crew): Promise<Searched<Action>> {
    const looking = setInterval(() => this.look(), lookMs);
    try {
      const { first, watch, start } = this;
      const own = new Share(this.trial, { index: 0, workers: this.options.workers }, start.recorder);
      own.takeOver(start.waiting, first, watch);
      const team = new Team(crew, own, watch);
      await team.ask({ type: 'begin', ways: start.parents.ways(), first, watch: watch.buffer });
      while (this.states > 0 && this.reason === undefined) await this.searchLevel(team);
      const answers = await team.ask({ type: 'finish' });
      return {
        result: this.result(answers),
        ways: () => this.levels.ways(start.parents.ways()),
        parts: answers.flatMap(({ part }) => part ?? []),
      };
    } finally {
      clearInterval(looking);
    }
  }

  private async searchLevel(team: Team<State, Action>): Promise<void> {
    this.isExpanding = true;
    const isExpanded = await this.expandLevel(team);
    this.isExpanding = false;
    const counts = new SharedArrayBuffer(4 * this.states);
    await team.ask({ type: 'filter', kept: counts });
    const discovered = offsetsFrom(new Int32Array(counts));
    this.distinct += discovered;
    const next = this.first + this.states;
    const answers = await team.ask({ type: 'settle', first: next, offsets: counts, ...this.levels.add(discovered) });
    this.note(answers, next);
    await team.evenOut(answers.map(({ states = 0 }) => states));
    if (isExpanded) {
      this.expandedLevels += 1;
      this.first = next;
      this.states = discovered;
      this.reason = discovered === 0 ? undefined : this.bound();
    } else {
      this.hasBeyond = discovered > 0;
      this.reason = this.watch.stop === STOP.memory ? MEMORY : (this.options.signal?.why ?? 'interrupted');
    }
  }

  /** Whether every state of the level is expanded; false when the search is to stop. */
  private async expandLevel(team: Team<State, Action>): Promise<boolean> {
    const { watch } = this;
    this.level += 1;
    for (;;) {
      const { buffer, capacity } = this.fingerprints;
      const room = capacity - this.distinct;
      const answers = await team.ask({ type: 'expand', fingerprints: buffer, level: this.level, room });
      this.note(answers, this.first);
      const isExpanded = answers.every(({ isDone }) => isDone === true);
      if (!isExpanded && watch.stop === STOP.no && !this.fits(2 * buffer.byteLength)) watch.stop = STOP.memory;
      if (isExpanded || watch.stop !== STOP.no) {
        this.generated += answers.reduce((sum, { generated = 0 }) => sum + generated, 0);
        return isExpanded;
      }
      this.fingerprints = this.fingerprints.larger();
    }
  }

  private note(answers: readonly Answer[], first: number): void {
    for (const { sightings = [] } of answers) {
      for (const { property, cause, state } of sightings) this.start.sightings.note(property, cause, first + state);
    }
  }

  private bound(): string | undefined {
    const { statesMax = statesMaxDefault } = this.options;
    if (this.start.sightings.foundAll) return FOUND;
    return this.distinct >= statesMax ? boundOf(statesMax) : undefined;
  }

  /** Looks at what may stop the search while the workers are at it, and reports how far they are. */
  private look(): void {
    const { signal, onProgress } = this.options;
    if (signal?.aborted === true) this.watch.stop = STOP.told;
    else if (!this.fits(0)) this.watch.stop = STOP.memory;
    if (!this.isExpanding) return;
    const { expanded, discovered, generated } = this.watch.sum();
    onProgress?.({
      distinct: this.distinct + discovered,
      generated: this.generated + generated,
      depth: this.depth,
      frontier: this.states - expanded + discovered,
    });
  }

  private fits(bytes: number): boolean {
    const { memory } = this.options;
    return memory === undefined || memory.used() + bytes <= memory.max;
  }

  /** Levels with a state in them: those that were expanded, and what was discovered beyond. */
  private get depth(): number {
    return this.expandedLevels + (this.states > 0 ? 1 : 0) + (this.hasBeyond ? 1 : 0);
  }

  private result(answers: readonly Answer[]): ExhaustiveResult<Action> {
    const { start, trial, distinct, generated, depth, reason } = this;
    const recorded = answers.reduce((sum, { part }) => sum + (part?.bytes ?? 0), 0);
    const exercised = sumOf([start.expansion.monitor.exercised(), ...answers.map((answer) => answer.exercised ?? {})]);
    return {
      distinct,
      generated,
      depth,
      complete: reason === undefined,
      ...(reason === undefined ? {} : { stopped: reason }),
      expectedCollisions: collisionsExpected(distinct),
      violations: start.sightings.all().map((sighting) => {
        const { origin, choices } = this.levels.wayTo(sighting.state);
        return violationOf(trial.machine, sighting, [...start.parents.choicesTo(origin), ...choices]);
      }),
      exercised: Object.fromEntries(trial.properties.map(({ id }) => [id, exercised[id]])),
      coverage: mergeCoverage([
        start.expansion.counter.coverage(),
        ...answers.flatMap((answer) => answer.coverage ?? []),
      ]),
      workers: this.options.workers,
      bytes: this.fingerprints.bytes + this.levels.bytes + start.parents.bytes + recorded,
    };
  }
}

/** Turns counts into where each begins when they are laid end to end; returns their sum. */
function offsetsFrom(counts: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at];
    counts[at] = sum;
    sum += count;
  }
  return sum;
}
