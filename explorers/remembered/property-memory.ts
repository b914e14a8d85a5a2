import type { Property } from '../../model/property.ts';
import { meets } from './vectors/footprints.ts';
import type { StateMemory } from './answers/state-memory.ts';

/** What all properties say of a state. */
interface Verdict {
  /** Those that it puts to the test, by index. */
  readonly exercised: readonly number[];
  readonly violations: readonly (readonly [property: string, cause: string])[];
}

/** What one property can say. */
interface Opinion {
  readonly exercised: boolean;
  /** Of its violation; null where there is none. */
  readonly cause: string | null;
}

/** A node of the tree of verdicts: what comes next by the opinion of the next property. At the end there is the verdict's number. */
interface Node {
  readonly next: Node[];
  verdict: number;
}

/**
 * What properties say of states, remembered by what it depends on. There are few opinions, and fewer verdicts, which have
 * numbers: what is counted is how often each came.
 */
export class PropertyMemory<State> {
  private readonly memory: StateMemory<State>;
  private readonly properties: readonly Property<State>[];
  private readonly questions: readonly number[];
  /** Of each property its opinions, and of each answer which one it is. */
  private readonly opinions: readonly Opinion[][];
  private readonly opinionOf: number[] = [];
  private readonly root: Node = { next: [], verdict: -1 };
  private readonly verdicts: Verdict[] = [];
  private readonly counts: number[] = [];
  /** What each says of the state that is being expanded: an answer; the verdict, and all that it depends on. */
  private readonly current: Int32Array;
  private verdict = -1;
  private readonly reads: Int32Array;

  constructor(memory: StateMemory<State>, properties: readonly Property<State>[]) {
    this.memory = memory;
    this.properties = properties;
    this.questions = properties.map(() => memory.trees.ask());
    this.opinions = properties.map(() => []);
    this.current = new Int32Array(properties.length);
    this.reads = new Int32Array(memory.reads.width).fill(-1);
  }

  /** From now on the state of this vector is the one whose steps are judged; it differs from the last in these slots. */
  moveTo(row: Int32Array, changed: Int32Array): void {
    const { current, memory, reads } = this;
    if (!meets(reads, 0, changed)) return;
    reads.fill(0);
    let node = this.root;
    for (let index = 0; index < current.length; index += 1) {
      if (memory.reads.intersects(current[index], changed)) current[index] = this.answer(index, row);
      memory.reads.addTo(reads, current[index]);
      node = this.after(node, current[index]);
    }
    this.verdict = this.verdictAt(node);
  }

  /** Judges a state; `written` is in which slots it differs from the one moved to. Returns the number of the verdict. */
  judge(row: Int32Array, written: Int32Array): number {
    const { current, memory, reads } = this;
    if (this.verdict >= 0 && !meets(reads, 0, written)) return this.verdict;
    let node = this.root;
    for (let index = 0; index < current.length; index += 1) {
      const known = current[index];
      node = this.after(node, memory.reads.intersects(known, written) ? this.answer(index, row) : known);
    }
    return this.verdictAt(node);
  }

  /** Judges a state that has nothing to do with the last one. Returns the number of the verdict. */
  judgeAfresh(row: Int32Array): number {
    let node = this.root;
    for (let index = 0; index < this.questions.length; index += 1) node = this.after(node, this.answer(index, row));
    return this.verdictAt(node);
  }

  /** Counts a verdict, and reports the violations that it says. */
  count(verdict: number, report: (property: string, cause: string) => void): void {
    this.counts[verdict] += 1;
    const { violations } = this.verdicts[verdict];
    for (let index = 0; index < violations.length; index += 1) report(violations[index][0], violations[index][1]);
  }

  private after(node: Node, answer: number): Node {
    return (node.next[this.opinionOf[answer]] ??= { next: [], verdict: -1 });
  }

  private verdictAt(node: Node): number {
    if (node.verdict < 0) node.verdict = this.addVerdict(node);
    return node.verdict;
  }

  private addVerdict(end: Node): number {
    const opinions = this.wayTo(end, this.root, 0) ?? [];
    this.counts.push(0);
    this.verdicts.push({
      exercised: opinions.flatMap(({ exercised }, index) => (exercised ? [index] : [])),
      violations: opinions.flatMap(({ cause }, index) => (cause === null ? [] : [[this.properties[index].id, cause]])),
    });
    return this.verdicts.length - 1;
  }

  /** The opinions on the way from a node to another one. */
  private wayTo(end: Node, from: Node, index: number): readonly Opinion[] | undefined {
    if (from === end) return [];
    for (const [opinion, next] of from.next.entries()) {
      const rest = (next as Node | undefined) && this.wayTo(end, next, index + 1);
      if (rest !== undefined) return [this.opinions[index][opinion], ...rest];
    }
    return undefined;
  }

  private answer(index: number, row: Int32Array): number {
    const known = this.memory.trees.find(this.questions[index], row);
    return known === 0 ? this.learn(index, row) : known;
  }

  private learn(index: number, row: Int32Array): number {
    const { recorder, view } = this.memory;
    const property = this.properties[index];
    recorder.begin(row);
    const exercised = property.exercised(view);
    const cause = property.violation(view)?.cause ?? null;
    const answer = this.memory.remember(this.questions[index], () => property.id);
    const opinions = this.opinions[index];
    const known = opinions.findIndex((opinion) => opinion.exercised === exercised && opinion.cause === cause);
    this.opinionOf[answer] = known < 0 ? opinions.push({ exercised, cause }) - 1 : known;
    return answer;
  }

  /** In how many states each was put to the test, by id. */
  exercised(): [id: string, count: number][] {
    const { counts, verdicts } = this;
    return this.properties.map(({ id }, index) => [
      id,
      counts.reduce((sum, count, verdict) => sum + (verdicts[verdict].exercised.includes(index) ? count : 0), 0),
    ]);
  }
}
