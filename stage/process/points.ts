import { type DecisionPoint, isAt, type SourceLine } from '../decision-point.ts';
import { type Deviation, type Fault, faultKey } from '../deviation.ts';
import { fnv1a } from './time/chance.ts';
import type { Life } from './time/life.ts';
import type { Time } from './time/time.ts';

/** A moment at which something may go wrong, as it comes. */
export interface Moment {
  readonly kind: DecisionPoint['kind'];
  readonly what: string;
  readonly life: Life;
  readonly line?: SourceLine;
  /** What can go wrong: asked for only where the moment counts. */
  readonly faults: () => readonly Fault[];
  /** What tells it from others that look alike: what a function is called with. */
  readonly like?: string;
  /** How many of those that look alike are places for faults though nothing is new in between (1 where left out). */
  readonly most?: number;
}

/** How many moments of one name are told from each other, without anything new in between, by what is `like` nothing before. */
const LIKE_MAX = 20;

/**
 * Numbers the moments at which something may go wrong, and says what does.
 *
 * A process that has nothing to do looks for work for ever: heartbeats, empty fetches. A moment like those that were there
 * already, with nothing new in between, is not another place for a fault, and has no number. One alone counts of what comes round
 * by itself; of what a program asks for there are some, since each may stand at another line. So it is with the lives of a process that ends by
 * itself again and again, whatever brokers make of each: the first of them is a place for faults, and of those that follow what had not been there.
 */
export class Points {
  readonly taken: DecisionPoint[] = [];
  readonly #seen = new Map<string, Map<string, number>>();
  /** By process, of lives that begin after others had ended by themselves: nothing new between them brings these back. */
  readonly #rounds = new Map<string, Map<string, number>>();
  readonly #done = new Set<Deviation>();
  /** What each process has seen so far, and the cluster, as digests. */
  #histories = new Map<string, number>();
  /** How often there were moments that are called alike. */
  readonly #times = new Map<string, number>();

  private readonly time: Time;
  private readonly deviations: readonly Deviation[];

  constructor(time: Time, deviations: readonly Deviation[]) {
    this.time = time;
    this.deviations = deviations;
  }

  /** The number of the last moment that had one. */
  get last(): number {
    return Math.max(0, this.taken.length - 1);
  }

  /** The faults that happen at this moment. */
  at({ kind, what, life, line, faults, like = '', most = 1 }: Moment): readonly Fault[] {
    const key = `${kind} ${what} ${life.process}/${life.incarnation}`;
    this.saw(`${life.process}`, key);
    const isAnother = life.isRound
      ? another(this.#rounds, `${kind} ${what} ${life.process}`, like, most)
      : another(this.#seen, key, like, most);
    if (!isAnother) return [];
    const at = this.taken.length;
    const name = this.name(key);
    const possible = faults();
    this.taken.push({
      at,
      name,
      time: this.time.now,
      kind,
      what,
      process: life.process,
      incarnation: life.incarnation,
      ...(line === undefined ? {} : { line }),
      faults: possible,
      history: this.history(),
    });
    const chosen = this.deviations
      .filter((one) => isAt({ at, name }, one))
      .filter(({ fault }) => possible.some((one) => faultKey(one) === faultKey(fault)));
    for (const one of chosen) this.#done.add(one);
    return chosen.map(({ fault }) => fault);
  }

  /** Something new has happened: what comes now may be another place for a fault, though it looks alike. */
  progress(): void {
    this.#seen.clear();
  }

  /** Somebody has seen something: a process, or the cluster. */
  saw(who: string, what: string): void {
    const before = this.#histories.get(who);
    this.#histories.set(who, fnv1a(what, before));
    // Sorted when somebody new is seen: a history is asked for at every moment that counts.
    if (before === undefined) this.#histories = new Map([...this.#histories].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Deviations that did not come about. */
  get ignored(): readonly Deviation[] {
    return this.deviations.filter((one) => !this.#done.has(one));
  }

  private name(key: string): string {
    const times = (this.#times.get(key) ?? 0) + 1;
    this.#times.set(key, times);
    return `${key} #${times}`;
  }

  private history(): string {
    return Array.from(this.#histories, ([who, hash]) => `${who}:${hash.toString(36)}`).join(' ');
  }
}

/** Whether a moment is another place for a fault, by those that were there. */
function another(all: Map<string, Map<string, number>>, key: string, like: string, most: number): boolean {
  const seen = all.get(key) ?? new Map<string, number>();
  all.set(key, seen);
  const times = (seen.get(like) ?? 0) + 1;
  if (times > most || (times === 1 && seen.size === LIKE_MAX)) return false;
  seen.set(like, times);
  return true;
}
