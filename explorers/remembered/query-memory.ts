import type { Ask, Query } from '../../model/query.ts';
import { RememberedFunction } from './remembered-function.ts';
import type { StateMemory } from './state-memory.ts';

/** Answers to queries, each remembered by what it reads, and what all of them depend on that were asked since `begin`. */
export class QueryMemory<State> {
  /** The slots that answers since `begin` depend on, as a set. */
  readonly reads: Int32Array;
  private row: Int32Array = new Int32Array();
  private readonly memory: StateMemory<State>;
  private readonly functions = new Map<Query<State, unknown>, RememberedFunction<State, unknown>[][]>();

  constructor(memory: StateMemory<State>) {
    this.memory = memory;
    this.reads = new Int32Array(memory.reads.width);
  }

  /** From now on the state of this vector is the one that is asked. */
  begin(row: Int32Array): void {
    this.row = row;
    this.reads.fill(0);
  }

  readonly ask: Ask<State> = (query, one = -1, other = -1) => {
    const { memory } = this;
    const remembered = this.functionOf(query, one, other);
    const answer = remembered.answer(this.row);
    memory.reads.addTo(this.reads, answer);
    return remembered.valueOf(answer);
  };

  private functionOf<Answer>(
    query: Query<State, Answer>,
    one: number,
    other: number,
  ): RememberedFunction<State, Answer> {
    let all = this.functions.get(query);
    if (all === undefined) this.functions.set(query, (all = []));
    const byOther = (all[one + 1] ??= []);
    const remembered = (byOther[other + 1] ??= new RememberedFunction(this.memory, query.name, (state) =>
      query.of(state, one, other),
    ));
    return remembered as RememberedFunction<State, Answer>;
  }
}
