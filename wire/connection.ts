import { connect, type Socket } from 'node:net';
import { apiName } from './api-keys.ts';
import { ConnectionFailed } from './connection-failed.ts';
import { FrameCutter, framed } from './frame-cutter.ts';
import { Reader } from './reader.ts';
import { CORRELATION_ID_AT, readRequestHeader, requestPayload, responseBodyAt } from './request-header.ts';
import type { Exchange } from './schema/exchange.ts';
import type { Loose } from './schema/type.ts';

interface Waiting {
  readonly resolve: (payload: Buffer) => void;
  readonly reject: (error: ConnectionFailed) => void;
}

/** How long an answer is waited for, unless told. */
const TIMEOUT_MS = 10_000;

/** A connection to one broker: requests go out in order, answers are matched by their correlation ids. */
export class Connection {
  readonly address: string;
  readonly #socket: Socket;
  readonly #clientId: string;
  readonly #waiting = new Map<number, Waiting>();
  #correlationId = 0;
  #over: ConnectionFailed | undefined;

  private constructor(socket: Socket, address: string, clientId: string) {
    this.#socket = socket;
    this.address = address;
    this.#clientId = clientId;
    const cutter = new FrameCutter();
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const payload of cutter.push(chunk)) this.#answered(payload);
      } catch (error) {
        this.#end(`it sent what is no frame of Kafka's: ${String(error)}`);
      }
    });
    socket.on('error', (error) => this.#end(error.message));
    socket.on('close', () => this.#end('the broker closed it'));
  }

  /** @throws {ConnectionFailed} where nobody listens, or does not answer within the time. */
  static async open(host: string, port: number, clientId: string, timeoutMs = TIMEOUT_MS): Promise<Connection> {
    const address = `${host}:${port}`;
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true });
      const refuse = (reason: string): void => {
        clearTimeout(timer);
        socket.destroy();
        reject(new ConnectionFailed(address, reason));
      };
      const refused = (error: Error): void => refuse(error.message);
      const timer = setTimeout(() => refuse(`no connection within ${timeoutMs} ms`), timeoutMs);
      socket.once('error', refused);
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.off('error', refused);
        resolve(new Connection(socket, address, clientId));
      });
    });
  }

  /** Whether a request can still be sent. */
  get isOpen(): boolean {
    return this.#over === undefined;
  }

  /**
   * Sends a request and resolves with a reader at the body of its answer.
   *
   * @throws {ConnectionFailed} when the connection ends before, or the time does.
   */
  async request(apiKey: number, version: number, body: Buffer, timeoutMs = TIMEOUT_MS): Promise<Reader> {
    const header = { apiKey, apiVersion: version, correlationId: 0, clientId: this.#clientId };
    const payload = await this.raw(requestPayload(header, body), timeoutMs);
    return new Reader(payload, responseBodyAt(apiKey, version, payload));
  }

  /** Sends a request of this API, in this version, and resolves with its answer. */
  async call<Q, P>(api: Exchange<Q, P>, version: number, body: Loose<NoInfer<Q>>, timeoutMs = TIMEOUT_MS): Promise<P> {
    const reader = await this.request(api.apiKey, version, api.requestBody(version, body), timeoutMs);
    return api.responseAt(reader, version);
  }

  /**
   * Sends a whole payload, somebody else's header included, under a correlation id of this connection, and resolves
   * with the payload of the answer.
   */
  async raw(payload: Buffer, timeoutMs = TIMEOUT_MS): Promise<Buffer> {
    if (this.#over) throw this.#over;
    this.#correlationId += 1;
    const correlationId = this.#correlationId;
    const own = Buffer.from(payload);
    own.writeInt32BE(correlationId, CORRELATION_ID_AT);
    return new Promise<Buffer>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(correlationId);
        const { apiKey } = readRequestHeader(own);
        reject(new ConnectionFailed(this.address, `no answer to ${apiName(apiKey)} within ${timeoutMs} ms`));
      }, timeoutMs);
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          settle(value);
        };
      this.#waiting.set(correlationId, { resolve: settled(resolve), reject: settled(reject) });
      this.#socket.write(framed(own));
    });
  }

  /** Closes it; whoever waits for an answer is told that there will be none. */
  close(): void {
    this.#end('closed');
  }

  #answered(payload: Buffer): void {
    const correlationId = payload.readInt32BE(0);
    this.#waiting.get(correlationId)?.resolve(payload);
    this.#waiting.delete(correlationId);
  }

  #end(reason: string): void {
    if (this.#over) return;
    this.#over = new ConnectionFailed(this.address, reason);
    this.#socket.destroy();
    for (const { reject } of this.#waiting.values()) reject(this.#over);
    this.#waiting.clear();
  }
}
