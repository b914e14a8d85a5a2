import type { Outcome } from '../../stage/ledger.ts';
import type { Course } from '../../stage/process/course.ts';
import { answerLost, effectFailed, failure } from '../../stage/process/calls/failed-calls.ts';
import { type Written, WrittenKeys } from '../../stage/process/calls/written-keys.ts';
import type { FromProcess, ToProcess } from './messages.ts';
import type { ProgramProcess } from './program-process.ts';

/** As on the stage; or the process is gone, or stands still for so long in real time. */
export type RealCourse = Course | 'gone' | { readonly stallMs: number };

/** A moment of an effect: before it takes place, and before its caller hears of it. */
export interface EffectMoment {
  readonly kind: 'effect' | 'response';
  readonly what: string;
  readonly on: (course: RealCourse) => void;
}

/** Told of each moment at which something may go wrong. */
type Meet = (moment: EffectMoment) => void;

/** The world outside Kafka: what real processes do there, one effect at a time. No crash loses it. */
export class OutsideWorld {
  readonly outcomes: Outcome[] = [];
  readonly #written = new WrittenKeys();
  readonly #calls = new Map<string, FromProcess & { type: 'call' }>();
  #world: ReadonlyMap<unknown, unknown> = new Map();

  /** A process calls an effect, or has let it take place. */
  hear(one: ProgramProcess, told: Exclude<FromProcess, { type: 'ready' }>, meet: Meet): void {
    const id = `${one.name} ${told.call}`;
    if (told.type === 'call') {
      this.#calls.set(id, told);
      meet({ kind: 'effect', what: told.name, on: (course) => this.#begin(one, told, course, meet) });
      return;
    }
    const call = this.#calls.get(id);
    if (call === undefined) return;
    this.#calls.delete(id);
    this.#world = told.world;
    if (!call.reads)
      this.#record(one, call, told.failed ? failure(call) : this.#written.write(call.rows, call.records));
    this.#answer(one, call, {}, meet);
  }

  #begin(one: ProgramProcess, told: FromProcess & { type: 'call' }, course: RealCourse, meet: Meet): void {
    if (course !== 'failed' && course !== 'refused') return this.#take(one, told);
    this.#record(one, told, failure(told));
    this.#answer(one, told, course === 'failed' ? { error: effectFailed(told.name) } : { isRefused: true }, meet);
  }

  /** Its caller hears of it, when that has its turn. */
  #answer(
    one: ProgramProcess,
    { call, name }: FromProcess & { type: 'call' },
    came: Pick<ToProcess & { type: 'settle' }, 'error' | 'isRefused'>,
    meet: Meet,
  ): void {
    meet({
      kind: 'response',
      what: name,
      on: (course) => {
        const stallMs = typeof course === 'object' ? course.stallMs : undefined;
        one.tell({ type: 'settle', call, ...(course === 'lost' ? { error: answerLost(name) } : came), stallMs });
      },
    });
  }

  #take(one: ProgramProcess, { call }: { readonly call: number }): void {
    one.tell({ type: 'take', call, world: this.#world });
  }

  #record(one: ProgramProcess, { name, content }: FromProcess & { type: 'call' }, written: Written): void {
    this.outcomes.push({
      ...written,
      what: name,
      content,
      process: one.slot,
      incarnation: one.incarnation,
      at: this.outcomes.length,
    });
  }
}
