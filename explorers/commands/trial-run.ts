import { isAtRest, type Trial } from '../../model/property.ts';
import { CoverageCounter } from '../coverage.ts';
import { PropertyMonitor } from '../property-monitor.ts';
import { Moments } from '../moments.ts';
import { Priorities } from '../priorities.ts';
import { ViolationError } from '../violation-error.ts';
import { type WeightOptions, Weights } from '../weights.ts';

export interface TrialRunOptions extends WeightOptions {
  /** Steps that a run gets, after its commands, to come to rest without further faults; 1,000 when left out. */
  readonly drainStepsMax?: number;
  /** Violations to pass over: the run goes on as if the property held. */
  readonly passesOver?: (property: string, cause: string) => boolean;
}

const drainStepsMaxDefault = 1000;

/**
 * The real side of fast-check's commands: one run of a trial. It holds a state and the schedule that led there, and
 * throws as soon as a property fails.
 */
export class TrialRun<State, Action extends { readonly type: string }> {
  private readonly trial: Trial<State, Action>;
  private readonly monitor: PropertyMonitor<State>;
  private readonly counter: CoverageCounter<State, Action>;
  private readonly weights: Weights<State, Action>;
  private readonly options: TrialRunOptions;
  private current: State;
  private actions: readonly Action[];
  private readonly taken: Action[] = [];
  private readonly priorities = new Priorities<Action>();
  private readonly moments = new Moments();
  private byPriority = false;
  private atMoments = false;

  constructor(
    trial: Trial<State, Action>,
    options: TrialRunOptions = {},
    monitor = new PropertyMonitor(trial.properties),
    counter = new CoverageCounter(trial.goals),
    weights = new Weights(trial, counter, options),
  ) {
    this.trial = trial;
    this.options = options;
    this.monitor = monitor;
    this.counter = counter;
    this.weights = weights;
    this.current = trial.machine.init;
    this.actions = trial.machine.enabled(this.current);
  }

  get state(): State {
    return this.current;
  }

  get schedule(): readonly Action[] {
    return this.taken;
  }

  get enabled(): readonly Action[] {
    return this.actions;
  }

  /**
   * Chooses what this run likes: 0 the weights as given, any other number a run of that number by priorities, or a swarm.
   *
   * @throws {ViolationError} when the initial state is not as claimed.
   */
  begin(profile: number): void {
    this.byPriority = (profile & PRIORITY_BITS) !== 0;
    this.atMoments = (profile & MOMENT_BITS) !== 0;
    if (profile === 0 || this.byPriority) this.weights.beginAlike();
    else this.weights.beginSwarm(profile, (profile & 2) !== 0);
    this.priorities.begin();
    this.moments.begin(lotsOf(profile, 'run'));
    this.checkCurrent();
  }

  /**
   * The action that `choice` stands for: 0 is the first one enabled; any other number makes every enabled action draw a
   * lot, and the highest one happens. In a run by priorities an action keeps its lot for as long as it stays enabled.
   *
   * The lot of an action depends on the choice and on the action alone, so that the same choice is the same action as
   * long as that is enabled and no new one beats it: what makes shrinking by removal work. Weights scale the lots.
   */
  choose(choice: number): Action {
    const { actions } = this;
    if (choice === 0) return actions[0];
    const faultless = this.atMoments && !isAtRest(actions, this.isFault);
    const draw = (action: Action): number => {
      const weight = this.weights.of(action, faultless);
      return weight === 0 ? 0 : lotOf(choice, action) ** (1 / weight);
    };
    if (faultless && this.moments.isDue(lotsOf(choice, 'fault'))) {
      const faults = actions.filter(this.isFault);
      if (faults.length > 0) return highest(faults, (action) => lotOf(choice, action));
    }
    if (!this.byPriority) return highest(actions, draw);
    return actions[Math.max(0, this.priorities.pick(actions, draw))];
  }

  /**
   * Takes an enabled action.
   *
   * @throws {ViolationError} when the state after it is not as claimed.
   */
  take(action: Action): void {
    const before = this.current;
    this.current = this.trial.machine.next(before, action);
    this.actions = this.trial.machine.enabled(this.current);
    this.taken.push(action);
    this.counter.count(before, action, this.current);
    this.checkCurrent();
  }

  /**
   * Lets everything finish that is not a fault, in rotation, and judges the state at rest.
   *
   * @throws {ViolationError} when a state on the way, or the one at rest, is not as claimed.
   */
  drain(): void {
    const stepsMax = this.options.drainStepsMax ?? drainStepsMaxDefault;
    for (let step = 0; step < stepsMax; step += 1) {
      const progress = this.actions.filter((action) => !this.isFault(action));
      if (progress.length === 0) return;
      this.take(progress[step % progress.length]);
    }
  }

  private checkCurrent(): void {
    this.monitor.check(this.current, this.report);
    if (isAtRest(this.actions, this.isFault)) this.monitor.checkAtRest(this.current, this.report);
  }

  private readonly isFault = (action: Action): boolean => this.trial.isFault(action);

  private readonly report = (property: string, cause: string): void => {
    if (this.options.passesOver?.(property, cause) === true) return;
    throw new ViolationError(property, cause, this.taken.slice());
  };
}

/** The bits of a profile that are all 0 in a run that does not go by priorities (a quarter), or not by moments (an eighth). */
const PRIORITY_BITS = 0b1100;
const MOMENT_BITS = 0b111_0000;

/** Numbers in (0, 1) that follow from `seed` and `purpose`. */
function lotsOf(seed: number, purpose: string): () => number {
  let draws = 0;
  return () => lotOf(seed, { purpose, draw: (draws += 1) });
}

/** The first of the elements that have the highest value. */
function highest<Element>(elements: readonly Element[], valueOf: (element: Element) => number): Element {
  let first = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < elements.length; index += 1) {
    const value = valueOf(elements[index]);
    if (value > most) {
      most = value;
      first = index;
    }
  }
  return elements[first];
}

/** A number in (0, 1) that is a function of the choice and of the fields of the action. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it gives the fields of the action their type
function lotOf<Action extends object>(choice: number, action: Action): number {
  let hash = choice;
  for (const field in action) {
    const value = action[field];
    if (typeof value === 'number') hash = Math.imul(hash ^ value, 0x5bd1e995) ^ (hash >>> 15);
    else hash = hashText(hash, String(value));
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32 + 2 ** -33;
}

function hashText(start: number, text: string): number {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
