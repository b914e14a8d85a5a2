import { type ExpectedMoment, isOrdered, NO_TROUBLE, type Trouble } from './expected-moments.ts';

/** A moment that a real process has come to, and at which it waits. */
export interface Waiting extends Pick<ExpectedMoment, 'kind' | 'what' | 'incarnation'> {
  /** The real process; the stage may know it by another number. */
  readonly slot: number;
  readonly isEffect: boolean;
  /** It goes on, with what goes wrong there. Resolves when what comes of it at once has come. */
  readonly go: (trouble: Trouble) => Promise<void>;
}

/**
 * Lets real processes go on in the order in which the stage's did, until the last fault of the run has happened; from then
 * on everything goes by itself. Which of them is the stage's process 0 is decided by what they do: who is assigned what is
 * up to Kafka, whose names of members are random.
 */
export class Turns {
  readonly #expected: readonly ExpectedMoment[];
  readonly #names = new Map<number, number>();
  /** What each process has come to last, in its turn. */
  readonly #last = new Map<number, string>();
  #waiting: Waiting[] = [];
  #at = 0;
  #skipped = 0;
  #isGoing = false;
  readonly #failed: (error: unknown) => void;

  /** @param failed told of what goes wrong as a moment goes on. */
  constructor(expected: readonly ExpectedMoment[], failed: (error: unknown) => void) {
    this.#expected = expected;
    this.#failed = failed;
  }

  /** What has to come next; undefined where nothing waits for its turn any more. */
  get next(): ExpectedMoment | undefined {
    return this.#expected[this.#at];
  }

  /** How many have come in their turn. */
  get come(): number {
    return this.#at;
  }

  take(moment: Waiting): void {
    this.#waiting.push(moment);
    void this.#advance().catch(this.#failed);
  }

  /** The process is over, and what it waited for with it. */
  forget(slot: number): void {
    this.#waiting = this.#waiting.filter((moment) => moment.slot !== slot);
  }

  async #advance(): Promise<void> {
    if (this.#isGoing) return;
    this.#isGoing = true;
    try {
      for (let going = this.#going(); going !== undefined; going = this.#going()) {
        const [moment, trouble] = going;
        this.#waiting = this.#waiting.filter((one) => one !== moment);
        await moment.go(trouble);
      }
    } finally {
      this.#isGoing = false;
    }
  }

  /** Whoever goes on now: those for whom no turn is kept first. */
  #going(): readonly [Waiting, Trouble] | undefined {
    const { next } = this;
    const free = this.#waiting.find(
      (moment) => next === undefined || (!this.#is(moment, next) && this.#isFree(moment)),
    );
    if (free !== undefined) return [free, NO_TROUBLE];
    const expected = next && this.#waiting.find((moment) => this.#is(moment, next));
    if (next === undefined || expected === undefined) return undefined;
    this.#names.set(expected.slot, next.process);
    this.#last.set(expected.slot, expected.what);
    if (this.#skipped < next.skip) {
      this.#skipped += 1;
      return [expected, NO_TROUBLE];
    }
    this.#at += 1;
    this.#skipped = 0;
    return [expected, next];
  }

  /** No turn is kept for it: it changes nothing, or is what the process has asked last, once more. */
  #isFree({ what, slot, isEffect }: Waiting): boolean {
    if (!isOrdered(what, isEffect)) return true;
    const hasTurn = this.#expected.slice(this.#at).some((one) => one.what === what);
    return !isEffect && !hasTurn && this.#last.get(slot) === what;
  }

  #is({ kind, what, incarnation, slot }: Waiting, next: ExpectedMoment): boolean {
    if (kind !== next.kind || what !== next.what || incarnation !== next.incarnation) return false;
    const name = this.#names.get(slot);
    if (name !== undefined) return name === next.process;
    return ![...this.#names.values()].includes(next.process);
  }
}
