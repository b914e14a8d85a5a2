import { API } from '../../wire/api-keys.ts';
import { exchangeOf, type Frame, type Matcher } from '../../wire/frame.ts';
import type { Gate, Hold } from '../../wire/gate.ts';
import { fetchApi } from '../../wire/messages/fetch.ts';
import { withWait } from './fetch-wait.ts';

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
   * The broker hears all that there is by now: its fetches go on one by one, until the controller has nothing more. It answers
   * at once, and not after the half second that the broker would wait.
   */
  async catchUp(testbed: AtGate, broker: number): Promise<void> {
    const who = `broker ${broker} to fetch metadata`;
    for (const late of this.#gate.frames({ ...fetchesOf(broker), direction: 'response' })) this.#gate.pass(late);
    for (;;) {
      const request = await testbed.held(who, { ...fetchesOf(broker), direction: 'request' });
      this.#gate.pass(request, withWait(request, WAIT_MS));
      const response = await testbed.held(`the controller to answer ${who}`, {
        ...exchangeOf(request),
        direction: 'response',
      });
      this.#gate.pass(response);
      if (isEmpty(response)) return;
    }
  }
}

/** Who waits for frames. */
interface AtGate {
  held(what: string, matcher: Matcher): Promise<Frame>;
}

/** How long the controller waits for something new, in ms. */
const WAIT_MS = 20;

const isEmpty = ({ payload, header }: Frame): boolean =>
  fetchApi
    .readResponse(payload, header.apiVersion)
    .responses.flatMap(({ partitions }) => partitions)
    .every(({ records }) => records === null || records.length === 0);
