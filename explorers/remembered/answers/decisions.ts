import type { Ask } from '../../../model/query.ts';
import { ImpureRuleError } from './impure-rule-error.ts';
import type { QueryMemory, Said } from './query-memory.ts';
import type { RememberedFunction } from './remembered-function.ts';

/** What is asked next, what comes behind each answer that there has been, or else what is decided. */
interface Node<State, Decided> {
  readonly asks: RememberedFunction<State, Said> | null;
  readonly said: Said[];
  readonly next: Node<State, Decided>[];
  readonly decided: Decided | null;
}

/**
 * What is decided of a state by nothing but queries, remembered by their answers: a tree whose nodes are queries. What is asked first is always
 * the same, and what is asked next depends on what was answered before.
 */
export class Decisions<State, Decided> {
  private readonly subject: string;
  private readonly decide: (ask: Ask<State>) => Decided;
  private readonly ask: Ask<State>;
  private root: Node<State, Decided> | null = null;
  private row: Int32Array = new Int32Array();
  private readonly asked: [asks: RememberedFunction<State, Said>, said: Said][] = [];

  /** @param subject what is decided, for messages. */
  constructor(queries: QueryMemory<State>, subject: string, decide: (ask: Ask<State>) => Decided) {
    this.subject = subject;
    this.decide = decide;
    this.ask = queries.asking(
      () => this.row,
      (remembered, answer) => this.asked.push([remembered, remembered.valueOf(answer)]),
    );
  }

  /** What is decided in the state of a vector. @param noted hears of the answers that it depends on, by their numbers, of one maybe twice. */
  of(row: Int32Array, noted?: (answer: number) => void): Decided {
    let node = this.root;
    while (node !== null) {
      const { asks, said, next } = node;
      if (asks === null) return node.decided as Decided;
      const answer = asks.answer(row);
      noted?.(answer);
      node = next[said.indexOf(asks.valueOf(answer))] ?? null;
    }
    this.learn(row);
    return this.of(row, noted);
  }

  private learn(row: Int32Array): void {
    this.row = row;
    this.asked.length = 0;
    const decided = this.decide(this.ask);
    let put = (node: Node<State, Decided>): void => void (this.root = node);
    let at = this.root;
    for (const [asks, said] of this.asked) {
      if (at === null) put((at = { asks, said: [], next: [], decided: null }));
      if (at.asks !== asks) throw new ImpureRuleError(this.subject, 'it asks something else than before');
      const node = at;
      at = node.next[node.said.indexOf(said)] ?? null;
      put = (behind) => {
        node.said.push(said);
        node.next.push(behind);
      };
    }
    put({ asks: null, said: [], next: [], decided });
  }
}
