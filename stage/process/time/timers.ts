import { promisify } from 'node:util';
import type { Life } from './life.ts';
import type { Scheduler } from './scheduler.ts';
import type { Job } from './time.ts';

type Callback = (...args: unknown[]) => void;

/** The longest delay that Node takes; anything longer is 1 ms. */
const DELAY_MAX_MS = 2 ** 31 - 1;
/** A timer that comes round has shown what it does by the third time that it has found nothing new: committing what is committed, for instance. */
const ROUNDS = 3;
/** Whoever asks the outside world each time may be told something new for longer: that a retry is due after a minute. */
const ASKED_MS = 65_000;
/** A timer that was set again this often, and did nothing that anybody could see, only looks whether there is work. */
const LOOKS_BEFORE_PATIENCE = 3;
/** How late such a timer may be. Node promises no more than that a timer is not early. */
const LATE_MAX_MS = 1000;

/** So many immediates, each set by the one before, and nothing that anybody could see: they only look, and each takes a millisecond. */
const IMMEDIATES_AT_ONCE = 100;

/** What a timer tells of itself before its callback is called: whether it may. */
export type TimerGate = (life: Life, delayMs: number, fire: () => void) => void;

/**
 * The timers of a life.
 *
 * kafkajs looks at its queue of requests every millisecond. Minutes of that would be hundreds of thousands of events in
 * which nothing happens; so a timer that is set again and again and does nothing becomes patient: it fires up to a second
 * late, or as soon as anything else has happened to its process.
 */
export class Timers {
  readonly #byId = new Map<number, Timeout>();
  readonly #patient = new Set<Timeout>();
  /** When those of the program's own fired, the last times, by their delay: what a loop sets again is another timer each time. Within one delay they are one round. */
  readonly #rounds = new Map<number, number[]>();
  /** The timer that fired last, and in which event. */
  #firing: Timeout | null = null;
  #firingIn = -1;
  #ids = 0;
  /** How many immediates there were in a row that did nothing, the last one's event, and what had been done by then. */
  #immediates = 0;
  #immediateIn = -1;
  #immediateDeeds = -1;

  readonly scheduler: Scheduler;
  readonly life: Life;
  private readonly gate: TimerGate;

  constructor(scheduler: Scheduler, life: Life, gate: TimerGate) {
    this.scheduler = scheduler;
    this.life = life;
    this.gate = gate;
  }

  set(callback: Callback, delay: unknown, args: readonly unknown[], repeats: boolean, isOwn: boolean): Timeout {
    if (typeof callback !== 'function') throw new TypeError('The "callback" argument must be of type function.');
    const asked = Number(delay);
    const delayMs = asked >= 1 && asked <= DELAY_MAX_MS ? Math.trunc(asked) : 1;
    const timeout = new Timeout(this, ++this.#ids, delayMs, repeats, isOwn, () => callback(...args));
    const firing = this.#firingIn === this.scheduler.events ? this.#firing : null;
    if (firing !== null && firing.delayMs === delayMs && firing.deedsBefore === this.life.deeds) {
      timeout.looks = firing.looks + 1;
    }
    this.#byId.set(timeout.id, timeout);
    this.arm(timeout);
    return timeout;
  }

  /** How many there are that keep the process from ending. */
  get size(): number {
    let size = 0;
    for (const timeout of this.#byId.values()) if (timeout.hasRef()) size++;
    return size;
  }

  /**
   * Whether one of the user's own fires by then that may do something new: of one that has only looked for work nobody waits for the next time, and
   * neither of one that has come round several times since something was new, unless the program asks the outside world, for a minute.
   */
  isDueBy(time: number, since: number): boolean {
    return [...this.#byId.values()].some(
      ({ isOwn, looks, due, delayMs }) => isOwn && looks === 0 && due <= time && !this.hasComeRound(delayMs, since),
    );
  }

  private hasComeRound(delayMs: number, since: number): boolean {
    const rounds = this.#rounds.get(delayMs) ?? [];
    const isAsking = this.life.asked > since;
    return rounds.length === ROUNDS && rounds[0] > since && (!isAsking || this.scheduler.now > since + ASKED_MS);
  }

  private noteRound(delayMs: number): void {
    const { now } = this.scheduler;
    const rounds = this.#rounds.get(delayMs) ?? [];
    if (now < (rounds.at(-1) ?? Number.NEGATIVE_INFINITY) + delayMs) return;
    this.#rounds.set(delayMs, [...rounds, now].slice(-ROUNDS));
  }

  clear(timeout: unknown): void {
    const known = this.#byId.get(timeout instanceof Timeout ? timeout.id : Number(timeout));
    if (known === undefined) return;
    this.disarm(known);
    this.#byId.delete(known.id);
  }

  arm(timeout: Timeout): void {
    const { now } = this.scheduler;
    this.disarm(timeout);
    timeout.due = now + timeout.delayMs;
    const patience = timeout.looks - LOOKS_BEFORE_PATIENCE;
    const lateMs = patience > 0 ? Math.min(LATE_MAX_MS, timeout.delayMs * 2 ** Math.min(patience, 20)) : 0;
    if (lateMs > 0) this.#patient.add(timeout);
    timeout.job = this.scheduler.schedule(timeout.due + lateMs - now, this.life, () => this.fire(timeout));
  }

  disarm(timeout: Timeout): void {
    this.#patient.delete(timeout);
    if (timeout.job) timeout.job.cancelled = true;
    timeout.job = null;
  }

  /** Something has happened to the process: timers that were patient until now fire. */
  wake(): void {
    for (const timeout of this.#patient) {
      if (timeout.due > this.scheduler.now) continue;
      this.disarm(timeout);
      timeout.job = this.scheduler.schedule(0, this.life, () => this.fire(timeout));
    }
  }

  /**
   * Node's setImmediate: after what is ready now. A loop of them lets nothing else wait in Node, whose rounds take their time; here no
   * time would ever pass, and so those that only look go on as timers do.
   */
  immediate(callback: Callback, args: readonly unknown[]): object {
    const { scheduler, life } = this;
    const isNext = this.#immediateIn === scheduler.events && this.#immediateDeeds === life.deeds;
    const looks = isNext ? this.#immediates + 1 : 0;
    const call = (): void => {
      this.#immediates = looks;
      this.#immediateIn = scheduler.events;
      this.#immediateDeeds = life.deeds;
      callback(...args);
    };
    if (looks > IMMEDIATES_AT_ONCE) {
      const timeout = new Timeout(this, ++this.#ids, 1, false, false, call);
      timeout.looks = looks - IMMEDIATES_AT_ONCE;
      this.#byId.set(timeout.id, timeout);
      this.arm(timeout);
      return timeout;
    }
    const job = scheduler.schedule(0, life, call);
    return { job, ref: () => job, unref: () => job, hasRef: () => true };
  }

  private fire(timeout: Timeout): void {
    this.#patient.delete(timeout);
    timeout.job = null;
    const { life } = this;
    if (timeout.isOwn) this.noteRound(timeout.delayMs);
    const call = (): void => {
      if (timeout.repeats) {
        timeout.looks = timeout.deedsBefore === life.deeds ? timeout.looks + 1 : 0;
        this.arm(timeout);
      } else this.#byId.delete(timeout.id);
      timeout.deedsBefore = life.deeds;
      this.#firing = timeout;
      this.#firingIn = this.scheduler.events;
      timeout.call();
    };
    if (timeout.isOwn && timeout.looks < LOOKS_BEFORE_PATIENCE) this.gate(life, timeout.delayMs, call);
    else call();
  }
}

/** What setTimeout and setInterval give back. */
class Timeout {
  job: Job | null = null;
  due = 0;
  /** How often in a row it, or the timer that it follows, did nothing that anybody could see. */
  looks = 0;
  deedsBefore = -1;
  #isRef = true;

  private readonly timers: Timers;
  readonly id: number;
  readonly delayMs: number;
  readonly repeats: boolean;
  readonly isOwn: boolean;
  readonly call: () => void;

  constructor(timers: Timers, id: number, delayMs: number, repeats: boolean, isOwn: boolean, call: () => void) {
    this.timers = timers;
    this.id = id;
    this.delayMs = delayMs;
    this.repeats = repeats;
    this.isOwn = isOwn;
    this.call = call;
  }

  ref(): this {
    this.#isRef = true;
    return this;
  }
  unref(): this {
    this.#isRef = false;
    return this;
  }
  hasRef(): boolean {
    return this.#isRef;
  }
  close(): this {
    this.timers.clear(this);
    return this;
  }
  refresh(): this {
    this.timers.arm(this);
    return this;
  }
  [Symbol.toPrimitive](): number {
    return this.id;
  }
}

/** The functions of `node:timers`, which are globals as well. */
export function timerFunctions(timers: Timers, isOwn: boolean) {
  const setTimeout = (callback: Callback, delay?: unknown, ...args: unknown[]): Timeout =>
    timers.set(callback, delay, args, false, isOwn);
  const setInterval = (callback: Callback, delay?: unknown, ...args: unknown[]): Timeout =>
    timers.set(callback, delay, args, true, isOwn);
  const setImmediate = (callback: Callback, ...args: unknown[]): object => timers.immediate(callback, args);
  const clear = (timeout: unknown): void => timers.clear(timeout);
  const clearImmediate = (immediate: unknown): void => {
    if (immediate instanceof Timeout) timers.clear(immediate);
    else if (isImmediate(immediate)) immediate.job.cancelled = true;
  };
  const promises = timerPromises(timers, isOwn);
  Object.defineProperty(setTimeout, promisify.custom, { value: promises.setTimeout });
  Object.defineProperty(setImmediate, promisify.custom, { value: promises.setImmediate });
  return { setTimeout, setInterval, setImmediate, clearTimeout: clear, clearInterval: clear, clearImmediate, promises };
}

const isImmediate = (value: unknown): value is { readonly job: Job } =>
  typeof value === 'object' && value !== null && 'job' in value;

/** The functions of `node:timers/promises`. */
function timerPromises(timers: Timers, isOwn: boolean) {
  const wait = <T>(delay: number | undefined, value: T, { signal }: { signal?: AbortSignal } = {}): Promise<T> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(aborted(signal));
      const timeout = timers.set(() => resolve(value), delay, [], false, isOwn);
      signal?.addEventListener('abort', () => {
        timers.clear(timeout);
        reject(aborted(signal));
      });
    });
  const setImmediate = <T>(value: T): Promise<T> =>
    new Promise((resolve) => timers.immediate(() => resolve(value), []));
  return {
    setTimeout: wait,
    setImmediate,
    async *setInterval<T>(delay?: number, value?: T, options?: { signal?: AbortSignal }) {
      for (;;) yield await wait(delay, value, options);
    },
    scheduler: { wait: (delay: number, options?: { signal?: AbortSignal }) => wait(delay, undefined, options) },
  };
}

const aborted = (signal: AbortSignal): Error =>
  Object.assign(new Error('The operation was aborted', { cause: signal.reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
