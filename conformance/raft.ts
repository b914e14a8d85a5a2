import { API } from '../wire/api-keys.ts';
import type { Matcher } from '../wire/frame.ts';
import type { Gate, Hold } from '../wire/gate.ts';
import { fetchResponse } from '../wire/messages/fetch.ts';
import type { Frame } from '../wire/frame.ts';

/** A broker's fetches of the metadata log. */
const fetchesOf = (broker: number): Matcher => ({
  api: API.Fetch,
  clientId: `raft-client-${broker}`,
  listener: 'controller',
});

/**
 * How brokers hear of the controller's decisions: by fetching the metadata log. Closed to a broker, neither requests nor
 * responses get through.
 */
export class Raft {
  readonly #gate: Gate;
  readonly #holds = new Map<number, Hold>();

  constructor(gate: Gate) {
    this.#gate = gate;
  }

  /** As `close`, once the fetch that is under way has come back. */
  async quieten(testbed: { until(what: string, isSo: () => boolean): Promise<void> }, broker: number): Promise<void> {
    const requests = this.#gate.hold({ ...fetchesOf(broker), direction: 'request' });
    await testbed.until('fetches of metadata to end', () => this.#gate.unanswered(fetchesOf(broker)).length === 0);
    this.close(broker);
    requests.release();
  }

  /** From now on the broker hears nothing new. */
  close(broker: number): void {
    if (!this.#holds.has(broker)) this.#holds.set(broker, this.#gate.hold(fetchesOf(broker)));
  }

  open(broker: number): void {
    const hold = this.#holds.get(broker);
    this.#holds.delete(broker);
    hold?.release();
  }

  /**
   * Resolves once a fetch of the broker has found nothing new: the controller answers that after half a second. Open to the
   * broker meanwhile.
   */
  settled(broker: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.#gate.watch({ ...fetchesOf(broker), direction: 'response' }, (frame) => {
        if (!isEmpty(frame)) return;
        stop();
        resolve();
      });
    });
  }
}

const isEmpty = ({ payload, header }: Frame): boolean =>
  fetchResponse(payload, header.apiVersion)
    .responses.flatMap(({ partitions }) => partitions)
    .every(({ records }) => records === null || records.length === 0);
