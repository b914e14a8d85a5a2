import { startsOf } from '../../model/machine.ts';
import type { Trial } from '../../model/property.ts';
import type { ExhaustiveOptions, ExhaustiveResult, Search } from '../exhaustive.ts';
import { Expansion } from './successor-generation.ts';
import { FingerprintSet } from './fingerprint-set.ts';
import { Parents } from './predecessor-table.ts';
import type { Recorder } from '../compositional/graph-recorder.ts';
import type { Searched } from '../compositional/searched.ts';
import { Sightings, violationOf } from './discoveries.ts';

export const statesMaxDefault = 5_000_000;

/** States expanded between two looks at the signal and the memory. */
const checkStates = 1024;

/** How a search ends before its scope does. */
export const FOUND = 'the violations asked for were found';
export const MEMORY = 'memory limit';
export const boundOf = (statesMax: number): string => `bound of ${statesMax.toLocaleString('en-US')} states`;

/**
 * Breadth-first search in one thread, a slice at a time.
 *
 * Bounds on what is found are looked at between two levels, so that they end a search of several threads at the very
 * same place; memory, time and the user's patience end it wherever it is.
 */
export class BreadthFirst<State, Action extends { readonly type: string }> implements Search<Action> {
  readonly seen: FingerprintSet;
  readonly recorder: Recorder<State, Action> | null;
  readonly parents = new Parents();
  readonly expansion: Expansion<State, Action>;
  readonly sightings: Sightings;
  private readonly trial: Trial<State, Action>;
  private readonly options: ExhaustiveOptions;
  /** The states of the current level, numbered from `first` on; those before `at` are expanded. */
  private level: State[];
  private nextLevel: State[] = [];
  private first = 0;
  private at = 0;
  private readonly startsCount: number;
  private expandedLevels = 0;
  /** The state that is being expanded, and the one that is being judged. */
  private expanded = 0;
  private judged = 0;
  private reason: string | undefined;

  /** @param recorder of the graph that the search goes through. */
  constructor(
    trial: Trial<State, Action>,
    options: ExhaustiveOptions,
    recorder: Recorder<State, Action> | null = null,
  ) {
    this.trial = trial;
    this.options = options;
    this.recorder = recorder;
    this.seen = new FingerprintSet({ numbered: recorder !== null });
    this.expansion = new Expansion(trial, recorder);
    this.sightings = new Sightings(awaitedOf(trial, options));
    this.level = startsOf(trial.machine).filter((state) => this.seen.add(trial.machine.fingerprint(state)));
    for (const state of this.level) {
      this.judged = this.parents.addStart();
      this.expansion.monitor.check(state, this.sight);
    }
    this.startsCount = this.level.length;
  }

  /** States generated: the initial ones and all successors. */
  get generated(): number {
    return this.startsCount + this.expansion.generated;
  }

  /** Whether there is nothing left to do: the whole scope is searched, or a bound was reached. */
  get ended(): boolean {
    return this.reason !== undefined || this.level.length === 0;
  }

  /** States that wait for expansion, where the search stands between two levels; otherwise 0. */
  get betweenLevels(): { readonly first: number; readonly states: number; readonly depth: number } | null {
    return this.at > 0 || this.ended
      ? null
      : { first: this.first, states: this.level.length, depth: this.expandedLevels };
  }

  /** The states of the current level. */
  get waiting(): readonly State[] {
    return this.level;
  }

  /** Expands the next states of the current level, and goes on to the next level after the last. */
  advance(): void {
    const { level, options } = this;
    const end = Math.min(level.length, this.at + checkStates);
    for (; this.at < end; this.at += 1) this.expand(level[this.at], this.first + this.at);
    if (this.at === level.length) this.endLevel();
    this.report();
    if (!this.ended) this.reason = stopReason(options);
  }

  private endLevel(): void {
    this.expandedLevels += 1;
    this.first += this.level.length;
    this.level = this.nextLevel;
    this.nextLevel = [];
    this.at = 0;
    if (this.level.length === 0) return;
    const { statesMax = statesMaxDefault } = this.options;
    if (this.sightings.foundAll) this.reason = FOUND;
    else if (this.seen.size >= statesMax) this.reason = boundOf(statesMax);
  }

  private expand(state: State, number: number): void {
    this.expanded = number;
    this.judged = number;
    this.recorder?.expand(number, state);
    this.expansion.expand(state, this.sight, this.reach);
  }

  private readonly reach = (after: State, choice: number): void => {
    const isNew = this.seen.add(this.trial.machine.fingerprint(after));
    this.recorder?.reach(this.seen.latest);
    if (!isNew) return;
    this.judged = this.parents.add(this.expanded, choice);
    this.expansion.monitor.check(after, this.sight);
    this.nextLevel.push(after);
  };

  private readonly sight = (property: string, cause: string): void => this.sightings.note(property, cause, this.judged);

  /** States that were discovered and not expanded yet. */
  get frontier(): number {
    return this.level.length - this.at + this.nextLevel.length;
  }

  private report(): void {
    const { generated, depth, frontier } = this;
    this.options.onProgress?.({ distinct: this.seen.size, generated, depth, frontier });
  }

  /** Levels with a state in them: those that were expanded, and the one that was discovered beyond. */
  private get depth(): number {
    return this.expandedLevels + (this.level.length > 0 ? 1 : 0) + (this.at > 0 && this.nextLevel.length > 0 ? 1 : 0);
  }

  /** What was found, with what was recorded. */
  searched(): Searched<Action> {
    const { recorder, parents } = this;
    return { result: this.result(), ways: () => parents.ways(), parts: recorder === null ? [] : [recorder.part()] };
  }

  /** What was found so far. */
  result(): ExhaustiveResult<Action> {
    const { generated, depth, reason } = this;
    const distinct = this.seen.size;
    return {
      distinct,
      generated,
      depth,
      complete: reason === undefined,
      ...(reason === undefined ? {} : { stopped: reason }),
      expectedCollisions: collisionsExpected(distinct),
      violations: this.sightings
        .all()
        .map((sighting) => violationOf(this.trial.machine, sighting, this.parents.choicesTo(sighting.state))),
      exercised: this.expansion.monitor.exercised(),
      coverage: this.expansion.counter.coverage(),
      workers: 1,
      bytes: this.seen.bytes + this.parents.bytes + (this.recorder?.bytes ?? 0),
    };
  }
}

/** Why a search must stop wherever it is; nothing when it may go on. */
export function stopReason({ signal, memory }: ExhaustiveOptions): string | undefined {
  if (signal?.aborted === true) return signal.why ?? 'interrupted';
  return memory !== undefined && memory.used() > memory.max ? MEMORY : undefined;
}

/** The properties after whose violation a search may end. */
export function awaitedOf<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  { stopWhenFound, stopAtViolation }: ExhaustiveOptions,
): readonly string[] {
  return stopWhenFound ?? (stopAtViolation === true ? trial.properties.map(({ id }) => id) : []);
}

/** Expected number of states taken for one another: n(n-1)/2 pairs, each with equal fingerprints at 2^-64. */
export const collisionsExpected = (distinct: number): number => (distinct * (distinct - 1)) / 2 ** 65;
