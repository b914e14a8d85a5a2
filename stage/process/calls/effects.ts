import type { BrokerTimer, Fault } from '../../deviation.ts';
import type { Begun, Outcome } from '../../ledger.ts';
import type { EffectOptions } from '../../trial.ts';
import { answerFaults, callFaults, endsBehind, faultsAtOnce } from './call-faults.ts';
import { type CalledAt, calledAt } from './called-at.ts';
import { callText } from './call-text.ts';
import { idsInWords } from './ids-in-words.ts';
import type { Latencies } from './latencies.ts';
import type { Course } from '../course.ts';
import { type AsTold, answerLost, effectFailed, failure } from './failed-calls.ts';
import { EXIT, type Life } from '../time/life.ts';
import { Outage } from './outage.ts';
import type { Stage } from '../stage.ts';
import { rowsWritten, type Written, WrittenKeys } from './written-keys.ts';

/** So many calls with the same arguments are places for faults, though nothing is new in between. */
const SAME_MAX = 2;

/** A call to the outside world. */
interface Call extends CalledAt {
  readonly life: Life;
  readonly name: string;
  readonly args: readonly unknown[];
  /** Those that are in its arguments. */
  readonly records: readonly string[];
  /** What tells it from others of its name. */
  readonly like: string;
  readonly options: CallOptions;
  readonly settle: (answer: Answered) => void;
}

/** How an effect is called. */
export interface CallOptions extends EffectOptions {
  /** Whether what it is answered says that nothing was done. */
  readonly isRefusal?: (answer: unknown) => boolean;
  /** Where a refusal is no exception: it, with the status that it has. */
  readonly refusal?: { readonly status: number; readonly answer: () => unknown };
  /** How the caller is told of a fault; as the fault itself where this is left out. */
  readonly asTold?: AsTold;
}

type Answered = { readonly value: unknown } | { readonly error: unknown };

/** What came of a call, and where that lies in `outcomes`, unless it failed or only looks. */
interface Made {
  readonly answer: Answered;
  readonly outcome?: number;
}

/**
 * The world outside Kafka: what a program does there is done in one moment, between the call and its answer. Before it and
 * after it something may go wrong.
 */
export class Effects {
  readonly outcomes: Outcome[] = [];
  /** What the trial keeps of the outside. */
  readonly world = new Map<unknown, unknown>();
  readonly #written = new WrittenKeys();
  /** Calls that have not taken place. */
  readonly #begun = new Set<Call>();
  readonly #waiting = new Map<Life, number>();

  private readonly stage: Stage;
  private readonly running: () => ReadonlySet<BrokerTimer>;
  private readonly latencies: Latencies;
  private readonly outage: Outage;
  private readonly knownIn: (value: unknown) => readonly string[];
  private readonly begins: (() => void) | undefined;

  /** @param knownIn those of the input that are in a value. @param begins hears of a call that writes, as it is under way. */
  constructor(
    stage: Stage,
    running: () => ReadonlySet<BrokerTimer>,
    latencies: Latencies,
    knownIn: (value: unknown) => readonly string[],
    begins?: () => void,
  ) {
    this.stage = stage;
    this.running = running;
    this.latencies = latencies;
    this.outage = new Outage(stage);
    this.knownIn = knownIn;
    this.begins = begins;
  }

  /** Whether nothing outside can be reached for now. */
  get isDown(): boolean {
    return this.outage.isOn;
  }

  /** Whether a program waits for an answer from outside, or for there to be any. */
  get isAwaited(): boolean {
    return this.isDown || [...this.#waiting].some(([life, calls]) => calls > 0 && !life.isOver);
  }

  /** Records for which a call of a process is under way, and has not taken place. */
  underWay(life: Life): readonly string[] {
    return [...this.#begun].flatMap((call) => (call.life === life ? call.records : []));
  }

  /** Calls of processes that ended before these took place, as far as their lines are known. */
  get begun(): readonly Begun[] {
    return [...this.#begun].flatMap(({ name: what, records, line, waits, life: { process, incarnation, isOver } }) =>
      line !== undefined && isOver ? [{ what, records, process, incarnation, line, ...waits }] : [],
    );
  }

  /** The promise of a process that is over is never kept. */
  call(life: Life, name: string, args: readonly unknown[], options: CallOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.setOut(life, name, args, options, (answer) => {
        if ('error' in answer) reject(answer.error);
        else resolve(answer.value);
      });
    });
  }

  /** A call is made. @param told is told once what comes of it, unless its process is over. */
  setOut(life: Life, name: string, args: readonly unknown[], options: CallOptions, told: Call['settle']): void {
    if (life.isOver) return;
    this.wait(life, 1);
    const call = this.called(life, name, args, options, (answer) => {
      this.wait(life, -1);
      told(answer);
    });
    if (!options.reads) this.#begun.add(call);
    if (!options.reads && this.begins) this.stage.time.schedule(0, null, this.begins);
    this.stage.time.schedule(this.latencies.there(life), null, () => this.begin(call));
  }

  private called(
    life: Life,
    name: string,
    args: readonly unknown[],
    options: CallOptions,
    settle: Call['settle'],
  ): Call {
    life.deeds++;
    if (options.reads) life.asked = this.stage.time.now;
    const records = this.knownIn(args);
    const where = calledAt(this.stage, name, life, options);
    const call: Call = { life, name, args, records, like: callText(args), options, ...where, settle };
    this.tell(call, `calls ${name}`);
    return call;
  }

  /** It comes to the outside world; late, when all that the program does meanwhile is done. */
  private begin(call: Call, when: 'first' | 'late' = 'first'): void {
    const { life, name, line, like, options } = call;
    if (life.isOver) return;
    const what = when === 'late' ? `${name}, late` : name;
    const faults = (): readonly Fault[] => callFaults(options, when);
    const course = this.stage.meet({ kind: 'effect', what, life, line, faults, like, most: SAME_MAX });
    if (life.isOver) return;
    if (course === 'down') this.outage.begin();
    const isDown = this.outage.fails();
    if (isDown && course === 'on') this.tell(call, `${name} fails`);
    if (course === 'late') {
      this.tell(call, `${name} is late`);
      this.stage.defer(() => this.begin(call, 'late'));
    } else {
      const { answer, outcome } = this.met(call, isDown ? 'failed' : course);
      this.answer(call, answer, outcome);
    }
    this.stage.points.saw('outside', `${name} ${call.records.join()}`);
  }

  /** What the outside world makes of a call. */
  private met(call: Call, course: Course): Made {
    const { name, options } = call;
    if (course !== 'failed' && course !== 'refused')
      return options.reads ? { answer: this.asked(call) } : this.take(call);
    this.record(call, failure(call));
    return {
      answer:
        course === 'failed' ? { error: effectFailed(name, options.asTold) } : { value: options.refusal?.answer() },
    };
  }

  /** A call that is done when it returns: nothing happens meanwhile, but that its process may end before it takes place, or behind that. */
  now(life: Life, name: string, args: readonly unknown[], options: CallOptions): unknown {
    if (life.isOver) throw EXIT;
    const call = this.called(life, name, args, options, () => {});
    const { line, like } = call;
    const meet = (kind: 'effect' | 'response', faults: readonly Fault[]): Course => {
      const course = this.stage.meet({ kind, what: name, life, line, faults: () => faults, like, most: SAME_MAX });
      if (life.isOver) throw EXIT;
      return course;
    };
    const course = meet('effect', faultsAtOnce(options));
    const { answer } = this.met(call, course);
    if (course !== 'failed') {
      this.stage.points.saw('outside', `${name} ${call.records.join()}`);
      if (!options.reads) meet('response', endsBehind);
    }
    if ('error' in answer) throw answer.error;
    return answer.value;
  }

  /** Tells of a call, and of its records. What a life does with the same ones for ever is told twice. */
  private tell({ life, records, calledAt }: Call, what: string): void {
    const text = records.length === 0 ? what : `${what} (${idsInWords(records)})`;
    this.stage.tellRound(text, life, calledAt, `${what} ${records.join()}`);
  }

  /** It takes place. */
  private take(call: Call): Made {
    const { name, args, options } = call;
    const answer = this.asked(call);
    const isRefused = 'error' in answer || options.isRefusal?.(answer.value) === true;
    const written = isRefused
      ? failure(call)
      : this.#written.write(rowsWritten(name, args, call.records, options), call.records);
    const { state, records } = written;
    if (this.stage.isNew(`${name} ${state} ${records.join()}`)) this.stage.progress();
    const outcome = this.record(call, written);
    this.tell(call, `${name} ${state === 'done' ? 'takes place' : state}`);
    return { answer, outcome };
  }

  /** What only looks may bring records, as from the table of an outbox. */
  private asked({ args, options, life }: Call): Answered {
    try {
      const value = options.returns?.(args, this.world);
      life.isReading ||= this.knownIn(value).length > 0;
      return { value };
    } catch (error) {
      return { error };
    }
  }

  /** @param outcome where it lies in `outcomes`. */
  private answer(call: Call, answer: Answered, outcome?: number): void {
    const { life, name, line, like, settle } = call;
    this.stage.time.schedule(this.latencies.back(life), life, () => {
      const faults = (): readonly Fault[] => answerFaults(call.options, this.running());
      const course = this.stage.meet({ kind: 'response', what: name, life, line, faults, like, most: SAME_MAX });
      if (life.isOver) return;
      if (course === 'lost' && outcome !== undefined)
        this.outcomes[outcome] = { ...this.outcomes[outcome], isAnswerLost: true };
      const told = course === 'lost' ? { error: answerLost(name, call.options.asTold) } : answer;
      this.stage.time.schedule(0, life, () => {
        settle(told);
        for (const stir of life.onStir) stir();
      });
    });
  }

  /** @returns where it lies in `outcomes`. */
  private record(call: Call, written: Written): number {
    const { name, life, line, waits, like, calledAfter } = call;
    this.#begun.delete(call);
    const length = this.outcomes.push({
      ...written,
      what: name,
      content: like,
      process: life.process,
      incarnation: life.incarnation,
      at: this.stage.points.last,
      calledAfter,
      ...(line === undefined ? {} : { line }),
      ...waits,
    });
    return length - 1;
  }

  private wait(life: Life, more: number): void {
    const waiting = this.#waiting.get(life);
    if (waiting === undefined) life.keeps.push(() => this.#waiting.get(life) ?? 0);
    this.#waiting.set(life, (waiting ?? 0) + more);
  }
}
