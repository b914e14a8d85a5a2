import { FingerprintSet } from '../../breadth-first/fingerprint-set.ts';
import { printWords } from './effect.ts';
import { grown } from '../vectors/grown.ts';

/** So many are remembered before all are forgotten: leaps that meet lie close to each other. */
const passedMax = 2 ** 20;
const endsMax = 2 ** 16;

/** Of a state that was passed and whose end is not known, yet or at all. */
const NONE = -1;

/**
 * Where leaps lead to from the states that they pass, by their fingerprints: of two that come to one state on the way the
 * second one is as good as taken.
 */
export class LeapEnds {
  private readonly stride: number;
  private passed = new FingerprintSet({ numbered: true });
  /** Of each that was passed, the number of its end, and how many steps that is from there. */
  private endOf = new Int32Array(1024);
  private rest = new Int32Array(1024);
  private ends = new FingerprintSet({ numbered: true });
  /** The vectors of the ends, one after the other. */
  private rows = new Int32Array(1024);
  /** What was passed since the last end, and after how many steps of the leap. */
  private readonly path: number[] = [];
  private readonly stepsTo: number[] = [];

  /** @param width slots of a vector. */
  constructor(width: number) {
    this.stride = width + printWords;
  }

  /** A leap begins. */
  begin(): void {
    this.path.length = 0;
    this.stepsTo.length = 0;
    if (this.passed.size < passedMax && this.ends.size < endsMax) return;
    this.passed = new FingerprintSet({ numbered: true });
    this.ends = new FingerprintSet({ numbered: true });
  }

  /**
   * The leap passes the state of a vector. Where it is known to what it leads, and in fewer steps than `stepsMax`, counted
   * from the beginning of the leap, the vector becomes that of the end.
   *
   * @param steps of the leap so far.
   * @returns whether it has come to the end.
   */
  pass(row: Int32Array, steps: number, stepsMax: number): boolean {
    const { passed, stride } = this;
    const isNew = passed.addWords(row[stride - 2], row[stride - 1]);
    const number = passed.latest;
    if (isNew) {
      if (number === this.endOf.length) {
        this.endOf = grown(this.endOf);
        this.rest = grown(this.rest);
      }
      this.endOf[number] = NONE;
    }
    const end = this.endOf[number];
    if (end !== NONE && steps + this.rest[number] < stepsMax) {
      const from = end * stride;
      for (let word = 0; word < stride; word += 1) row[word] = this.rows[from + word];
      this.note(end, steps + this.rest[number]);
      return true;
    }
    this.path.push(number);
    this.stepsTo.push(steps);
    return false;
  }

  /** The leap has come to its end by itself after so many steps. */
  end(row: Int32Array, steps: number): void {
    const { ends, stride } = this;
    if (ends.addWords(row[stride - 2], row[stride - 1])) {
      while ((ends.latest + 1) * stride > this.rows.length) this.rows = grown(this.rows);
      this.rows.set(row, ends.latest * stride);
    }
    this.note(ends.latest, steps);
  }

  private note(end: number, steps: number): void {
    const { path, stepsTo } = this;
    for (let index = 0; index < path.length; index += 1) {
      this.endOf[path[index]] = end;
      this.rest[path[index]] = steps - stepsTo[index];
    }
  }
}
