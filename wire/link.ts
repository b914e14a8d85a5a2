import { connect, type Socket } from 'node:net';
import { type Address, addressText, isSameAddress } from './address.ts';
import { API } from './api-keys.ts';
import { FrameCutter, framed } from './frame-cutter.ts';
import type { Frame } from './frame.ts';
import { MalformedMessage } from './malformed-message.ts';
import { produceApi } from './messages/produce.ts';
import { readRequestHeader } from './request-header.ts';

/** Who decides what goes on: the gate. */
export interface Keeper {
  /** Whether the frame goes on now. */
  passes(frame: Frame): boolean;
  /** Where a request is sent instead of where its listener's go; null for there. */
  elsewhere(frame: Frame): Address | null;
  /** What a response is to be instead of what it is; null for that. */
  rewritten(response: Frame): Buffer | null;
  /** A frame has come, and waits here. */
  came(frame: Frame): void;
  /** A frame has come, gone on, or will never. */
  changed(): void;
  /** The connection is of no use to anybody any more. */
  ended(link: Link): void;
}

/** A request that has gone on to the broker and whose response has not gone back. */
interface Outstanding {
  readonly request: Frame;
  /** Where it was sent; null where the answer is the gate's own. */
  readonly to: Socket | null;
  response: Frame | null;
}

/**
 * One connection of a client through the gate: requests go on in the order in which they came, and so do responses, which
 * is what both ends rely on.
 */
export class Link {
  readonly id: number;
  readonly listener: string;
  /** Frames that have come and not gone on, in order. */
  readonly requests: Frame[] = [];
  readonly #keeper: Keeper;
  readonly #real: Address;
  readonly #server: Socket;
  /** By address. */
  readonly #elsewhere = new Map<string, Socket>();
  readonly #outstanding: Outstanding[] = [];
  /** Responses to a connection whose client has gone: what became of requests that came late. */
  readonly answers: Frame[] = [];
  /** The first request: it says who is on the other end. */
  seen: Frame | null = null;
  #client: Socket | null;

  constructor(id: number, listener: string, real: Address, client: Socket, keeper: Keeper) {
    this.id = id;
    this.listener = listener;
    this.#real = real;
    this.#client = client;
    this.#keeper = keeper;
    const fromClient = new FrameCutter();
    client.setNoDelay(true);
    client.on('data', (chunk) => {
      this.#guarded(() => {
        for (const payload of fromClient.push(chunk)) this.#take(this.#request(payload));
      });
    });
    client.on('error', () => undefined);
    client.on('close', () => {
      if (this.#client === client) this.cut();
    });
    this.#server = this.#open(real);
  }

  /** Responses that wait to go back, the next one first. */
  get responses(): readonly Frame[] {
    const waiting: Frame[] = [];
    for (const { response } of this.#outstanding) {
      if (response === null) break;
      waiting.push(response);
    }
    return waiting;
  }

  /** Requests that a broker has and has not answered. */
  get unanswered(): readonly Frame[] {
    return this.#outstanding.filter(({ response }) => response === null).map(({ request }) => request);
  }

  /** Whether its client's end is gone. */
  get isDetached(): boolean {
    return this.#client === null;
  }

  /** Sends on what may go on. */
  flush(): void {
    while (this.requests.length > 0 && this.#keeper.passes(this.requests[0])) this.#forward(this.requests[0]);
    while (this.#client !== null) {
      const [next] = this.responses;
      if (next === undefined || !this.#keeper.passes(next)) break;
      this.#outstanding.shift();
      this.#client.write(framed(next.payload));
    }
  }

  /** The frame will never go on. */
  drop(frame: Frame): void {
    const at = this.requests.indexOf(frame);
    if (at >= 0) this.requests.splice(at, 1);
    const answered = this.#outstanding.findIndex(({ response }) => response === frame);
    if (answered >= 0) this.#outstanding.splice(answered, 1);
  }

  /** The request does not go on, and is answered with this payload. */
  answer(request: Frame, payload: Buffer): Frame {
    this.drop(request);
    const response: Frame = { ...request, direction: 'response', payload, request };
    this.#outstanding.push({ request, to: null, response });
    return response;
  }

  /** The frame goes on with another payload. */
  replace(frame: Frame, payload: Buffer): Frame {
    const replaced = { ...frame, payload };
    const at = this.requests.indexOf(frame);
    if (at >= 0) this.requests[at] = replaced;
    for (const outstanding of this.#outstanding) {
      if (outstanding.response === frame) outstanding.response = replaced;
    }
    return replaced;
  }

  /** Both ends are closed: what has not gone on is lost. */
  cut(): void {
    this.#client?.destroy();
    this.#client = null;
    this.#server.destroy();
    for (const socket of this.#elsewhere.values()) socket.destroy();
    this.requests.length = 0;
    this.#outstanding.length = 0;
    this.#keeper.ended(this);
  }

  /** The client's end is closed; requests that have not gone on live on. */
  detach(): void {
    const client = this.#client;
    this.#client = null;
    client?.destroy();
  }

  #take(request: Frame): void {
    this.requests.push(request);
    this.#keeper.came(request);
  }

  #forward(request: Frame): void {
    this.requests.shift();
    const to = this.#keeper.elsewhere(request);
    const socket = to === null || isSameAddress(to, this.#real) ? this.#server : this.#side(to);
    if (expectsAnswer(request)) this.#outstanding.push({ request, to: socket, response: null });
    socket.write(framed(request.payload));
  }

  #side(address: Address): Socket {
    const key = addressText(address);
    const known = this.#elsewhere.get(key);
    if (known !== undefined && !known.destroyed) return known;
    const socket = this.#open(address);
    this.#elsewhere.set(key, socket);
    return socket;
  }

  #open({ host, port }: Address): Socket {
    const socket = connect(port, host);
    const fromServer = new FrameCutter();
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.#guarded(() => {
        for (const payload of fromServer.push(chunk)) this.#respond(payload);
      });
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      // Whoever only answered something on the side may go, unless an answer is missing.
      const isMissed = this.#outstanding.some(({ to, response }) => to === socket && response === null);
      if (socket === this.#server || isMissed) this.cut();
    });
    return socket;
  }

  #request(payload: Buffer): Frame {
    const header = readRequestHeader(payload);
    const frame: Frame = {
      direction: 'request',
      header,
      payload,
      listener: this.listener,
      link: this.id,
      request: null,
    };
    this.seen ??= frame;
    return frame;
  }

  #respond(payload: Buffer): void {
    const correlationId = payload.readInt32BE(0);
    const answered = this.#outstanding.find(
      ({ request, response }) => response === null && request.header.correlationId === correlationId,
    );
    if (answered === undefined) return;
    const response: Frame = { ...answered.request, direction: 'response', payload, request: answered.request };
    answered.response = { ...response, payload: this.#keeper.rewritten(response) ?? payload };
    this.#keeper.came(answered.response);
    if (this.#client !== null) return;
    this.#outstanding.splice(this.#outstanding.indexOf(answered), 1);
    this.answers.push(answered.response);
  }

  /** Bytes that are not Kafka's end their connection, as a broker ends it. */
  #guarded(take: () => void): void {
    try {
      take();
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof MalformedMessage)) throw error;
      this.cut();
      return;
    }
    this.flush();
    this.#keeper.changed();
  }
}

/** Whether a broker answers: it does not answer Produce with acks=0. */
const expectsAnswer = ({ header, payload }: Frame): boolean =>
  header.apiKey !== API.Produce || produceApi.readRequest(payload, header).acks !== 0;
