import { deserialize, serialize } from 'node:v8';
import { IntList } from '../int-list.ts';
import type { AnswersOfOthers, StateMemory } from './answers/state-memory.ts';
import { ThreadLog } from './thread-log.ts';

/** What an entry of a log is about, in its first word: the question that an answer is to, or one of these. The second is its length. */
const NAME = -1;
const COMPONENTS = -2;
const headWords = 2;

/**
 * What the threads of a search tell each other: what they have found out about states, so that none finds it out again, and the
 * components that this is about, which have numbers of their own in each thread.
 *
 * Every thread writes a log, and reads those of all others when it comes to something that it does not know.
 */
export class Exchange implements AnswersOfOthers {
  private readonly memory: StateMemory<unknown>;
  /** Which of the threads this is. */
  readonly thread: number;
  private readonly log: ThreadLog;
  /** All of them, by thread. */
  private readonly threads: readonly Thread[];
  /** How many components of each kind the others were told of, and of which questions the names. */
  private readonly told: number[];
  private readonly named = new Set<number>();
  /** Answers to questions that this thread has not asked yet, by name. */
  private readonly early = new Map<string, EarlyAnswer[]>();
  private readonly entry = new IntList();
  /** A vector that has what an answer depends on. */
  private readonly row: Int32Array;

  /**
   * Tells the others all that is remembered.
   *
   * @param logs of all threads.
   * @param thread which of them this is.
   */
  constructor(memory: StateMemory<unknown>, logs: readonly SharedArrayBuffer[], thread: number) {
    this.memory = memory;
    this.thread = thread;
    this.threads = logs.map((log) => new Thread(new ThreadLog(log), memory));
    this.log = this.threads[thread].log;
    this.told = memory.kinds.map(() => 0);
    this.row = new Int32Array(memory.width);
    memory.others = this;
    memory.trees.forEach((question, answer, reads, row) => this.tell(question, answer, reads, row));
  }

  tell(question: number, answer: number, reads: ArrayLike<number>, row: ArrayLike<number>): void {
    const { log, memory, named } = this;
    const shared = memory.shared(question);
    const says = shared?.telling.wordsOf(answer) ?? null;
    if (shared === undefined || says === null || !log.isRoomy) return;
    if (!named.has(question)) {
      named.add(question);
      this.write(NAME, [question], packed(shared.name));
    }
    this.tellComponents();
    const depends = [reads.length];
    for (let index = 0; index < reads.length; index += 1) depends.push(reads[index], row[reads[index]]);
    this.write(question, depends, says);
  }

  /** Tells all others of the components that they have not been told of yet. */
  tellComponents(): void {
    const { told, memory } = this;
    for (let kind = 0; kind < told.length; kind += 1) {
      const { values } = memory.kinds[kind];
      if (told[kind] === values.length) continue;
      this.write(COMPONENTS, [kind], packed(values.slice(told[kind])));
      told[kind] = values.length;
    }
  }

  private write(about: number, first: readonly number[], rest: ArrayLike<number>): void {
    const { entry } = this;
    entry.cut(0);
    entry.push(about);
    entry.push(first.length + rest.length);
    for (let index = 0; index < first.length; index += 1) entry.push(first[index]);
    for (let index = 0; index < rest.length; index += 1) entry.push(rest[index]);
    this.log.append(entry.items());
  }

  hear(): boolean {
    let isAny = false;
    for (const [thread, other] of this.threads.entries()) {
      if (thread === this.thread) continue;
      const words = other.log.after(other.heardTo);
      other.heardTo += words.length;
      for (let at = 0; at < words.length; at += headWords + words[at + 1]) {
        const from = at + headWords;
        this.hearEntry(other, words[at], words.subarray(from, from + words[at + 1]));
        isAny = true;
      }
    }
    return isAny;
  }

  private hearEntry(other: Thread, about: number, words: Int32Array): void {
    if (about === NAME) {
      other.names.set(words[0], unpacked(words.subarray(1)) as string);
    } else if (about === COMPONENTS) {
      const numbers = other.numbers[words[0]];
      const components = this.memory.kinds[words[0]];
      for (const value of unpacked(words.subarray(1)) as unknown[]) numbers.push(components.numberOf(value));
    } else {
      this.hearAnswer(other, other.names.get(about) as string, words);
    }
  }

  private hearAnswer(other: Thread, name: string, words: Int32Array): void {
    const question = this.memory.questionOf(name);
    if (question !== undefined) return this.adopt(question, other, words);
    const early = this.early.get(name) ?? [];
    early.push({ other, words: words.slice() });
    this.early.set(name, early);
  }

  hearEarly(question: number, name: string): void {
    for (const { other, words } of this.early.get(name) ?? []) this.adopt(question, other, words);
    this.early.delete(name);
  }

  private adopt(question: number, other: Thread, words: Int32Array): void {
    const { memory, row } = this;
    const readsEnd = 1 + 2 * words[0];
    for (let at = 1; at < readsEnd; at += 2) row[words[at]] = other.own(words[at], words[at + 1]);
    // Both have found it out at the same time.
    if (memory.trees.find(question, row) !== 0) return;
    memory.recorder.begin(row);
    for (let at = 1; at < readsEnd; at += 2) memory.recorder.read(words[at]);
    memory.adopt(question, words.subarray(readsEnd), other.own);
  }

  /** The own number of a component in a slot, by the number that it has in another thread. */
  own(thread: number, slot: number, number: number): number {
    return this.threads[thread].own(slot, number);
  }
}

/** A thread: its log, and what was heard of it. */
class Thread {
  readonly log: ThreadLog;
  /** Words of its log. */
  heardTo = 0;
  /** Of its questions, by its numbers. */
  readonly names = new Map<number, string>();
  /** The own numbers of its components, by kind and its number. */
  readonly numbers: readonly number[][];
  private readonly kindOf: readonly number[];

  constructor(log: ThreadLog, { kinds, kindOf }: Pick<StateMemory<unknown>, 'kinds' | 'kindOf'>) {
    this.log = log;
    this.numbers = kinds.map(() => []);
    this.kindOf = kindOf;
  }

  /** The own number of its component in a slot. */
  readonly own = (slot: number, number: number): number => this.numbers[this.kindOf[slot]][number];
}

interface EarlyAnswer {
  readonly other: Thread;
  readonly words: Int32Array;
}

/** A plain value in words: how many bytes it takes, and these. */
function packed(value: unknown): Int32Array {
  const bytes = serialize(value);
  const words = new Int32Array(1 + Math.ceil(bytes.length / 4));
  words[0] = bytes.length;
  new Uint8Array(words.buffer).set(bytes, 4);
  return words;
}

const unpacked = (words: Int32Array): unknown =>
  deserialize(new Uint8Array(words.slice(1).buffer).subarray(0, words[0]));
