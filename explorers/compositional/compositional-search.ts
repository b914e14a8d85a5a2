import { type Machine, type Schedule, startsOf } from '../../model/machine.ts';
import type { Division } from '../../reductions/decomposition.ts';
import type { Trial } from '../../model/property.ts';
import { awaitedOf, boundOf, BreadthFirst, statesMaxDefault, stopReason } from '../breadth-first/breadth-first.ts';
import { mergeCoverage } from '../coverage.ts';
import { derive } from '../breadth-first/re-execute.ts';
import type { ExhaustiveOptions, ExhaustiveResult, Search } from '../exhaustive.ts';
import { scheduleOf } from '../breadth-first/predecessor-table.ts';
import type { FoundViolation } from '../found-violation.ts';
import { futuresOf } from './closure-classes.ts';
import type { Graph } from './labelled-graph.ts';
import { type Place, placesOf } from './automaton.ts';
import { isLeap, type Leap, type Placed, productOf } from './product.ts';
import { graphOf } from './graph-recorder.ts';
import { routeThrough } from './witness-path.ts';
import type { Searched } from './searched.ts';

/** The observers' search, and what it takes to tell its findings in steps of the whole machine. */
interface Observed<State, Action extends { readonly type: string }> {
  readonly graph: Graph;
  readonly places: readonly Place[];
  readonly machine: Machine<Placed<State>, Action | Leap>;
  readonly search: BreadthFirst<Placed<State>, Action | Leap>;
}

/**
 * The second half of the complete search of a machine that is divided: when everything is known that the source can do,
 * everything that observers can do before a source that shows them what it can show.
 *
 * The states of both halves are counted, and a bound on states is for both together; the depth is that of the deeper.
 */
export class Observation<State, Action extends { readonly type: string }> implements Search<Action> {
  private readonly trial: Trial<State, Action>;
  private readonly division: Division<State, Action>;
  private readonly source: Searched<Action>;
  private readonly options: ExhaustiveOptions;
  private readonly work: Generator<void, void>;
  private observed: Observed<State, Action> | null = null;
  private reason: string | undefined;
  private isDone = false;

  /** @param source what was found of the source alone. */
  constructor(
    trial: Trial<State, Action>,
    division: Division<State, Action>,
    source: Searched<Action>,
    options: ExhaustiveOptions,
  ) {
    this.trial = trial;
    this.division = division;
    this.source = source;
    this.options = options;
    this.reason = source.result.stopped;
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
    const graph = graphOf(source.parts, source.result.distinct);
    const futures = yield* futuresOf(graph);
    const places = yield* placesOf(futures, startsOf(division.source).length);
    const product = productOf(trial, division, places, this.statesOf(places.all));
    const search = new BreadthFirst(product, { stopWhenFound: awaitedOf(trial, options), statesMax: Infinity });
    this.observed = { graph, places: places.all, machine: product.machine, search };
    while (!search.ended) {
      search.advance();
      const { statesMax = statesMaxDefault } = options;
      if (search.betweenLevels !== null && this.distinct >= statesMax) this.reason = boundOf(statesMax);
      yield;
    }
  }

  /** The state that each place stands for. */
  private statesOf(places: readonly Place[]): State[] {
    const numbers = [...new Set(places.map(({ state }) => state))].sort((a, b) => a - b);
    const states = derive(this.division.source, this.source.ways(), numbers);
    return places.map(({ state }) => states[numbers.indexOf(state)]);
  }

  private get distinct(): number {
    return this.source.result.distinct + (this.observed?.search.seen.size ?? 0);
  }

  private report(): void {
    const { generated, depth } = this.source.result;
    const search = this.observed?.search;
    this.options.onProgress?.({
      distinct: this.distinct,
      generated: generated + (search?.generated ?? 0),
      depth,
      frontier: search?.frontier ?? 0,
    });
  }

  result(): ExhaustiveResult<Action> {
    const { source, observed, trial } = this;
    const alone = source.result;
    const observers = observed?.search.result();
    const reason = this.reason ?? observers?.stopped;
    const { actions, goals } = observers?.coverage ?? { actions: {}, goals: {} };
    const { leap: _, ...steps } = actions;
    return {
      distinct: this.distinct,
      generated: alone.generated + (observers?.generated ?? 0),
      depth: Math.max(alone.depth, observers?.depth ?? 0),
      complete: reason === undefined,
      ...(reason === undefined ? {} : { stopped: reason }),
      expectedCollisions: alone.expectedCollisions + (observers?.expectedCollisions ?? 0),
      violations: observed === null ? [] : this.violations(observed),
      exercised: observers?.exercised ?? Object.fromEntries(trial.properties.map(({ id }) => [id, 0])),
      coverage: mergeCoverage([alone.coverage, { actions: steps, goals }]),
      workers: alone.workers,
      bytes: alone.bytes + (observers?.bytes ?? 0),
    };
  }

  private violations(observed: Observed<State, Action>): FoundViolation<Action>[] {
    const { search, machine } = observed;
    return search.sightings.all().map(({ property, cause, state }) => {
      const way = search.parents.choicesTo(state);
      const schedule = this.told(observed, way[0], scheduleOf(machine, way));
      return { property, cause, schedule, states: schedule.length + 1 };
    });
  }

  /** A schedule of the observers, with the source's own steps for its leaps. */
  private told({ graph, places }: Observed<State, Action>, start: number, steps: Schedule<Action | Leap>): Action[] {
    const { source } = this.division;
    const shown = steps.filter(isLeap).map(({ to }) => places[to]);
    const route = routeThrough(graph, start, shown).values();
    let state = startsOf(source)[start];
    return steps.flatMap((step) => {
      if (!isLeap(step)) return [step];
      const choices = route.next().value ?? [];
      return choices.map((choice) => {
        const action = source.enabled(state)[choice];
        state = source.next(state, action);
        return action;
      });
    });
  }
}
