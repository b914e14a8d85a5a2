import type { StateMemory } from './state-memory.ts';

/** Tells other threads of components, and makes of their numbers one's own. */
export class ComponentExchange {
  private readonly memory: StateMemory<unknown>;
  /** How many of each kind every other thread was told of, and one of them. */
  private toldAll: readonly number[];
  private readonly told = new Map<number, readonly number[]>();
  /** The own numbers of another thread's components, by kind and its number. */
  private readonly numbers = new Map<number, number[][]>();

  constructor(memory: StateMemory<unknown>) {
    this.memory = memory;
    this.toldAll = memory.kinds.map(() => 0);
  }

  /** All the components, by kind; every other thread is told of them. */
  all(): readonly (readonly unknown[])[] {
    this.toldAll = this.lengths();
    return this.memory.kinds.map(({ values }) => values);
  }

  private lengths(): readonly number[] {
    return this.memory.kinds.map(({ values }) => values.length);
  }

  /** The components, by kind, that another thread was not told of yet. */
  newFor(thread: number): readonly (readonly unknown[])[] {
    const told = this.told.get(thread) ?? this.toldAll;
    this.told.set(thread, this.lengths());
    return this.memory.kinds.map(({ values }, kind) => values.slice(told[kind]));
  }

  /** Hears of components that another thread has. */
  hear(thread: number, components: readonly (readonly unknown[])[]): void {
    const { kinds } = this.memory;
    const numbers = this.numbersOf(thread);
    for (const [kind, values] of components.entries()) {
      for (const value of values) numbers[kind].push(kinds[kind].numberOf(value));
    }
  }

  /** The own number of a component in a slot, by the number that it has in another thread. */
  own(thread: number, slot: number, number: number): number {
    return this.numbersOf(thread)[this.memory.kindOf[slot]][number];
  }

  private numbersOf(thread: number): number[][] {
    let numbers = this.numbers.get(thread);
    if (numbers === undefined) this.numbers.set(thread, (numbers = this.memory.kinds.map(() => [])));
    return numbers;
  }
}
