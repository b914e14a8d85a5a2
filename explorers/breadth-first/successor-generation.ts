import { isAtRest, type Trial } from '../../model/property.ts';
import { CoverageCounter } from '../coverage.ts';
import { PropertyMonitor } from '../property-monitor.ts';
import type { SearchVisitor, VisitorRecord } from './search-visitor.ts';

/** What a breadth-first search does with a state, whichever executor has it: checks, counts, makes successors. */
export class SuccessorGeneration<
  State,
  Action extends { readonly type: string },
  Recorded extends VisitorRecord = VisitorRecord,
> {
  readonly monitor: PropertyMonitor<State>;
  readonly counter: CoverageCounter<State, Action>;
  /** Successors made so far. */
  generated = 0;
  private readonly trial: Trial<State, Action>;
  private readonly isFault: (action: Action) => boolean;
  private readonly visitor: SearchVisitor<State, Recorded>;

  constructor(trial: Trial<State, Action>, visitor: SearchVisitor<State, Recorded>) {
    this.trial = trial;
    this.monitor = new PropertyMonitor(trial.properties);
    this.counter = new CoverageCounter(trial.goals);
    this.isFault = (action) => trial.isFault(action);
    this.visitor = visitor;
  }

  /**
   * Checks a state if it is at rest, and makes its successors.
   *
   * @param number of the state, as the search numbers its states.
   * @param report hears of what the state violates at rest.
   * @param reach hears of each successor, and of the index of the enabled action that leads to it. The visitor has to hear
   *   what it reaches from whoever finds that out.
   */
  expand(
    number: number,
    state: State,
    report: (property: string, cause: string) => void,
    reach: (after: State, choice: number) => void,
  ): void {
    const { visitor } = this;
    const { machine } = this.trial;
    const actions = machine.enabled(state);
    visitor.expanding(number, state, actions.length);
    if (isAtRest(actions, this.isFault)) {
      this.monitor.checkAtRest(state, report);
      visitor.atRest(state);
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
