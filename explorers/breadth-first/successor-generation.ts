import { isAtRest, type Trial } from '../../model/property.ts';
import { CoverageCounter } from '../coverage.ts';
import { PropertyMonitor } from '../property-monitor.ts';
import type { Recorder } from '../compositional/graph-recorder.ts';

/** What a breadth-first search does with a state, whichever set it keeps what it has seen in: judges, counts, goes on. */
export class Expansion<State, Action extends { readonly type: string }> {
  readonly monitor: PropertyMonitor<State>;
  readonly counter: CoverageCounter<State, Action>;
  /** Successors made so far. */
  generated = 0;
  private readonly trial: Trial<State, Action>;
  private readonly isFault: (action: Action) => boolean;
  private readonly recorder: Recorder<State, Action> | null;

  constructor(trial: Trial<State, Action>, recorder: Recorder<State, Action> | null) {
    this.trial = trial;
    this.monitor = new PropertyMonitor(trial.properties);
    this.counter = new CoverageCounter(trial.goals);
    this.isFault = (action) => trial.isFault(action);
    this.recorder = recorder;
  }

  /**
   * Judges a state if it is at rest, and makes its successors.
   *
   * @param sight hears of what the state violates at rest.
   * @param reach hears of each successor, and of the index of the enabled action that leads to it.
   */
  expand(
    state: State,
    sight: (property: string, cause: string) => void,
    reach: (after: State, choice: number) => void,
  ): void {
    const { machine } = this.trial;
    const actions = machine.enabled(state);
    if (isAtRest(actions, this.isFault)) {
      this.monitor.checkAtRest(state, sight);
      this.recorder?.rest(state);
    }
    for (let choice = 0; choice < actions.length; choice += 1) {
      const action = actions[choice];
      const after = machine.next(state, action);
      this.generated += 1;
      this.counter.count(state, action, after);
      reach(after, choice);
    }
  }
}
