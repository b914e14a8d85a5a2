import type { Action } from '../../model/action.ts';
import type { World } from '../../model/world.ts';
import type { ClientProcess } from '../clients/client-process.ts';
import { processOf } from '../names.ts';

const DAY_MS = 86_400_000;

/** A back-off that no clock gets past. */
export const NEVER_MS = 1e15;

/** `delivery.timeout.ms` of producers: far less than request.timeout.ms, so that what is in flight can expire as well. */
export const DELIVERY_TIMEOUT_MS = 12 * DAY_MS;

/** How much older the first batch is than the second, which is so much older than all that follow together, and so on. */
const FIRST_GAP_MS = 4 * DAY_MS;

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
  /** How many batches a process has made. */
  readonly #batches = new Map<string, number>();

  async advance(testbed: Clocked, process: string, milliseconds: number): Promise<void> {
    this.#ahead.set(process, this.#at(process) + milliseconds);
    await testbed.client(process).call('clock', { advanceMs: milliseconds });
  }

  /** A process has been started anew, with a clock that nobody has moved. */
  forget(process: string): void {
    this.#ahead.delete(process);
    this.#batches.delete(process);
  }

  /**
   * A batch is about to be made. Where one of the producer's batches will expire, each is made so long after the one before
   * that they can expire one by one, however many are made in between.
   */
  async beginBatch(testbed: Clocked, producer: number, value: number): Promise<void> {
    const process = processOf(testbed.world, producer);
    const expires = testbed.schedule.some(
      ({ type, ...of }) =>
        (type === 'producer.give-up' || type === 'producer.expire') && 'producer' in of && of.producer === producer,
    );
    const batches = this.#batches.get(process) ?? 0;
    this.#batches.set(process, batches + 1);
    if (expires && batches > 0) await this.advance(testbed, process, FIRST_GAP_MS / 4 ** (batches - 1));
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
