import type { ReducedTrial } from '../../reductions/reduced-trial.ts';
import { reExecute } from '../breadth-first/re-execute.ts';
import type { SearchVisitor, VisitorRecord } from '../breadth-first/search-visitor.ts';
import { SuccessorGeneration } from '../breadth-first/successor-generation.ts';
import type { Counted } from '../coverage.ts';
import type { Claimer, PartitionStates } from './partition-states.ts';
import type { HandedOver, Load } from './tasks.ts';

/** The states of a worker as they are. */
export class PlainStates<State, Action extends { readonly type: string }> implements PartitionStates {
  readonly visitor: SearchVisitor<State, VisitorRecord>;
  readonly frontierBytes = 0;
  private readonly subject: Pick<ReducedTrial<State, Action>, 'trial' | 'initials'>;
  private readonly generation: SuccessorGeneration<State, Action>;
  /** The level that it begins with, where it is at hand. */
  private readonly level: readonly State[] | null;
  private states: State[] = [];
  private at = 0;
  private discovered: State[] = [];

  constructor(
    subject: Pick<ReducedTrial<State, Action>, 'trial' | 'initials'>,
    visitor: SearchVisitor<State, VisitorRecord>,
    level: readonly State[] | null = null,
  ) {
    this.subject = subject;
    this.visitor = visitor;
    this.generation = new SuccessorGeneration(subject.trial, visitor);
    this.level = level;
  }

  get waiting(): number {
    return this.states.length;
  }

  get found(): number {
    return this.discovered.length;
  }

  get generated(): number {
    return this.generation.generated;
  }

  begin(handedOver: HandedOver, indices: readonly number[]): void {
    const { level } = this;
    this.states = level === null ? this.madeAgain(handedOver, indices) : indices.map((index) => level[index]);
  }

  private madeAgain(handedOver: HandedOver, indices: readonly number[]): State[] {
    if (handedOver.type !== 'predecessors')
      throw new RangeError('these states are made again by how they were reached');
    const { trial, initials } = this.subject;
    const numbers = indices.map((index) => handedOver.first + index);
    return reExecute(trial.machine, initials, handedOver.predecessors, numbers);
  }

  expandNext(number: number, claimer: Claimer): void {
    const { machine } = this.subject.trial;
    const reach = (after: State, choice: number): number => {
      const { high, low } = machine.fingerprint(after);
      if (claimer.claim(high | 0, low | 0, choice)) this.discovered.push(after);
      return claimer.target;
    };
    this.generation.expand(number, this.states[this.at], claimer.report, reach);
    this.at += 1;
  }

  keep(isKept: (at: number) => boolean): void {
    this.discovered = this.discovered.filter((_state, at) => isKept(at));
  }

  settle(next: () => void, report: (property: string, cause: string) => void): void {
    this.states = this.discovered;
    this.discovered = [];
    this.at = 0;
    this.generation.generated = 0;
    for (const state of this.states) {
      next();
      this.generation.monitor.check(state, report);
    }
  }

  give(states: number): Load['states'] {
    return this.states.splice(this.states.length - states);
  }

  take(states: Load['states']): void {
    for (const state of states as readonly State[]) this.states.push(state);
  }

  counted(): Counted {
    return { exercised: this.generation.monitor.exercised(), coverage: this.generation.counter.coverage() };
  }
}
