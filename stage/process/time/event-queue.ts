/** Something that will happen. */
export interface Scheduled {
  /** Virtual milliseconds since the run began. */
  readonly time: number;
  /** Of two at one time, the one that was put in first comes first. */
  readonly order: number;
  /** Taken out again: it is passed over when its time comes. */
  cancelled: boolean;
}

/** What will happen, by virtual time: a binary heap. */
export class EventQueue<E extends Scheduled> {
  readonly #heap: E[] = [];

  put(event: E): void {
    const heap = this.#heap;
    let at = heap.push(event) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (isBefore(heap[parent], event)) break;
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = event;
  }

  /** What comes next; it stays in. */
  peek(): E | undefined {
    while (this.#heap.length > 0 && this.#heap[0].cancelled) this.#removeFirst();
    return this.#heap[0];
  }

  take(): E | undefined {
    const first = this.peek();
    if (first !== undefined) this.#removeFirst();
    return first;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) child++;
      if (isBefore(last, heap[child])) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
  }
}

const isBefore = (a: Scheduled, b: Scheduled): boolean => a.time < b.time || (a.time === b.time && a.order < b.order);
