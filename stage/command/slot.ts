import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { range } from '../../model/sets.ts';
import type { Endpoint } from '../cluster/cluster.ts';
import { listening } from '../loopback/listening.ts';
import type { Life } from '../process/time/life.ts';
import type { Wires } from '../process/network/wires.ts';
import { ClientSocket } from './client-socket.ts';

const HOST = '127.0.0.1';

/** Whom a slot asks. */
export interface SlotCompany {
  readonly brokers: number;
  readonly wires: Wires;
  /** The process that has the slot now. */
  readonly life: () => Life;
  readonly outside: RequestListener;
}

/** Where a process finds the world: ports of its own, so that who asks is known by where it asks. */
export class Slot {
  /** Of each broker. */
  readonly endpoints: readonly Endpoint[];
  /** The address of the world outside Kafka. */
  readonly outside: string;
  /** Whether anybody has ever connected to a broker. */
  isUsed = false;
  readonly #servers: readonly Server[];
  readonly #sockets = new Set<Socket>();

  private constructor(servers: readonly Server[], endpoints: readonly Endpoint[], outside: string) {
    this.#servers = servers;
    this.endpoints = endpoints;
    this.outside = outside;
  }

  static async open({ brokers, wires, life, outside }: SlotCompany): Promise<Slot> {
    const servers = range(brokers).map(() => createServer());
    const endpoints = await Promise.all(servers.map((server) => listening(server, HOST, 0)));
    const http = createHttpServer(outside);
    const { host, port } = await listening(http, HOST, 0);
    const slot = new Slot([...servers, http], endpoints, `http://${host}:${port}`);
    for (const server of slot.#servers) server.on('connection', (socket) => slot.#keep(socket));
    servers.forEach((server, broker) =>
      server.on('connection', (socket) => slot.#accept(socket, broker, wires, life())),
    );
    return slot;
  }

  /** `host:port` of each broker, as clients take them. */
  get bootstrap(): string {
    return this.endpoints.map(({ host, port }) => `${host}:${port}`).join(',');
  }

  /** All connections break, and nobody listens any more. */
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((closed) => server.close(closed))));
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  }

  #accept(socket: Socket, broker: number, wires: Wires, life: Life): void {
    this.isUsed = true;
    const end = new ClientSocket(life, socket);
    socket.setNoDelay(true);
    socket.on('data', (bytes) => wires.send(end, bytes));
    socket.on('close', () => wires.close(end));
    wires.open(end, broker);
  }
}
