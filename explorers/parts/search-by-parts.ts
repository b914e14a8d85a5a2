import { type Machine, type Schedule, startsOf } from '../../model/machine.ts';
import type { Division } from '../../model/reduction/division.ts';
import type { Trial } from '../../properties/property.ts';
import {
  awaitedOf,
  BreadthFirst,
  boundOf,
  collisionsExpected,
  statesMaxDefault,
  stopReason,
} from '../breadth-first.ts';
import { mergeCoverage } from '../coverage.ts';
import { derive } from '../derive.ts';
import type { ExhaustiveOptions, ExhaustiveResult, Search } from '../exhaustive.ts';
import { scheduleOf } from '../parents.ts';
import type { Violation } from '../search.ts';
import { futuresOf } from './futures.ts';
import type { Graph } from './graph.ts';
import { GraphSearch } from './graph-search.ts';
import { type Place, placesOf } from './places.ts';
import { isLeap, type Leap, type Placed, productOf } from './product.ts';
import { routeThrough } from './route.ts';

/** The observers' search, and what it takes to tell its findings in steps of the whole machine. */
interface Observation<State, Action extends { readonly type: string }> {
  readonly graph: Graph;
  readonly places: readonly Place[];
  readonly machine: Machine<Placed<State>, Action | Leap>;
  readonly search: BreadthFirst<Placed<State>, Action | Leap>;
}

/**
 * Complete search of a machine that is divided: everything that the source can do, then everything that observers can
 * do before a source that shows them what it can show. A slice at a time.
 *
 * The states of both searches are counted, and a bound on states is for both together; the depth is that of the deeper.
 */
export class SearchByParts<State, Action extends { readonly type: string }> implements Search<Action> {
  private readonly trial: Trial<State, Action>;
  private readonly division: Division<State, Action>;
  private readonly options: ExhaustiveOptions;
  private readonly source: GraphSearch<State, Action>;
  private observation: Observation<State, Action> | null = null;
  private readonly work: Generator<void, void>;
  private reason: string | undefined;
  private isDone = false;

  constructor(trial: Trial<State, Action>, division: Division<State, Action>, options: ExhaustiveOptions) {
    this.trial = trial;
    this.division = division;
    this.options = options;
    this.source = new GraphSearch(trial, division);
    this.work = this.inSlices();
  }

  get ended(): boolean {
    return this.isDone || this.reason !== undefined;
  }

  advance(): void {
    this.isDone = this.work.next().done === true;
    this.report();
    if (!this.ended) this.reason = stopReason(this.options);
  }

  private *inSlices(): Generator<void, void> {
    const { trial, division, source, options } = this;
    while (!source.ended) {
      source.advance();
      if (source.isBetweenLevels) this.reason = this.bound();
      yield;
    }
    const graph = source.graph();
    const futures = yield* futuresOf(graph);
    const { all, starts } = yield* placesOf(futures, startsOf(division.source).length);
    const product = productOf(trial, division, { all, starts }, this.statesOf(all));
    const search = new BreadthFirst(product, { stopWhenFound: awaitedOf(trial, options), statesMax: Infinity });
    this.observation = { graph, places: all, machine: product.machine, search };
    while (!search.ended) {
      search.advance();
      if (search.betweenLevels !== null) this.reason = this.bound();
      yield;
    }
  }

  /** The state that each place stands for. */
  private statesOf(places: readonly Place[]): State[] {
    const numbers = [...new Set(places.map(({ state }) => state))].sort((a, b) => a - b);
    const states = derive(this.division.source, this.source.parents.ways(), numbers);
    return places.map(({ state }) => states[numbers.indexOf(state)]);
  }

  private bound(): string | undefined {
    const { statesMax = statesMaxDefault } = this.options;
    return this.distinct >= statesMax ? boundOf(statesMax) : undefined;
  }

  private get distinct(): number {
    return this.source.numbers.size + (this.observation?.search.seen.size ?? 0);
  }

  private report(): void {
    const { source, observation } = this;
    this.options.onProgress?.({
      distinct: this.distinct,
      generated: source.generated + (observation?.search.generated ?? 0),
      depth: source.depth,
      frontier: observation?.search.frontier ?? source.frontier,
    });
  }

  result(): ExhaustiveResult<Action> {
    const { source, observation, trial } = this;
    const observed = observation?.search.result();
    const reason = this.reason ?? observed?.stopped;
    const { actions, goals } = observed?.coverage ?? { actions: {}, goals: {} };
    const { leap: _, ...observersActions } = actions;
    return {
      distinct: this.distinct,
      generated: source.generated + (observed?.generated ?? 0),
      depth: Math.max(source.depth, observed?.depth ?? 0),
      complete: reason === undefined,
      ...(reason === undefined ? {} : { stopped: reason }),
      expectedCollisions: collisionsExpected(source.numbers.size) + (observed?.expectedCollisions ?? 0),
      violations: observation === null ? [] : this.violations(observation),
      exercised: observed?.exercised ?? Object.fromEntries(trial.properties.map(({ id }) => [id, 0])),
      coverage: mergeCoverage([source.counter.coverage(), { actions: observersActions, goals }]),
      workers: 1,
      bytes: source.bytes + (observed?.bytes ?? 0),
    };
  }

  private violations(observation: Observation<State, Action>): Violation<Action>[] {
    const { search, machine } = observation;
    return search.sightings.all().map(({ property, cause, state }) => {
      const way = search.parents.choicesTo(state);
      const schedule = this.told(observation, way[0], scheduleOf(machine, way));
      return { property, cause, schedule, states: schedule.length + 1 };
    });
  }

  /** A schedule of the observers, with the source's own steps for its leaps. */
  private told({ graph, places }: Observation<State, Action>, start: number, steps: Schedule<Action | Leap>): Action[] {
    const { source } = this.division;
    const shown = steps.filter(isLeap).map(({ to }) => places[to]);
    const route = routeThrough(graph, start, shown);
    let state = startsOf(source)[start];
    let leaps = 0;
    return steps.flatMap((step) => {
      if (!isLeap(step)) return [step];
      leaps += 1;
      return route[leaps - 1].map((choice) => {
        const action = source.enabled(state)[choice];
        state = source.next(state, action);
        return action;
      });
    });
  }
}
