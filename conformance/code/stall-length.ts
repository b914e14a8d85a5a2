import { apiName } from '../../wire/api-keys.ts';
import { decodeRequest } from '../../wire/apache/decode-request.ts';
import { QUIET_MS } from '../../stage/process/play.ts';
import type { BrokerTimer, Fault } from '../../stage/deviation.ts';
import { Unplayable } from './unplayable.ts';

/** How much longer than the timers that run out a process stands still: until others have taken over, and are quiet. */
const BEYOND_MS = 1.5 * QUIET_MS;

/** How long the brokers' timers are, as the clients have asked for it; those that nobody has asked for are not there. */
export class BrokerTimers {
  readonly #lengths = new Map<BrokerTimer, number>();

  /** A request that sets timers: JoinGroup, InitProducerId. */
  hear(payload: Buffer): void {
    const { apiKey, body } = decodeRequest(payload);
    const lengths: readonly (readonly [BrokerTimer, unknown])[] =
      apiName(apiKey) === 'JoinGroup'
        ? [
            ['session', body.sessionTimeoutMs],
            ['rebalance', body.rebalanceTimeoutMs],
          ]
        : [['transaction', body.transactionTimeoutMs]];
    for (const [timer, ms] of lengths) this.#lengths.set(timer, Number(ms));
  }

  /**
   * How long a process has to stand still for these timers, and no others, to run out.
   *
   * @param possible the stalls that the stage has at this moment: they tell which timers are running.
   * @throws {Unplayable} where one that is not to run out is no longer than one that is: the brokers' clock is real.
   */
  stallMs({ timers = [] }: Fault, possible: readonly Fault[]): number {
    const longest = BEYOND_MS + Math.max(0, ...timers.map((timer) => this.#lengths.get(timer) ?? 0));
    const running = new Set(possible.flatMap((fault) => fault.timers ?? []));
    for (const timer of running) {
      if (timers.includes(timer) || (this.#lengths.get(timer) ?? longest) > longest) continue;
      throw new Unplayable(
        `while a process stands still for ${longest / 1000} s, the ${timer} time-out runs out as well`,
      );
    }
    return longest;
  }
}
