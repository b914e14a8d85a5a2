import { callText } from '../../stage/process/calls/call-text.ts';
import type { CallOptions } from '../../stage/process/calls/effects.ts';
import { asItIs } from '../../stage/process/calls/failed-calls.ts';
import type { EffectOptions } from '../../stage/trial.ts';
import { markersIn } from '../../stage/process/markers.ts';
import { rowsWritten } from '../../stage/process/calls/written-keys.ts';
import type { FromProcess, ToProcess } from './messages.ts';
import { standStill } from './stand-still.ts';

interface Call {
  readonly args: readonly unknown[];
  readonly options: CallOptions;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** What its caller is answered, once it has taken place. */
  answer: { readonly value: unknown } | { readonly error: unknown };
}

/** The effects that a process has called: each waits until whoever started the process lets it take place, and then end. */
export class OutsideCalls {
  readonly #calls = new Map<number, Call>();
  #count = 0;

  readonly #markers: readonly string[];

  /** @param markers of the input's records: the arguments themselves stay here. */
  constructor(markers: readonly string[]) {
    this.#markers = markers;
    process.on('message', (told: ToProcess) => this.#hear(told));
    // What ends the program's own events is not kept from it by us.
    process.channel?.unref();
  }

  /** A function of the outside world. */
  of(name: string, options: EffectOptions = {}): (...args: unknown[]) => Promise<never> {
    return (...args) => this.call(name, args, options) as Promise<never>;
  }

  call(name: string, args: readonly unknown[], options: CallOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const call = (this.#count += 1);
      this.#calls.set(call, { args, options, resolve, reject, answer: { value: undefined } });
      process.channel?.ref();
      const records = markersIn(args, this.#markers);
      const rows = rowsWritten(name, args, records, options);
      this.#tell({ type: 'call', call, name, content: callText(args), records, rows, reads: options.reads === true });
    });
  }

  #hear(told: ToProcess): void {
    if (told.type !== 'take' && told.type !== 'settle') return;
    const call = this.#calls.get(told.call);
    if (call === undefined) return;
    if (told.type === 'settle') {
      standStill(told.stallMs ?? 0);
      this.#settle(
        told.call,
        told.isRefused ? { ...call, answer: { value: call.options.refusal?.answer() } } : call,
        told.error,
      );
    } else {
      const world = new Map(told.world);
      call.answer = answerOf(call, world);
      this.#tell({ type: 'took', call: told.call, failed: 'error' in call.answer, world });
    }
  }

  #settle(id: number, { answer, resolve, reject, options: { asTold = asItIs } }: Call, error: Error | undefined): void {
    this.#calls.delete(id);
    if (this.#calls.size === 0) process.channel?.unref();
    if (error !== undefined) reject(asTold(error));
    else if ('error' in answer) reject(answer.error);
    else resolve(answer.value);
  }

  #tell(what: FromProcess): void {
    process.send?.(what);
  }
}

function answerOf({ args, options }: Call, world: Map<unknown, unknown>): Call['answer'] {
  try {
    return { value: options.returns?.(args, world) };
  } catch (error) {
    return { error };
  }
}
