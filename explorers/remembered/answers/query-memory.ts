import type { Ask, Query } from '../../../model/query.ts';
import { RememberedFunction } from './remembered-function.ts';
import type { StateMemory } from './state-memory.ts';
import { type Telling, tellingOfValues } from './telling.ts';

/** What queries may say. */
export type Said = string | number | boolean;

/** Answers to queries, each remembered by what it reads. */
export class QueryMemory<State> {
  private readonly memory: StateMemory<State>;
  private readonly telling: Telling;
  private readonly functions = new Map<unknown, RememberedFunction<State, Said>[][]>();

  constructor(memory: StateMemory<State>) {
    this.memory = memory;
    this.telling = tellingOfValues(memory.values);
  }

  /** Asks of a vector's state. @param noted hears of every function that is asked, and of its answer. */
  asking(
    rowOf: () => Int32Array,
    noted: (remembered: RememberedFunction<State, Said>, answer: number) => void,
  ): Ask<State> {
    return <Answer extends Said>(query: Query<State, Answer>, one = -1, other = -1) => {
      const remembered = this.functionOf(query, one, other);
      const answer = remembered.answer(rowOf());
      noted(remembered, answer);
      return remembered.valueOf(answer) as Answer;
    };
  }

  private functionOf(query: Query<State, Said>, one: number, other: number): RememberedFunction<State, Said> {
    let all = this.functions.get(query);
    if (all === undefined) this.functions.set(query, (all = []));
    const byOther = (all[one + 1] ??= []);
    return (byOther[other + 1] ??= new RememberedFunction(
      this.memory,
      `${query.name} (${one}, ${other})`,
      (state) => query.of(state, one, other),
      this.telling,
    ));
  }
}
