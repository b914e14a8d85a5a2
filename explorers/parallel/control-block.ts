/** Why workers are to stop in the middle of a level. */
export const STOP = { no: 0, told: 1, memory: 2 } as const;

/** Words that a worker has for its own figures: a cache line, lest workers wait for each other. */
const wordsPerWorker = 16;

/**
 * What workers and the thread that directs them tell each other while a level is at work: whether to stop, and how far
 * each has come.
 */
export class Watch {
  readonly buffer: SharedArrayBuffer;
  private readonly words: Int32Array;

  constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    this.words = new Int32Array(buffer);
  }

  static of(workers: number): Watch {
    return new Watch(new SharedArrayBuffer(4 * wordsPerWorker * (workers + 1)));
  }

  get stop(): number {
    return Atomics.load(this.words, 0);
  }

  set stop(why: number) {
    Atomics.compareExchange(this.words, 0, STOP.no, why);
  }

  /** Notes how many states of the level a worker has expanded, discovered and generated. */
  note(worker: number, expanded: number, discovered: number, generated: number): void {
    const at = wordsPerWorker * (worker + 1);
    this.words[at] = expanded;
    this.words[at + 1] = discovered;
    Atomics.store(this.words, at + 2, generated);
  }

  /** What the workers noted, together. */
  sum(): { readonly expanded: number; readonly discovered: number; readonly generated: number } {
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
