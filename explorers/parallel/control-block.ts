import type { LevelProgress } from '../breadth-first/executor.ts';

/** Words that a worker has for its own figures: a cache line, lest workers wait for each other. */
const wordsPerWorker = 16;

/** Shared memory of the workers of a search: the stop flag, and how far each of them is with the level. */
export class ControlBlock {
  readonly buffer: SharedArrayBuffer;
  private readonly words: Int32Array;

  constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    this.words = new Int32Array(buffer);
  }

  static of(workers: number): ControlBlock {
    return new ControlBlock(new SharedArrayBuffer(4 * wordsPerWorker * (workers + 1)));
  }

  /** Whether the stop flag is raised: workers leave the level where they are. */
  get isStopped(): boolean {
    return Atomics.load(this.words, 0) !== 0;
  }

  /** Raises the stop flag, for good. */
  stop(): void {
    Atomics.store(this.words, 0, 1);
  }

  /** Notes how many states of the level a worker has expanded, discovered and generated. */
  note(worker: number, expanded: number, discovered: number, generated: number): void {
    const at = wordsPerWorker * (worker + 1);
    this.words[at] = expanded;
    this.words[at + 1] = discovered;
    Atomics.store(this.words, at + 2, generated);
  }

  /** How many states of the level each worker has expanded. */
  expanded(): number[] {
    return Array.from(
      { length: this.words.length / wordsPerWorker - 1 },
      (_, worker) => this.words[wordsPerWorker * (worker + 1)],
    );
  }

  /** What the workers noted, together. */
  sum(): LevelProgress {
    let expanded = 0;
    let discovered = 0;
    let generated = 0;
    for (let at = wordsPerWorker; at < this.words.length; at += wordsPerWorker) {
      generated += Atomics.load(this.words, at + 2);
      expanded += this.words[at];
      discovered += this.words[at + 1];
    }
    return { expanded, discovered, generated };
  }
}
