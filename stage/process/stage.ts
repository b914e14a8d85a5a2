import type { SourceLine } from '../decision-point.ts';
import type { BrokerTimer, Deviation, Fault } from '../deviation.ts';
import type { Life as LifeOfLedger } from '../ledger.ts';
import { type CallLines, ROUTINE } from './source/call-lines.ts';
import { type Course, courseOf, isOnTheWay } from './course.ts';
import { Life } from './time/life.ts';
import { type Moment, Points } from './points.ts';
import { Stalls } from './time/stalls.ts';
import { Story } from './story.ts';
import type { Time } from './time/time.ts';
import type { CallFate } from './source/call-fate.ts';
import { placeOf, type UserLines } from './source/user-line.ts';

/** How long a process is idle before it ends: what is ready in it runs first. */
const IDLE_MS = 100;
/** A program that has ended by itself so often in a row cannot start: it is left alone. */
export const LIVES_MAX = 12;

/** What a stage needs from those who know programs and brokers. */
export interface Company {
  /** Loads the program afresh and starts it. Called as an event of that life. */
  start(life: Life): void;
  crashBroker(broker: number): void;
}

/** How those are who look after processes. */
export interface Pace {
  /** How long they take to start one again. */
  readonly restartMs: number;
  /** And at most, where it ends by itself again and again: they wait twice as long each time. */
  readonly restartMsMax: number;
  /** How long one has, after SIGTERM, before it is killed. */
  readonly graceMs: number;
}

/**
 * Five minutes at most, as Kubernetes waits: a program may throw for as long as its group has a member that is dead, and each life that
 * gives up in the middle of a rebalance leaves one more, for the length of a session.
 */
export const PACE: Pace = { restartMs: 1000, restartMsMax: 300_000, graceMs: 30_000 };

export interface StageOptions {
  readonly seed: string;
  readonly deviations: readonly Deviation[];
  readonly time: Time;
  readonly company: Company;
  /** Whether a process that ends by itself, with exit code 0, is started again: one that consumes is never done. */
  readonly isService: boolean;
  /** Where the user's lines are looked at. */
  readonly lines?: UserLines;
  /** And the calls of the user's that what is done goes back to. */
  readonly calls?: CallLines;
  readonly pace?: Pace;
  /** Hears of an exception by which a process ends. */
  readonly uncaught?: (error: unknown) => void;
}

/** Something that waits until nothing else happens any more. */
interface Deferred {
  readonly isReady: () => boolean;
  readonly run: () => void;
}

/** The processes of a run, what happens to them, and what is told of it. */
export class Stage {
  readonly time: Time;
  readonly story: Story;
  readonly points: Points;
  readonly stalls: Stalls;
  readonly ends: LifeOfLedger[] = [];
  readonly deferred: Deferred[] = [];
  /** By slot. */
  readonly lives: Life[] = [];
  /** When something new happened last. */
  progressed = 0;
  /** From when on nobody has asked for a line of the user's that may be told. */
  quietFrom = 0;

  /** How often what may come round was there. */
  readonly #times = new Map<string, number>();
  private readonly options: StageOptions;
  private readonly pace: Pace;

  constructor(options: StageOptions) {
    const { time, deviations, pace = PACE } = options;
    this.options = options;
    this.pace = pace;
    this.time = time;
    this.story = new Story(time);
    this.stalls = new Stalls(time);
    this.points = new Points(time, deviations);
  }

  /**
   * The user's line that is at work, where lines are looked at.
   *
   * @param apiKey of a request, which may go back to a call of the user's also where nobody waits for it.
   */
  line(apiKey?: number): SourceLine | undefined {
    const { lines, calls } = this.options;
    if (apiKey === undefined || !ROUTINE.has(apiKey)) this.quietFrom = this.time.now;
    const here = lines?.here();
    return apiKey === undefined || calls === undefined ? here : calls.ofRequest(apiKey, here);
  }

  /**
   * What becomes of a call in the functions above: who lets go of it, so that nobody waits for it any more, and who catches its failure. Nothing
   * where that is not known.
   *
   * @param what the call's name.
   * @param line the innermost.
   */
  fate(what: string, line: SourceLine | undefined, life: Life): Partial<CallFate> {
    const { lines, calls } = this.options;
    if (lines === undefined || line === undefined || !life.isReading) return {};
    const { fate = {} }: { readonly fate?: Partial<CallFate> } = (calls ?? lines).executed() ?? {};
    const { letGo, ...rest } = fate;
    if (letGo === undefined || placeOf(letGo.within) !== placeOf(line)) return rest;
    if (letGo.isNoted) calls?.asked.add(what);
    return fate;
  }

  progress(): void {
    this.progressed = this.time.now;
    this.points.progress();
  }

  /**
   * Whether something that may come round for ever is there for the first time or the second: with a third nobody learns more
   * than with two, and a program that goes in circles is at rest.
   */
  isNew(what: string): boolean {
    const times = (this.#times.get(what) ?? 0) + 1;
    this.#times.set(what, times);
    return times <= 2;
  }

  /**
   * Tells what a life may do for ever, twice; from then on it is for the digest alone.
   *
   * @param like what tells it from anything else that the life does.
   */
  tellRound(text: string, life: Life, line?: SourceLine, like = text): void {
    if (this.isNew(`${life.name} ${like}`)) this.story.tell(text, life, line);
    else this.story.hear(`${life.name} ${text}`);
  }

  start(slot: number, delayMs = 0): void {
    const incarnation = this.ends.filter(({ process }) => process === slot).length;
    if (this.endsInARow(slot) >= LIVES_MAX) return;
    this.time.schedule(delayMs, null, () => {
      const life = new Life(slot, incarnation, this.options.seed, this.#guardian);
      life.isRound = this.endsInARow(slot) > 1;
      this.lives[slot] = life;
      this.progress();
      this.story.tell(incarnation === 0 ? 'starts' : 'starts again', life);
      this.time.schedule(0, life, () => this.options.company.start(life));
    });
  }

  /** A moment has come: the faults of this run that belong to it happen. */
  meet(moment: Moment): Course {
    let course: Course = 'on';
    for (const fault of this.points.at(moment)) {
      this.quietFrom = this.time.now;
      this.story.tell(`${wordsOf(fault)} at ${moment.what} (${moment.kind})`, moment.life, moment.line, true);
      this.progress();
      course = this.strike(fault, moment.life) ?? course;
    }
    return course;
  }

  /** SIGTERM: the program's own handlers, or the end. */
  terminate(life: Life): void {
    life.isLeaving = true;
    this.time.schedule(0, life, () => {
      if (life.signals.listenerCount('SIGTERM') === 0) this.over(life, 'terminated');
      else life.signals.emit('SIGTERM', 'SIGTERM', 15);
    });
    const { graceMs } = this.pace;
    this.time.schedule(graceMs, null, () => {
      if (!life.isOver) this.over(life, 'crashed', `SIGKILL, after SIGTERM was not heard for ${graceMs / 1000} s`);
    });
  }

  /** Whatever waits until nothing else happens. */
  defer(run: () => void, isReady = (): boolean => true): void {
    this.deferred.push({ run, isReady });
  }

  /** Whether a program does something by then, by a timer of its own. */
  isDueBy(time: number): boolean {
    return this.lives.some((life) => life !== undefined && !life.isOver && life.isDueBy(time, this.progressed));
  }

  /** A process that nothing keeps any more ends by itself, as Node's do. */
  leave(): void {
    for (const life of this.lives) {
      if (life === undefined || life.isOver || life.isStalled || life.isEnding || !life.isIdle) continue;
      life.isEnding = true;
      this.time.schedule(IDLE_MS, life, () => {
        life.isEnding = false;
        if (!life.isIdle) return;
        life.signals.emit('exit', life.exitCode ?? 0);
        if (life.isLeaving) this.over(life, 'terminated');
        else this.over(life, 'exited', String(life.exitCode ?? 0), life.complaint);
      });
    }
  }

  over(life: Life, end: LifeOfLedger['end'], reason?: string, line?: SourceLine): void {
    if (life.isOver) return;
    life.end();
    this.stalls.end(life);
    this.ends.push({
      process: life.process,
      incarnation: life.incarnation,
      end,
      ...(reason === undefined ? {} : { reason }),
      ...(line === undefined ? {} : { line }),
    });
    this.story.tell(reason === undefined ? end : `${end}: ${reason}`, life, line);
    this.progress();
    const isDone = end === 'exited' && reason === '0' && !life.isLeaving && !this.options.isService;
    if (!isDone) this.start(life.process, this.restartMs(life.process));
  }

  private restartMs(slot: number): number {
    const { restartMs, restartMsMax } = this.pace;
    return Math.min(restartMs * 2 ** Math.max(this.endsInARow(slot) - 1, 0), restartMsMax);
  }

  /** How often a process has ended by itself, since it was made to. */
  private endsInARow(slot: number): number {
    const ends = this.ends.filter(({ process }) => process === slot);
    return ends.length - 1 - ends.findLastIndex(({ end }) => end === 'crashed' || end === 'terminated');
  }

  private strike(fault: Fault, life: Life): Course | null {
    const { kind } = fault;
    if (isOnTheWay(kind)) return courseOf(kind, fault.status);
    switch (kind) {
      case 'consumer.crash':
        this.over(life, 'crashed');
        return 'lost';
      case 'terminate':
        this.terminate(life);
        return null;
      case 'consumer.stall':
        this.stalls.begin(life, fault.timers ?? []);
        this.defer(
          () => {
            if (life.isOver) return;
            this.story.tell('goes on', life);
            this.stalls.end(life);
          },
          () => this.stalls.isOver(life),
        );
        return null;
      case 'rebalance':
        this.start(this.lives.length);
        return null;
      case 'broker.crash':
        this.options.company.crashBroker(fault.broker ?? 0);
        return null;
      default:
        return kind satisfies never;
    }
  }

  readonly #guardian = {
    ended: (life: Life, end: 'threw' | 'exited', reason: string, error?: unknown): void => {
      if (end === 'threw') this.options.uncaught?.(error);
      this.over(life, end, reason, end === 'threw' ? this.options.lines?.of(error) : (life.complaint ?? this.line()));
    },
  };
}

/** The stalls that differ: by which of the brokers' timers that are running run out. */
export function stallsOf(running: ReadonlySet<BrokerTimer>): readonly Fault[] {
  const subsets: BrokerTimer[][] = [[]];
  for (const timer of running) subsets.push(...subsets.map((subset) => [...subset, timer]));
  return subsets.map((timers) => ({ kind: 'consumer.stall', timers }));
}

const wordsOf = ({ kind, timers, broker, status }: Fault): string =>
  [kind, ...(timers === undefined ? [] : [`(${timers.join(', ') || 'no timer'} runs out)`]), broker ?? status ?? '']
    .join(' ')
    .trim();
