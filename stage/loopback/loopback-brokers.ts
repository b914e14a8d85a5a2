import { createServer, type Server, type Socket } from 'node:net';
import { range } from '../../model/sets.ts';
import { decodeRequest, encodeResponse, isAnswered, type DecodedRequest } from '../../wire/apache/decode-request.ts';
import { apiName } from '../../wire/api-keys.ts';
import { FrameCutter, framed } from '../../wire/frame-cutter.ts';
import { allowed } from '../cluster/allowed.ts';
import type { Cluster, Stepped } from '../cluster/cluster.ts';
import type { ClusterEvent, Due } from '../cluster/cluster-event.ts';
import { handle } from '../cluster/handle.ts';
import { abandon, happen } from '../cluster/happen.ts';
import { type ClusterPlan, openCluster } from '../cluster/open-cluster.ts';
import { listening } from './listening.ts';

/** Where the brokers listen: broker 0 at `port`, the next ones behind it; 0 leaves all of them to the system. */
export interface Listening {
  readonly host: string;
  readonly port: number;
}

/** Somebody who decides what happens, and in which order; without, everything happens when it is due. */
export interface Director {
  /** A request has come to a broker: nothing is done about it until it is released, or its client is gone. */
  requested(request: HeldRequest, release: () => void): void;
}

/** A request that waits outside its broker. */
export interface HeldRequest {
  readonly ticket: number;
  readonly broker: number;
  readonly clientId: string | null;
  /** The name of its API. */
  readonly api: string;
  readonly version: number;
}

/** A connection of a client, whose requests are answered one after the other. */
interface Connection {
  readonly socket: Socket;
  readonly broker: number;
  readonly behind: Buffer[];
  /** Of the request that is being answered. */
  ticket: number | null;
}

/**
 * The machine's brokers on ports of this computer, for clients of any language: time is real, and what may happen by itself
 * happens when it is due.
 */
export class LoopbackBrokers {
  #cluster: Cluster;
  #tickets = 0;
  readonly #servers: readonly Server[];
  readonly #connections = new Set<Connection>();
  readonly #asked = new Map<number, { readonly connection: Connection; readonly request: DecodedRequest }>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #director: Director | undefined;

  private constructor(cluster: Cluster, servers: readonly Server[], director?: Director) {
    this.#cluster = cluster;
    this.#servers = servers;
    this.#director = director;
  }

  /** Brokers that listen. @throws what `net.Server.listen` throws, where a port is taken. */
  static async open(
    plan: Omit<ClusterPlan, 'endpoints'>,
    { host, port }: Listening = { host: '127.0.0.1', port: 0 },
    director?: Director,
  ): Promise<LoopbackBrokers> {
    const servers = range(plan.setup.cluster.brokers).map(() => createServer());
    const endpoints = await Promise.all(
      servers.map((server, broker) => listening(server, host, port === 0 ? 0 : port + broker)),
    );
    const brokers = new LoopbackBrokers(openCluster({ ...plan, endpoints }), servers, director);
    servers.forEach((server, broker) => server.on('connection', (socket) => brokers.accept(socket, broker)));
    return brokers;
  }

  /** The cluster as it is now. */
  get cluster(): Cluster {
    return this.#cluster;
  }

  /** What may happen by itself now. */
  get due(): readonly Due[] {
    return allowed(this.#cluster);
  }

  /** Lets something happen now: a fault, or what would have happened later. @throws {RangeError} when it cannot. */
  happen(event: ClusterEvent): void {
    this.take(happen(this.#cluster, event));
    if (event.type !== 'broker.crash') return;
    for (const connection of this.#connections) if (connection.broker === event.broker) connection.socket.destroy();
  }

  /** All connections break, and nobody listens any more. */
  async close(): Promise<void> {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    for (const { socket } of this.#connections) socket.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((closed) => server.close(closed))));
  }

  private accept(socket: Socket, broker: number): void {
    if (!this.#cluster.machine.brokers[broker].up) {
      socket.destroy();
      return;
    }
    const connection: Connection = { socket, broker, behind: [], ticket: null };
    const cutter = new FrameCutter();
    this.#connections.add(connection);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.leave(connection));
    socket.on('data', (chunk) =>
      orClosed(socket, () => {
        connection.behind.push(...cutter.push(chunk));
        this.next(connection);
      }),
    );
  }

  private next(connection: Connection): void {
    while (connection.ticket === null) {
      const payload = connection.behind.shift();
      if (payload === undefined) return;
      const request = decodeRequest(payload);
      const ticket = ++this.#tickets;
      if (isAnswered(request)) {
        this.#asked.set(ticket, { connection, request });
        connection.ticket = ticket;
      }
      const { broker } = connection;
      const release = (): void => this.take(handle(this.#cluster, { ...request, ticket, broker }));
      if (this.#director === undefined) release();
      else {
        connection.ticket = ticket;
        this.hold(connection, request, ticket, release);
      }
    }
  }

  /** Whoever directs has the request released once; what its client does not wait for frees the connection then. */
  private hold(connection: Connection, request: DecodedRequest, ticket: number, release: () => void): void {
    const { broker, socket } = connection;
    const { clientId, apiKey, version } = request;
    let isHeld = true;
    this.#director?.requested({ ticket, broker, clientId, api: apiName(apiKey), version }, () => {
      if (!isHeld || !this.#connections.has(connection)) return;
      isHeld = false;
      orClosed(socket, () => {
        if (!this.#asked.has(ticket)) connection.ticket = null;
        release();
        this.next(connection);
      });
    });
  }

  private leave(connection: Connection): void {
    this.#connections.delete(connection);
    if (connection.ticket === null) return;
    this.#asked.delete(connection.ticket);
    this.take({ cluster: abandon(this.#cluster, new Set([connection.ticket])), answers: [] });
  }

  private take({ cluster, answers }: Stepped): void {
    this.#cluster = cluster;
    const free: Connection[] = [];
    for (const { ticket, body } of answers) {
      const asked = this.#asked.get(ticket);
      if (asked === undefined) continue;
      this.#asked.delete(ticket);
      const { connection, request } = asked;
      connection.ticket = null;
      connection.socket.write(framed(encodeResponse(request.apiKey, request.version, request.correlationId, body)));
      free.push(connection);
    }
    this.look();
    for (const connection of free) setImmediate(() => orClosed(connection.socket, () => this.next(connection)));
  }

  /** What may happen by itself has a timer of its own, for as long as it is the same occasion. */
  private look(): void {
    if (this.#director !== undefined) return;
    const due = new Map(this.due.map((one) => [one.id, one]));
    for (const [id, timer] of this.#timers) {
      if (due.has(id)) continue;
      clearTimeout(timer);
      this.#timers.delete(id);
    }
    for (const [id, { afterMs, event }] of due) {
      if (this.#timers.has(id)) continue;
      const timer = setTimeout(() => {
        this.#timers.delete(id);
        this.take(happen(this.#cluster, event));
      }, afterMs);
      this.#timers.set(id, timer);
    }
  }
}

/** A broker closes the connection of a client whose requests it does not understand. */
function orClosed(socket: Socket, what: () => void): void {
  try {
    what();
  } catch (error) {
    socket.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}
