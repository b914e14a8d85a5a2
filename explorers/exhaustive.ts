import { startsOf } from '../model/machine.ts';
import type { Trial } from '../properties/property.ts';
import { CoverageCounter } from './coverage.ts';
import { FingerprintSet } from './fingerprintset.ts';
import { isAtRest, Judge } from './judge.ts';
import { Parents } from './parents.ts';
import type { SearchResult, StopSignal, Violation } from './search.ts';

export interface ExhaustiveOptions {
  /** Distinct states after which the search gives up; 5,000,000 when left out. */
  readonly statesMax?: number;
  /** End as soon as every property has a violation, instead of going on for further causes and the whole scope. */
  readonly stopAtViolation?: boolean;
  /** End as soon as each of these properties has a violation. */
  readonly stopWhenFound?: readonly string[];
  /** Heard after every level, and every `progressStates` distinct states within one. */
  readonly onProgress?: (progress: ExhaustiveProgress) => void;
  readonly signal?: StopSignal;
}

export interface ExhaustiveProgress {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** States of the current level that wait for expansion. */
  readonly frontier: number;
}

export interface ExhaustiveResult<Action> extends SearchResult<Action> {
  readonly distinct: number;
  /** Successors computed, the initial states included: what TLC calls states generated. */
  readonly generated: number;
  /** States on the longest shortest path, the initial one included. */
  readonly depth: number;
  /** Whether the whole scope was searched; a proof only then. */
  readonly complete: boolean;
  /** Expected number of distinct states that were taken for one another: n(n-1)/2 pairs, each at 2^-64. */
  readonly expectedCollisions: number;
}

const statesMaxDefault = 5_000_000;
/** States between two looks at the signal and two reports of progress. */
const progressStates = 4096;

/**
 * Breadth-first search of everything that `trial` can reach.
 *
 * Level by level, so that the first schedule found for a property and cause is a shortest one. Each state is judged
 * once: for `always` when it is discovered, for `at-rest` when it is expanded. States are kept for two levels only; of
 * the others there remain a fingerprint of 64 bits and six bytes for the way back. Two states with equal fingerprints
 * are taken for one, see `expectedCollisions`.
 */
export function exhaustive<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  options: ExhaustiveOptions = {},
): ExhaustiveResult<Action> {
  const search = new Search(trial, options);
  const stopped = search.run();
  return search.result(stopped);
}

/** A violation while the search runs: its schedule is rebuilt at the end. */
interface Sighting {
  readonly property: string;
  readonly cause: string;
  readonly state: number;
}

class Search<State, Action extends { readonly type: string }> {
  private readonly trial: Trial<State, Action>;
  private readonly options: ExhaustiveOptions;
  private readonly statesMax: number;
  private readonly judge: Judge<State>;
  private readonly counter: CoverageCounter<State, Action>;
  private readonly seen = new FingerprintSet();
  private readonly parents = new Parents();
  private readonly sightings = new Map<string, Sighting>();
  /** Properties that the search still waits for; null when it goes on to the end. */
  private readonly awaited: Set<string> | null;
  private generated = 0;
  private depth = 0;
  private judged = 0;

  constructor(trial: Trial<State, Action>, options: ExhaustiveOptions) {
    this.trial = trial;
    this.options = options;
    this.statesMax = options.statesMax ?? statesMaxDefault;
    this.judge = new Judge(trial.properties);
    this.counter = new CoverageCounter(trial.goals);
    const ids = options.stopWhenFound ?? (options.stopAtViolation === true ? trial.properties.map(({ id }) => id) : []);
    this.awaited = ids.length === 0 ? null : new Set(ids);
  }

  /** Searches; says why it stopped early, or undefined when it did not. */
  run(): string | undefined {
    let level = this.start();
    let first = 0;
    while (level.length > 0) {
      this.depth += 1;
      const nextLevel: State[] = [];
      for (let at = 0; at < level.length; at += 1) {
        const stopped = this.expand(level[at], first + at, nextLevel);
        if (stopped !== undefined) {
          // What was discovered beyond this level was judged as well, so that the depth reached includes it.
          if (nextLevel.length > 0) this.depth += 1;
          return stopped;
        }
        if (at % progressStates === progressStates - 1) {
          if (this.options.signal?.aborted === true) return 'interrupted';
          this.report(level.length - at - 1);
        }
      }
      first += level.length;
      level = nextLevel;
      this.report(level.length);
      if (this.options.signal?.aborted === true && level.length > 0) return 'interrupted';
    }
    return undefined;
  }

  private start(): State[] {
    const { machine } = this.trial;
    const level = startsOf(machine).filter((state) => this.seen.add(machine.fingerprint(state)));
    for (const state of level) {
      this.judged = this.parents.addStart();
      this.judge.judge(state, this.sight);
    }
    this.generated = level.length;
    return level;
  }

  private expand(state: State, number: number, nextLevel: State[]): string | undefined {
    const { machine } = this.trial;
    const actions = machine.enabled(state);
    if (isAtRest(actions, this.isFault)) {
      this.judged = number;
      this.judge.judgeAtRest(state, this.sight);
    }
    for (let choice = 0; choice < actions.length; choice += 1) {
      const action = actions[choice];
      const after = machine.next(state, action);
      this.generated += 1;
      this.counter.count(state, action, after);
      if (!this.seen.add(machine.fingerprint(after))) continue;
      this.discover(after, number, choice);
      nextLevel.push(after);
      if (this.seen.size >= this.statesMax) return `the bound of ${this.statesMax} distinct states was reached`;
    }
    return this.awaited?.size === 0 ? 'the violations asked for were found' : undefined;
  }

  private discover(state: State, parent: number, choice: number): void {
    this.judged = this.parents.add(parent, choice);
    this.judge.judge(state, this.sight);
  }

  private readonly isFault = (action: Action): boolean => this.trial.isFault(action);

  private readonly sight = (property: string, cause: string): void => {
    const key = `${property}\n${cause}`;
    if (this.sightings.has(key)) return;
    this.sightings.set(key, { property, cause, state: this.judged });
    this.awaited?.delete(property);
  };

  private report(frontier: number): void {
    const { generated, depth } = this;
    this.options.onProgress?.({ distinct: this.seen.size, generated, depth, frontier });
  }

  result(stopped: string | undefined): ExhaustiveResult<Action> {
    const distinct = this.seen.size;
    return {
      distinct,
      generated: this.generated,
      depth: this.depth,
      complete: stopped === undefined,
      ...(stopped === undefined ? {} : { stopped }),
      expectedCollisions: (distinct * (distinct - 1)) / 2 ** 65,
      violations: [...this.sightings.values()].map((sighting) => this.violation(sighting)),
      exercised: this.judge.exercised(),
      coverage: this.counter.coverage(),
    };
  }

  private violation({ property, cause, state }: Sighting): Violation<Action> {
    const schedule = this.parents.scheduleTo(this.trial.machine, state);
    return { property, cause, schedule, states: schedule.length + 1 };
  }
}
