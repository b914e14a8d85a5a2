import { encodeResponse, decodeRequest, isAnswered, type DecodedRequest } from '../../../wire/apache/decode-request.ts';
import { API, apiName } from '../../../wire/api-keys.ts';
import { framed } from '../../../wire/frame-cutter.ts';
import { MalformedMessage } from '../../../wire/malformed-message.ts';
import type { Answer } from '../../cluster/arrived.ts';
import type { SourceLine } from '../../decision-point.ts';
import type { Fault } from '../../deviation.ts';
import type { Course } from '../course.ts';
import type { Moment } from '../points.ts';
import type { Brokers } from './brokers.ts';
import type { BrokerTimes } from './broker-times.ts';
import type { Life } from '../time/life.ts';
import { brokerAt } from './addresses.ts';
import { Connections } from './connections.ts';
import type { Carrier } from './socket.ts';
import type { Stage } from '../stage.ts';
import { DECLARE, type Refuse } from '../undeclared.ts';
import { apiKeyOf, type Asked, type Sent, type Wire } from './wire.ts';
import type { WireEnd } from './wire-end.ts';
import { SameAgain } from './same-again.ts';
import { refuseUnspoken, withUnspoken } from './unspoken.ts';
import { appendFaults, requestFaults, responseFaults } from './wire-faults.ts';
import type { Witness } from './witness.ts';

/** So many of the same request are places for faults, though nothing is new in between. */
const SAME_MAX = 3;
/** How late a late answer is at most: before the client gives it up (30 s in kafkajs and in Java). */
export const LATE_MS = 20_000;

/** What of a request, or of its answer, is a moment: its name, or null where it is none. */
export type MomentOf = (request: DecodedRequest, answer?: Answer['body']) => string | null;

export interface WiresOptions {
  readonly seed: string;
  readonly times: () => BrokerTimes;
  readonly witness: Witness;
  /** `host:port` of the addresses that a program begins with; where left out, every host at a port that Kafka commonly has. */
  readonly bootstrap?: readonly string[];
  /** Every request and every answer is one, by the name of its API, where this is left out. */
  readonly momentOf?: MomentOf;
  /** How late a late answer is. */
  readonly lateMs?: number;
  /** How much longer what is sent to a log is on its way than all other requests. */
  readonly produceMs?: number;
  /** Refuses for good what the brokers here do not have; where left out, that is not offered. */
  readonly refuse?: Refuse;
}

/** What is between the processes and the brokers: requests, and the answers to them. */
export class Wires {
  readonly #connections: Connections;
  readonly #asked = new Map<number, Asked>();
  readonly #sameAgain = new SameAgain();
  #tickets = 0;

  private readonly stage: Stage;
  private readonly brokers: Brokers;
  private readonly options: WiresOptions;

  constructor(stage: Stage, brokers: Brokers, options: WiresOptions) {
    this.stage = stage;
    this.brokers = brokers;
    this.options = options;
    this.#connections = new Connections(stage, brokers, {
      seed: options.seed,
      abandoned: (ticket) => this.abandon(ticket),
    });
  }

  /** The sockets of a life; an address that is no broker's is refused. */
  carrierOf(refuse: Refuse): Carrier {
    return {
      open: (socket, host, port) => {
        const broker = brokerAt(this.brokers, host, port, this.options.bootstrap);
        if (broker === undefined)
          refuse(
            `opens a connection to ${host}:${port}`,
            `${DECLARE}, or name it in \`cluster.bootstrap\` if it is Kafka; a module with declared effects that connects as it is loaded is done without where the trial file imports the program at its top, and has to wait otherwise (\`lazyConnect: true\` of ioredis)`,
          );
        else this.open(socket, broker);
      },
      send: (socket, bytes) => this.send(socket, bytes),
      close: (socket) => this.close(socket),
    };
  }

  /** A process connects to a broker. */
  open(socket: WireEnd, broker: number): void {
    this.#connections.open(socket, broker);
  }

  /** A process has written to a broker. */
  send(socket: WireEnd, bytes: Buffer): void {
    const wire = this.#connections.of(socket);
    if (wire?.state !== 'open' || socket.life.isOver) return;
    socket.life.deeds++;
    for (const payload of this.understood(wire, () => wire.cutter.push(bytes)) ?? []) {
      if (this.options.refuse) refuseUnspoken(apiKeyOf(payload), this.options.refuse);
      const sent = { payload: Buffer.from(payload), ...this.lineOf(socket.life, apiKeyOf(payload)) };
      const longer = apiKeyOf(payload) === API.Produce ? this.options.produceMs : 0;
      this.#connections.at(wire, 'arrives', null, () => this.arrive(wire, sent), longer);
    }
  }

  private lineOf(life: Life, apiKey: number): Omit<Sent, 'payload'> {
    const line = this.stage.line(apiKey);
    if (apiKey === API.Fetch) life.isReading = true;
    const { letGo } = apiKey === API.Produce ? this.stage.fate(apiName(apiKey), line, life) : {};
    return letGo ? { line: letGo.at, isLetGo: true } : { line };
  }

  /** A process has ended a connection. */
  close(socket: WireEnd): void {
    this.#connections.close(socket);
  }

  /** A broker is gone, and with it its connections. */
  dropBroker(broker: number): void {
    this.#connections.dropBroker(broker);
  }

  /** Whether a request or an answer is on its way, late perhaps, or is waited for, and not just for records: members for a rebalance, a producer for followers. */
  get isAwaited(): boolean {
    return this.#connections.areBusy || [...this.#asked.values()].some(({ request }) => request.apiKey !== API.Fetch);
  }

  /** Answers go back to whoever waits for them. */
  answer(answers: readonly Answer[]): void {
    for (const { ticket, body } of answers) {
      const asked = this.#asked.get(ticket);
      if (asked === undefined) continue;
      this.#asked.delete(ticket);
      const { wire, request, at, line, isLetGo } = asked;
      this.options.witness.answered({ life: wire.socket.life, request, body, at, line, isLetGo });
      if (!isAnswered(request)) continue;
      const { apiKey, version, correlationId } = request;
      const isOffer = apiKey === API.ApiVersions && this.options.refuse !== undefined;
      const bytes = framed(encodeResponse(apiKey, version, correlationId, isOffer ? withUnspoken(body) : body));
      const what = this.momentOf(request, body);
      const longer = apiKey === API.Fetch ? this.#sameAgain.longerMs(wire, bytes, this.stage.time.now) : 0;
      wire.isSameAgain = longer > 0;
      this.#connections.at(wire, 'delivers', wire.socket.life, () => this.deliver(wire, what, bytes, line), longer);
      wire.ticket = null;
      this.next(wire);
    }
  }

  private arrive(wire: Wire, sent: Sent): void {
    if (wire.state !== 'open') return;
    if (wire.ticket === null && wire.behind.length === 0) this.take(wire, sent);
    else wire.behind.push(sent);
  }

  private next(wire: Wire): void {
    const sent = wire.behind[0];
    if (sent === undefined || wire.ticket !== null) return;
    this.stage.time.schedule(0, null, () => {
      if (wire.state !== 'open' || wire.ticket !== null || wire.behind[0] !== sent) return;
      wire.behind.shift();
      this.take(wire, sent);
    });
  }

  private take(wire: Wire, { payload, line, isLetGo }: Sent): void {
    const request = this.understood(wire, () => decodeRequest(payload));
    if (request === null) return;
    const { life } = wire.socket;
    const { apiKey } = request;
    const faults = (): readonly Fault[] => requestFaults(this.brokers);
    const what = this.momentOf(request);
    const course = this.meet({ kind: 'request', what, life, line, faults });
    if (course === 'lost') this.#connections.reset(wire);
    if (wire.state !== 'open') return;
    const ticket = ++this.#tickets;
    const arrived = { ...request, ticket, broker: wire.broker };
    const before = this.brokers.state;
    const answers = this.understood(wire, () => this.brokers.receive(arrived, life));
    if (answers === null) return;
    this.stage.points.saw('cluster', payload.toString('latin1'));
    this.stage.story.hear(`${life.name} ${apiName(apiKey)} v${request.version}`);
    this.#asked.set(ticket, { wire, request, at: this.stage.points.last, line, isLetGo });
    this.options.witness.received?.({ life, request, line });
    if (isAnswered(request)) wire.ticket = ticket;
    this.answer(answers);
    if (what !== null && apiKey === API.Produce && this.brokers.state !== before) {
      const possible = appendFaults(this.brokers, wire.broker);
      if (possible.length > 0) this.stage.meet({ kind: 'append', what, life, line, faults: () => possible });
    }
    this.options.times().look();
  }

  /** @param what the moment's name; null for what is no moment, or has been one already. */
  private deliver(wire: Wire, what: string | null, bytes: Buffer, line?: SourceLine): void {
    const { state } = wire;
    if (state === 'over') return;
    const { life } = wire.socket;
    const faults = (): readonly Fault[] => responseFaults(this.brokers, wire.broker, this.options.times().running);
    const course = this.meet({ kind: 'response', what, life, line, faults });
    if (course === 'late') {
      wire.delivers = this.stage.time.now + (this.options.lateMs ?? LATE_MS);
      this.#connections.at(wire, 'delivers', life, () => {
        this.stage.progress();
        this.deliver(wire, null, bytes);
      });
    } else if (course === 'lost' || wire.state !== state) this.#connections.reset(wire);
    else if (life.isStalled) this.stage.time.schedule(0, life, () => this.deliver(wire, null, bytes));
    else {
      wire.socket.receive(bytes);
      for (const stir of life.onStir) stir();
    }
  }

  /** A broker closes the connection of a client whose requests it does not understand: null, and somebody is told. */
  private understood<T>(wire: Wire, what: () => T): T | null {
    try {
      return what();
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof MalformedMessage)) throw error;
      const { life } = wire.socket;
      life.isMisread = true;
      this.options.witness.misread?.({ broker: wire.broker, error });
      // A client that does not know why its connection is closed may send the same for ever.
      this.stage.tellRound(`is not understood by broker ${wire.broker}: ${error.message}`, life);
      this.#connections.reset(wire);
      return null;
    }
  }

  private momentOf(request: DecodedRequest, answer?: Answer['body']): string | null {
    return this.options.momentOf ? this.options.momentOf(request, answer) : apiName(request.apiKey);
  }

  /** What a program asks for comes from its lines; what its client asks for ever, and what a command asks by its clock, has none. @param what null for no moment. */
  private meet({ what, ...moment }: Omit<Moment, 'what'> & { readonly what: string | null }): Course {
    if (what === null) return 'on';
    const isByItself = what === apiName(API.Fetch) || what === apiName(API.Heartbeat);
    const most = isByItself || this.options.momentOf !== undefined ? 1 : SAME_MAX;
    return this.stage.meet({ ...moment, what, most });
  }

  /** Nobody waits for an answer any more. */
  private abandon(ticket: number): void {
    this.#asked.delete(ticket);
    this.brokers.abandon(new Set([ticket]));
    this.options.times().look();
  }
}
