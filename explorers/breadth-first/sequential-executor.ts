import type { ReducedTrial } from '../../reductions/reduced-trial.ts';
import type { Coroutine } from '../coroutine.ts';
import type { Discoveries } from './discoveries.ts';
import type { ExpandedLevel, Level, LevelProgress, Summary } from './executor.ts';
import type { HandingOver } from './handing-over.ts';
import { LocalStore } from './local-store.ts';
import { PlainStates } from './plain-states.ts';
import type { SearchVisitor, VisitorRecord } from './search-visitor.ts';
import { batchStates, SuccessorBatch } from './successor-batch.ts';
import { SuccessorGeneration } from './successor-generation.ts';
import { type WaitingStates, waitingStates } from './waiting-states.ts';

/** States expanded between two pauses. */
const sliceStates = 1024;

/** Expands levels in this thread, a slice at a time. */
export class SequentialExecutor<State, Action extends { readonly type: string }, Recorded extends VisitorRecord>
  implements HandingOver<Recorded>
{
  readonly workers = 1;
  readonly helpFrom = 10_000;
  readonly store: LocalStore;
  readonly discoveries: Discoveries;
  private readonly visitor: SearchVisitor<State, Recorded>;
  private readonly subject: Pick<ReducedTrial<State, Action>, 'trial' | 'initials'>;
  private readonly generation: SuccessorGeneration<State, Action, Recorded>;
  /** The states of the current level; those before `at` are expanded. */
  private states: WaitingStates<State>;
  private next: WaitingStates<State>;
  private at = 0;
  private readonly successors = new SuccessorBatch<State>();
  /** The numbers of the state that is being expanded, and of the one that is being checked. */
  private expanded = 0;
  private checked = 0;

  constructor(
    subject: Pick<ReducedTrial<State, Action>, 'trial' | 'initials'>,
    discoveries: Discoveries,
    visitor: SearchVisitor<State, Recorded>,
  ) {
    this.subject = subject;
    this.discoveries = discoveries;
    this.visitor = visitor;
    this.store = new LocalStore(visitor.needsNumbers);
    this.generation = new SuccessorGeneration(subject.trial, visitor);
    this.states = waitingStates(subject.trial.machine);
    this.next = waitingStates(subject.trial.machine);
    for (const state of subject.initials) {
      this.checked = this.store.addInitial(subject.trial.machine.fingerprint(state));
      this.generation.monitor.check(state, this.report);
      this.states.push(state);
    }
  }

  share(): readonly SharedArrayBuffer[] {
    return [];
  }

  handOver(first: number): ReturnType<HandingOver<Recorded>['handOver']> {
    return {
      states: new PlainStates(this.subject, this.visitor, this.states),
      level: { type: 'predecessors', predecessors: this.store.predecessors(), first },
    };
  }

  *expand({ first }: Level, look: (progress: LevelProgress) => string | undefined): Coroutine<ExpandedLevel> {
    const generatedBefore = this.generation.generated;
    const progress = (): LevelProgress => ({
      expanded: this.at,
      discovered: this.next.length,
      generated: this.generation.generated - generatedBefore,
    });
    for (;;) {
      this.expandSlice(first);
      if (this.at === this.states.length) break;
      const stopped = look(progress());
      if (stopped !== undefined) return { ...progress(), stopped };
      yield;
    }
    const { discovered, generated } = progress();
    const expanded = this.states;
    this.states = this.next;
    this.next = expanded;
    expanded.cut(0);
    this.at = 0;
    return { discovered, generated };
  }

  private expandSlice(first: number): void {
    const { states, generation } = this;
    const end = Math.min(states.length, this.at + sliceStates);
    while (this.at < end) {
      const batchEnd = Math.min(end, this.at + batchStates);
      for (; this.at < batchEnd; this.at += 1) {
        this.expanded = first + this.at;
        this.checked = this.expanded;
        generation.expand(this.expanded, states.at(this.at), this.report, this.reach);
      }
      this.addSuccessors();
    }
  }

  private readonly reach = (after: State, choice: number): void =>
    this.successors.push(after, this.subject.trial.machine.fingerprint(after), this.expanded, choice);

  /** Adds the successors of the batch, in the order in which they were made, and checks those that are new. */
  private addSuccessors(): void {
    const { store, successors, generation, visitor } = this;
    const { states, parents, choices } = successors;
    const fingerprints = successors.fingerprints.items();
    store.fingerprints.anticipate(fingerprints);
    for (let at = 0; at < successors.length; at += 1) {
      const number = store.add(fingerprints[2 * at], fingerprints[2 * at + 1], parents.at(at), choices.at(at));
      if (number >= 0) {
        this.checked = number;
        generation.monitor.check(states[at], this.report);
        this.next.push(states[at]);
      }
      visitor.reached(store.latest);
    }
    successors.clear();
  }

  private readonly report = (property: string, cause: string): void =>
    this.discoveries.note(property, cause, this.checked);

  // oxlint-disable-next-line require-yield -- one thread has its figures at hand
  *summary(): Coroutine<Summary<Recorded>> {
    return {
      exercised: this.generation.monitor.exercised(),
      coverage: this.generation.counter.coverage(),
      records: [this.visitor.record()],
      frontierBytes: this.states.bytes + this.next.bytes,
    };
  }

  // oxlint-disable-next-line require-yield -- there is nobody to let go of
  *dispose(): Coroutine<void> {}
}
