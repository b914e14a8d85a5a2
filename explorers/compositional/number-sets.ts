import { avalanche } from '../../model/fingerprint.ts';
import { IntList } from '../int-list.ts';

/**
 * Sets of numbers, each kept once and numbered from 0 on, in the order in which they first come. One set is gathered at a time:
 * `begin`, `add` what is in it, and ask for its `number`.
 */
export class NumberSets {
  private readonly sets: Int32Array[] = [];
  /** The set with each digest that came last, and of each set the one with its digest that came before; -1 for none. */
  private readonly latest = new Map<number, number>();
  private readonly before: number[] = [];
  private readonly gathered = new IntList();
  /** A sum of what was added, each number scrambled: the same in every order. */
  private digest = 0;
  /** At each number the turn in which it was added last. */
  private turns = new Int32Array(1024);
  private turn = 0;

  /** How many sets there are. */
  get size(): number {
    return this.sets.length;
  }

  /** The numbers in a set, ascending. */
  at(number: number): Int32Array {
    return this.sets[number];
  }

  /** What is gathered is empty. */
  begin(): void {
    this.gathered.cut(0);
    this.digest = 0;
    this.turn += 1;
  }

  add(item: number): void {
    if (item >= this.turns.length) this.growTo(item);
    if (this.turns[item] === this.turn) return;
    this.turns[item] = this.turn;
    this.gathered.push(item);
    this.digest = (this.digest + avalanche(item)) | 0;
  }

  addAll(items: Int32Array): void {
    for (let index = 0; index < items.length; index += 1) this.add(items[index]);
  }

  /** The number of what was gathered. */
  number(): number {
    const { latest, before, digest } = this;
    const last = latest.get(digest) ?? -1;
    for (let known = last; known >= 0; known = before[known]) if (this.isGathered(this.sets[known])) return known;
    latest.set(digest, this.size);
    before.push(last);
    this.sets.push(this.gathered.items().slice().sort());
    return this.size - 1;
  }

  private isGathered(set: Int32Array): boolean {
    if (set.length !== this.gathered.length) return false;
    for (let index = 0; index < set.length; index += 1) if (this.turns[set[index]] !== this.turn) return false;
    return true;
  }

  private growTo(item: number): void {
    const turns = new Int32Array(2 * (item + 1));
    turns.set(this.turns);
    this.turns = turns;
  }
}
