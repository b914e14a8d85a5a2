import { API } from '../../wire/api-keys.ts';
import { Connection } from '../../wire/connection.ts';
import type { Frame, Matcher } from '../../wire/frame.ts';
import { brokerHeartbeatApi } from '../../wire/messages/broker-heartbeat.ts';
import type { Gate } from '../../wire/gate.ts';
import { HarnessError } from '../harness-error.ts';
import { OWN_ID } from '../own-id.ts';

/** Whether the broker wants to shut down, or is answered that it may. */
export function wantsShutdown(frame: Frame): boolean {
  const { payload, header } = frame.request ?? frame;
  return brokerHeartbeatApi.readRequest(payload, header).wantShutDown;
}

/** How often heartbeats are repeated, in ms: a few times in a session. */
const PERIOD_MS = 800;

/** `broker.session.timeout.ms`: a broker that comes back is registered only once its former session is over. */
export const SESSION_TIMEOUT_MS = 4_000;

/** Heartbeats of a broker to its controller. */
export const heartbeatsOf = (broker: number): Matcher => ({
  direction: 'request',
  api: API.BrokerHeartbeat,
  clientId: String(broker),
  listener: 'controller',
});

/** Whether the broker has caught up and asks to be unfenced, and not to stay fenced. */
export const wantsUnfencing = ({ payload, header }: Frame): boolean =>
  !brokerHeartbeatApi.readRequest(payload, header).wantFence;

/**
 * Which brokers the controller takes for alive. Their last heartbeats are repeated in their names, so that neither a dead one
 * is missed before the schedule says so, nor a live one that a busy machine has slowed down.
 */
export class Heartbeats {
  readonly #port: number;
  readonly #last = new Map<number, Frame>();
  readonly #kept = new Set<number>();
  readonly #timer: NodeJS.Timeout;
  #connection: Connection | null = null;

  /** @param port the controller's own. */
  constructor(gate: Gate, port: number) {
    this.#port = port;
    gate.watch({ direction: 'request', api: API.BrokerHeartbeat, listener: 'controller' }, (frame) => {
      const broker = Number(frame.header.clientId);
      if (!this.#last.has(broker)) this.#kept.add(broker);
      this.#last.set(broker, frame);
    });
    this.#timer = setInterval(() => void this.#repeat(), PERIOD_MS);
  }

  /** The controller shall hear of the broker, as it does of all brokers at first. */
  keep(broker: number): void {
    this.#kept.add(broker);
  }

  /**
   * The broker's next process is another one: it is registered once the session of the former is over, which what that has
   * said last would prolong. Nothing is said in the broker's name until it has been heard itself.
   */
  forget(broker: number): void {
    this.#kept.delete(broker);
    this.#last.delete(broker);
  }

  /** Nothing is said in the broker's name any more. */
  leave(broker: number): void {
    this.#kept.delete(broker);
  }

  /**
   * Asks the controller to fence a broker, in a heartbeat of its own, after which it hears nothing more in its name. It does
   * what it does when broker.session.timeout.ms has passed without one (`ReplicationControlManager.handleBrokerFenced`).
   */
  async fence(broker: number): Promise<void> {
    const last = this.#last.get(broker);
    if (last === undefined) throw new HarnessError(`broker ${broker} has sent no heartbeat`);
    this.#kept.delete(broker);
    const { payload, header } = last;
    await this.#send(
      brokerHeartbeatApi.writeRequest(header, { ...brokerHeartbeatApi.readRequest(payload, header), wantFence: true }),
    );
  }

  close(): void {
    clearInterval(this.#timer);
    this.#connection?.close();
  }

  async #repeat(): Promise<void> {
    for (const broker of this.#kept) {
      const last = this.#last.get(broker);
      // Whoever has not been heard for long is missed at the controller, which is what the schedule finds then.
      if (last !== undefined && wantsUnfencing(last)) await this.#send(last.payload).catch(() => undefined);
    }
  }

  async #send(payload: Buffer): Promise<void> {
    if (this.#connection === null || !this.#connection.isOpen) {
      this.#connection = await Connection.open('127.0.0.1', this.#port, OWN_ID);
    }
    await this.#connection.raw(payload);
  }
}
