import * as fc from 'fast-check';
import type { Trial } from '../../model/property.ts';
import { CoverageCounter } from '../coverage.ts';
import { PropertyMonitor } from '../property-monitor.ts';
import { Scheduler } from '../scheduling/scheduler.ts';
import type { SchedulingOptions } from '../scheduling/scheduling-options.ts';
import type { StopSignal } from '../stop-signal.ts';
import { ViolationError } from '../violation-error.ts';
import { profiles } from './profile.ts';
import { modelOf, type TrialCommands, type TrialCommandsOptions, trialCommands } from './trial-commands.ts';
import { TrialRun, type TrialRunOptions } from './trial-run.ts';

export interface CommandsPropertyOptions<State> extends TrialCommandsOptions<State>, SchedulingOptions {
  /** Steps that a run gets, after its commands, to come to rest without further faults; 1,000 when left out. */
  readonly drainStepsMax?: number;
}

/** The violation that counts, by what it is, without the way there. */
interface Target {
  readonly property: string;
  readonly cause: string;
}

/** Thrown out of a run to make fast-check give up at once. */
class Interruption extends Error {
  override readonly name = 'Interruption';
}

/**
 * Everything that the runs of one fast-check property share.
 *
 * After the first violation only the same property with the same cause counts, so that shrinking cannot slip to
 * another one. Runs are counted up to then: attempts at shrinking are not exploration.
 */
export class CommandSession<State, Action extends { readonly type: string }> {
  readonly monitor: PropertyMonitor<State>;
  readonly counter: CoverageCounter<State, Action>;
  steps = 0;
  signal: StopSignal | undefined;
  interrupted = false;
  private readonly trial: Trial<State, Action>;
  private readonly options: CommandsPropertyOptions<State>;
  private readonly scheduler: Scheduler<State, Action>;
  private readonly known = new Set<string>();
  private target: Target | undefined;
  /** Whether runs drain. Not while a violation is shrunk that needed no draining: what drains adds steps. */
  private drains = true;

  constructor(trial: Trial<State, Action>, options: CommandsPropertyOptions<State>) {
    this.trial = trial;
    this.options = options;
    this.monitor = new PropertyMonitor(trial.properties);
    this.counter = new CoverageCounter(trial.goals);
    this.scheduler = new Scheduler(trial, options);
  }

  /** Looks for `target` alone. */
  aimAt(target: Target): void {
    this.target = target;
  }

  /** Goes on to look for anything but what was found so far. */
  aimBeyond(found: Target): void {
    this.known.add(keyOf(found.property, found.cause));
    this.target = undefined;
    this.drains = true;
  }

  /** The property, fresh: fast-check keeps its replay path in the commands. */
  property(replayPath = this.options.replayPath): fc.IPropertyWithHooks<[number, TrialCommands<State, Action>]> {
    const commands = trialCommands(this.trial, { ...this.options, replayPath });
    return fc.property(profiles(this.options.swarm ?? true), commands, (profile, list) => this.run(profile, list));
  }

  private run(profile: number, commands: TrialCommands<State, Action>): void {
    if (this.interrupted || this.signal?.aborted === true) {
      this.interrupted = true;
      throw new Interruption();
    }
    const counts = this.target === undefined;
    const real = counts
      ? new TrialRun(this.trial, this.runOptions, this.monitor, this.counter, this.scheduler)
      : new TrialRun(this.trial, this.runOptions);
    let draining = false;
    try {
      real.begin(profile);
      fc.modelRun(() => ({ model: modelOf(real), real }), commands);
      draining = true;
      if (this.drains) real.drain();
    } catch (error) {
      if (error instanceof ViolationError && this.target === undefined) {
        this.target = { property: error.property, cause: error.cause };
        this.drains = draining;
      }
      throw error;
    } finally {
      if (counts) this.steps += real.schedule.length;
    }
  }

  private get runOptions(): TrialRunOptions {
    return { ...this.options, passesOver: this.passesOver };
  }

  private readonly passesOver = (property: string, cause: string): boolean =>
    this.target === undefined
      ? this.known.has(keyOf(property, cause))
      : property !== this.target.property || cause !== this.target.cause;
}

const keyOf = (property: string, cause: string): string => `${property}\n${cause}`;
