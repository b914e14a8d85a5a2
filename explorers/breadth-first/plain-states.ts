import type { ReducedTrial } from '../../reductions/reduced-trial.ts';
import type { Counted } from '../coverage.ts';
import type { Claimer, HandedOver, Load, PartitionStates } from './partition-states.ts';
import { reExecute } from './re-execute.ts';
import type { SearchVisitor, VisitorRecord } from './search-visitor.ts';
import { SuccessorBatch } from './successor-batch.ts';
import { SuccessorGeneration } from './successor-generation.ts';
import { type WaitingStates, waitingStates } from './waiting-states.ts';

/** The states of a worker as they are. */
export class PlainStates<State, Action extends { readonly type: string }> implements PartitionStates {
  readonly visitor: SearchVisitor<State, VisitorRecord>;
  private readonly subject: Pick<ReducedTrial<State, Action>, 'trial' | 'initials'>;
  private readonly generation: SuccessorGeneration<State, Action>;
  /** The level that it begins with, where it is at hand. */
  private readonly level: WaitingStates<State> | null;
  private states: WaitingStates<State>;
  private at = 0;
  private discovered: WaitingStates<State>;
  private readonly successors = new SuccessorBatch<State>();
  /** The number of the state that is being expanded. */
  private expanded = 0;

  constructor(
    subject: Pick<ReducedTrial<State, Action>, 'trial' | 'initials'>,
    visitor: SearchVisitor<State, VisitorRecord>,
    level: WaitingStates<State> | null = null,
  ) {
    this.subject = subject;
    this.visitor = visitor;
    this.generation = new SuccessorGeneration(subject.trial, visitor);
    this.level = level;
    this.states = waitingStates(subject.trial.machine);
    this.discovered = waitingStates(subject.trial.machine);
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

  get frontierBytes(): number {
    return this.states.bytes + this.discovered.bytes;
  }

  begin(handedOver: HandedOver, indices: readonly number[]): void {
    const { level } = this;
    this.take(level === null ? this.madeAgain(handedOver, indices) : indices.map((index) => level.at(index)));
  }

  private madeAgain(handedOver: HandedOver, indices: readonly number[]): State[] {
    if (handedOver.type !== 'predecessors')
      throw new RangeError('these states are made again by how they were reached');
    const { trial, initials } = this.subject;
    const numbers = indices.map((index) => handedOver.first + index);
    return reExecute(trial.machine, initials, handedOver.predecessors, numbers);
  }

  expandNext(numbers: Int32Array, claimer: Claimer): void {
    const { generation, states } = this;
    const report = (property: string, cause: string): void => claimer.violates(this.expanded, property, cause);
    for (const number of numbers) {
      this.expanded = number;
      generation.expand(number, states.at(this.at), report, this.reach);
      this.at += 1;
    }
    this.claimSuccessors(claimer);
  }

  private readonly reach = (after: State, choice: number): void =>
    this.successors.push(after, this.subject.trial.machine.fingerprint(after), this.expanded, choice);

  /** Claims the successors of the batch, in the order in which they were made. */
  private claimSuccessors(claimer: Claimer): void {
    const { successors, discovered, visitor } = this;
    const { states, parents, choices } = successors;
    const fingerprints = successors.fingerprints.items();
    claimer.anticipate(fingerprints);
    for (let at = 0; at < successors.length; at += 1) {
      if (claimer.claim(fingerprints[2 * at], fingerprints[2 * at + 1], parents.at(at), choices.at(at))) {
        discovered.push(states[at]);
      }
      if (visitor.needsNumbers) visitor.reached(claimer.target);
    }
    successors.clear();
  }

  keep(isKept: (at: number) => boolean): void {
    this.discovered.keep(isKept);
  }

  settle(next: () => void, report: (property: string, cause: string) => void): void {
    const expanded = this.states;
    this.states = this.discovered;
    this.discovered = expanded;
    expanded.cut(0);
    this.at = 0;
    this.generation.generated = 0;
    for (let at = 0; at < this.states.length; at += 1) {
      next();
      this.generation.monitor.check(this.states.at(at), report);
    }
  }

  give(states: number): Load['states'] {
    const kept = this.states.length - states;
    const given = Array.from({ length: states }, (_, index) => this.states.at(kept + index));
    this.states.cut(kept);
    return given;
  }

  take(states: Load['states']): void {
    for (const state of states as readonly State[]) this.states.push(state);
  }

  counted(): Counted {
    return { exercised: this.generation.monitor.exercised(), coverage: this.generation.counter.coverage() };
  }
}
