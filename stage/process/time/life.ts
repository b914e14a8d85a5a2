import { EventEmitter } from 'node:events';
import { inspect } from 'node:util';
import type { SourceLine } from '../../decision-point.ts';
import { Chance } from './chance.ts';

/** What the life of a process tells whoever looks after it. */
export interface Guardian {
  /** It is over: by an exception that nobody caught, or by an exit of its own. */
  ended(life: Life, end: 'threw' | 'exited', reason: string, error?: unknown): void;
}

/** Thrown by an exit, which does not return; nobody but the stage catches it. */
export const EXIT = Symbol('exit');

/** One life of a process: from its start to its end. */
export class Life {
  /** What `process.on` hears. */
  readonly signals = new EventEmitter();
  readonly chance: Chance;
  isOver = false;
  exitCode: number | undefined;
  /** The user's line in the last exception that it wrote to its standard error, where lines are looked at. */
  complaint: SourceLine | undefined;
  /** It has sent a request that no broker can read. */
  isMisread = false;
  /** It has asked for records, or has some from elsewhere. */
  isReading = false;
  /** How often it has done anything that others can see. */
  deeds = 0;
  /** When it has last looked at something in the outside world. */
  asked = Number.NEGATIVE_INFINITY;
  /** Asked to end by SIGTERM: it does when nothing keeps it any more. */
  isLeaving = false;
  /** Its process has ended by itself before, and then once more. */
  isRound = false;
  /** Idle: it ends soon, unless something comes of what is ready. */
  isEnding = false;
  /** What keeps it from ending by itself: each says how many timers, sockets or answers it waits for. */
  readonly keeps: (() => number)[] = [];
  /** Whether a timer of the program's own fires by some time that may do something, nothing having been new since another. */
  isDueBy: (time: number, since: number) => boolean = () => false;
  /** Called when it is over, to let go of what it holds. */
  readonly onEnd: (() => void)[] = [];
  /** Called when it begins to stand still, and when it goes on. */
  readonly onStall: ((isStalled: boolean) => void)[] = [];
  /** Called when something from outside has come to it. */
  readonly onStir: (() => void)[] = [];

  readonly process: number;
  readonly incarnation: number;
  #isStalled = false;
  private readonly guardian: Guardian;

  constructor(process: number, incarnation: number, seed: string, guardian: Guardian) {
    this.process = process;
    this.incarnation = incarnation;
    this.guardian = guardian;
    this.chance = new Chance(`${seed}/${process}/${incarnation}`);
    this.signals.setMaxListeners(0);
  }

  get name(): string {
    return `process ${this.process}${this.incarnation === 0 ? '' : `, life ${this.incarnation + 1}`}`;
  }

  get isStalled(): boolean {
    return this.#isStalled;
  }

  /** It stands still, or goes on. */
  stall(isStalled: boolean): void {
    if (this.#isStalled === isStalled) return;
    this.#isStalled = isStalled;
    for (const hear of this.onStall) hear(isStalled);
  }

  get isIdle(): boolean {
    return this.keeps.every((keep) => keep() === 0);
  }

  /** It is over: nothing of it runs any more. */
  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const letGo of this.onEnd) letGo();
  }

  /** An exception that nobody has caught, as Node takes it. */
  threw(error: unknown): void {
    if (this.isOver || error === EXIT) return;
    if (this.signals.listenerCount('uncaughtException') > 0) {
      try {
        this.signals.emit('uncaughtException', error, 'uncaughtException');
      } catch (again) {
        if (again !== EXIT) this.guardian.ended(this, 'threw', words(again), again);
      }
      return;
    }
    this.guardian.ended(this, 'threw', words(error), error);
  }

  /** A rejection that nobody has handled, as Node takes it (`--unhandled-rejections=throw`). */
  rejected(reason: unknown, promise: Promise<unknown>): void {
    if (this.isOver || reason === EXIT) return;
    if (this.signals.listenerCount('unhandledRejection') === 0) return this.threw(reason);
    try {
      this.signals.emit('unhandledRejection', reason, promise);
    } catch (error) {
      this.threw(error);
    }
  }

  /** The exit of `process`. @throws always: it does not return. */
  exit(code: number | undefined): never {
    if (!this.isOver) {
      const status = code ?? this.exitCode ?? 0;
      this.exitCode = status;
      this.signals.emit('exit', status);
      this.guardian.ended(this, 'exited', String(status));
    }
    throw EXIT;
  }
}

/** How many errors that were the cause of one another are told. */
const CAUSES_MAX = 3;

/** What was thrown, on one line: anything may be, `{ code: 42 }` as well. What it was caused by is told where that says something else. */
export function words(thrown: unknown, causes = CAUSES_MAX): string {
  if (thrown instanceof Error) {
    const { name, message, cause } = thrown;
    const isNews = causes > 0 && cause instanceof Error && cause !== thrown && !message.includes(cause.message);
    return `${name}: ${message}${isNews ? `, caused by ${words(cause, causes - 1)}` : ''}`;
  }
  return typeof thrown === 'string' ? thrown : inspect(thrown, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
}
