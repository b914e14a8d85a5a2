import { isAtRest, type Trial } from '../../model/property.ts';
import { CoverageCounter } from '../coverage.ts';
import { PropertyMonitor } from '../property-monitor.ts';
import { Scheduler } from '../scheduling/scheduler.ts';
import type { SchedulingOptions } from '../scheduling/scheduling-options.ts';
import { ViolationError } from '../violation-error.ts';
import { CommandDraws } from './command-draws.ts';
import { policyOf } from './profile.ts';

export interface TrialRunOptions extends SchedulingOptions {
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
  private readonly scheduler: Scheduler<State, Action>;
  private readonly options: TrialRunOptions;
  private current: State;
  private actions: readonly Action[];
  private atRest: boolean;
  private readonly taken: Action[] = [];

  constructor(
    trial: Trial<State, Action>,
    options: TrialRunOptions = {},
    monitor = new PropertyMonitor(trial.properties),
    counter = new CoverageCounter(trial.goals),
    scheduler = new Scheduler(trial, options),
  ) {
    this.trial = trial;
    this.options = options;
    this.monitor = monitor;
    this.counter = counter;
    this.scheduler = scheduler;
    this.current = trial.machine.init;
    this.actions = trial.machine.enabled(this.current);
    this.atRest = isAtRest(this.actions, trial.isFault);
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
   * Begins with the policy that `profile` stands for, see `policyOf`.
   *
   * @throws {ViolationError} when the initial state is not as claimed.
   */
  begin(profile: number): void {
    this.scheduler.begin(policyOf(profile), new CommandDraws(profile, 'run'));
    this.checkCurrent();
  }

  /**
   * The action that the command of this number stands for: 0 is the first one enabled; any other number draws, see
   * `CommandDraws`. A command always acts: where nothing that may happen has any weight, it is the first one enabled.
   */
  choose(number: number): Action {
    if (number === 0) return this.actions[0];
    const index = this.scheduler.pick(new CommandDraws(number, 'fault'), this.actions, this.atRest, false);
    return this.actions[Math.max(0, index)];
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
    this.atRest = isAtRest(this.actions, this.trial.isFault);
    this.taken.push(action);
    this.counter.count(before, action, this.current);
    this.checkCurrent();
  }

  /**
   * Lets everything finish that is not a fault, and checks the state at rest. No command pays for these steps, so there
   * is no number to draw from: they come in rotation.
   *
   * @throws {ViolationError} when a state on the way, or the one at rest, is not as claimed.
   */
  drain(): void {
    const stepsMax = this.options.drainStepsMax ?? drainStepsMaxDefault;
    for (let step = 0; step < stepsMax && !this.atRest; step += 1) {
      const progress = this.actions.filter((action) => !this.trial.isFault(action));
      this.take(progress[step % progress.length]);
    }
  }

  private checkCurrent(): void {
    this.monitor.check(this.current, this.report);
    if (this.atRest) this.monitor.checkAtRest(this.current, this.report);
  }

  private readonly report = (property: string, cause: string): void => {
    if (this.options.passesOver?.(property, cause) === true) return;
    throw new ViolationError(property, cause, this.taken.slice());
  };
}
