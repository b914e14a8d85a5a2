import type { Action } from '../model/action.ts';
import type { World } from '../model/world.ts';
import { patientProducer } from './clients/patient-config.ts';
import type { ClientProcess } from './clients/client-process.ts';
import { processOf } from './names.ts';

const DAY_MS = 86_400_000;

/** A back-off that no clock gets past. */
export const NEVER_MS = 1e15;

/** `delivery.timeout.ms`, as `patientProducer` has it. */
const DELIVERY_TIMEOUT_MS = Number(patientProducer['delivery.timeout.ms']);

/** Whose clocks they are. */
interface Clocked {
  readonly world: World;
  readonly schedule: readonly Action[];
  client(id: string): ClientProcess;
}

/**
 * How far the clocks of client processes have been moved ahead. A clock goes on by itself as well, but no schedule takes
 * minutes: a time-out of hours passes only when it is wanted.
 */
export class ClientClocks {
  /** By process. */
  readonly #ahead = new Map<string, number>();
  /** When the newest batch of a record was made, by producer and record. */
  readonly #made = new Map<string, number>();

  async advance(testbed: Clocked, process: string, milliseconds: number): Promise<void> {
    this.#ahead.set(process, this.#at(process) + milliseconds);
    await testbed.client(process).call('clock', { advanceMs: milliseconds });
  }

  /** A process has been started anew, with a clock that nobody has moved. */
  forget(process: string): void {
    this.#ahead.delete(process);
  }

  /**
   * A batch is about to be made. Where one of the producer's batches will expire, each is made a day after the one before, so
   * that they can expire one by one.
   */
  async beginBatch(testbed: Clocked, producer: number, value: number): Promise<void> {
    const process = processOf(testbed.world, producer);
    const expires = testbed.schedule.some(
      ({ type, ...of }) =>
        (type === 'producer.give-up' || type === 'producer.expire') && 'producer' in of && of.producer === producer,
    );
    if (expires) await this.advance(testbed, process, DAY_MS);
    this.#made.set(`${producer} ${value}`, this.#at(process));
  }

  /** Of these records one whose batch is older than that of another record: its delivery.timeout.ms is over before. */
  olderThan(producer: number, value: number, others: readonly number[]): number | undefined {
    return others.find((other) => this.#madeAt(producer, other) < this.#madeAt(producer, value));
  }

  /** delivery.timeout.ms passes for the batch of a record. */
  async expire(testbed: Clocked, producer: number, value: number): Promise<void> {
    const process = processOf(testbed.world, producer);
    const made = this.#madeAt(producer, value);
    const age = this.#at(process) - made;
    await this.advance(testbed, process, Math.max(DELIVERY_TIMEOUT_MS - age, 1_000));
  }

  #madeAt(producer: number, value: number): number {
    return this.#made.get(`${producer} ${value}`) ?? 0;
  }

  #at(process: string): number {
    return this.#ahead.get(process) ?? 0;
  }
}
