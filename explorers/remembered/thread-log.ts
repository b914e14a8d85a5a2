/** The word that says where the log ends, and where its own words begin. */
const END = 0;
const FIRST = 1;

const wordsFirst = 2 ** 14;
/** Address space alone, until it is written. */
const wordsMax = 2 ** 28;

/** Words in shared memory that one thread appends and others read. */
export class ThreadLog {
  readonly buffer: SharedArrayBuffer;
  private readonly words: Int32Array;

  constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    // Without a length it sees what the memory grows by.
    this.words = new Int32Array(buffer);
  }

  static empty(): ThreadLog {
    const log = new ThreadLog(new SharedArrayBuffer(4 * wordsFirst, { maxByteLength: 4 * wordsMax }));
    log.words[END] = FIRST;
    return log;
  }

  /** Whether half of it is left. */
  get isRoomy(): boolean {
    return this.words[END] < wordsMax / 2;
  }

  /** Appends words, which others see all at once. @throws {RangeError} where there is no room for them. */
  append(words: Int32Array): void {
    const { buffer } = this;
    const at = this.words[END];
    const end = at + words.length;
    if (4 * end > buffer.byteLength) buffer.grow(Math.min(buffer.maxByteLength, 4 * Math.max(end, 2 * at)));
    this.words.set(words, at);
    Atomics.store(this.words, END, end);
  }

  /** What follows the first so many words. */
  after(count: number): Int32Array {
    const from = FIRST + count;
    const end = Atomics.load(this.words, END);
    return end === from ? nothing : this.words.slice(from, end);
  }
}

const nothing = new Int32Array();
