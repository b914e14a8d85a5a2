import type { Property } from '../../model/property.ts';
import type { StateMemory } from './state-memory.ts';

/** What a property says of a state. */
interface Judgement {
  readonly exercised: boolean;
  /** Of its violation; null where there is none. */
  readonly cause: string | null;
}

/** What properties say of states, remembered by what it depends on. Counts, as `PropertyMonitor` does. */
export class PropertyMemory<State> {
  private readonly memory: StateMemory<State>;
  private readonly properties: readonly Property<State>[];
  private readonly questions: readonly number[];
  private readonly judgements: Judgement[] = [];
  private readonly counts: number[];
  /** What each says of the state that is being expanded: an answer. */
  private readonly current: Int32Array;

  constructor(memory: StateMemory<State>, properties: readonly Property<State>[]) {
    this.memory = memory;
    this.properties = properties;
    this.questions = properties.map(() => memory.trees.ask());
    this.counts = properties.map(() => 0);
    this.current = new Int32Array(properties.length);
  }

  /** From now on the state of this vector is the one whose steps are judged; it differs from the last in these slots. */
  moveTo(row: Int32Array, changed: Int32Array): void {
    const { current, memory } = this;
    for (let index = 0; index < current.length; index += 1) {
      if (memory.reads.intersects(current[index], changed)) current[index] = this.answer(index, row);
    }
  }

  /** Judges a state; `written` is in which slots it differs from the one moved to. */
  check(row: Int32Array, written: Int32Array, report: (property: string, cause: string) => void): void {
    const { current, memory } = this;
    for (let index = 0; index < current.length; index += 1) {
      const known = current[index];
      const isTouched = memory.reads.intersects(known, written);
      this.note(index, isTouched ? this.answer(index, row) : known, report);
    }
  }

  /** Judges a state that has nothing to do with the last one. */
  checkAfresh(row: Int32Array, report: (property: string, cause: string) => void): void {
    for (let index = 0; index < this.questions.length; index += 1) this.note(index, this.answer(index, row), report);
  }

  private note(index: number, answer: number, report: (property: string, cause: string) => void): void {
    const { exercised, cause } = this.judgements[answer];
    if (exercised) this.counts[index] += 1;
    if (cause !== null) report(this.properties[index].id, cause);
  }

  private answer(index: number, row: Int32Array): number {
    const known = this.memory.trees.find(this.questions[index], row);
    return known === 0 ? this.learn(index, row) : known;
  }

  private learn(index: number, row: Int32Array): number {
    const { recorder, view } = this.memory;
    const property = this.properties[index];
    recorder.begin(row);
    const judgement = { exercised: property.exercised(view), cause: property.violation(view)?.cause ?? null };
    const answer = this.memory.remember(this.questions[index], () => property.id);
    this.judgements[answer] = judgement;
    return answer;
  }

  /** In how many states each was put to the test, by id. */
  exercised(): [id: string, count: number][] {
    return this.properties.map(({ id }, index) => [id, this.counts[index]]);
  }
}
