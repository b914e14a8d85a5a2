import { createServer, type Server, type Socket } from 'node:net';
import { Connection } from '../connection.ts';
import { FrameCutter, framed } from '../frame-cutter.ts';
import { readRequestHeader } from '../request-header.ts';
import type { Exchange } from '../schema/exchange.ts';
import type { Loose } from '../schema/type.ts';

/** What a fake broker makes of a request: the payload of its answer, or null to be silent. */
export interface Answer {
  readonly apiKey: number;
  readonly respond: (payload: Buffer) => Buffer | null;
}

/** Answers an API's requests by their bodies. */
export function answering<Q, P>(api: Exchange<Q, P>, respond: (request: Q) => Loose<NoInfer<P>> | null): Answer {
  return {
    apiKey: api.apiKey,
    respond(payload) {
      const { apiVersion, correlationId } = readRequestHeader(payload);
      const response = respond(api.readRequest(payload));
      return response === null ? null : api.writeResponse(apiVersion, correlationId, response);
    },
  };
}

/** Listens on a free port of loopback, and answers as told; it hangs up on what it was not told of. */
export class FakeBroker {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(answers: readonly Answer[]) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      const cutter = new FrameCutter();
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => {
        for (const payload of cutter.push(chunk)) {
          const answer = answers.find(({ apiKey }) => apiKey === readRequestHeader(payload).apiKey);
          if (!answer) socket.destroy();
          const response = answer?.respond(payload);
          if (response) socket.write(framed(response));
        }
      });
    });
  }

  /** Gives `use` a connection to a broker that answers so, and ends both. */
  static async with<T>(answers: readonly Answer[], use: (connection: Connection) => Promise<T>): Promise<T> {
    const broker = await FakeBroker.start(answers);
    try {
      const connection = await Connection.open('127.0.0.1', broker.port, 'harness');
      try {
        return await use(connection);
      } finally {
        connection.close();
      }
    } finally {
      broker.close();
    }
  }

  /** Starts one that answers so, at any port, until it is closed. */
  static async start(answers: readonly Answer[]): Promise<FakeBroker> {
    const broker = new FakeBroker(answers);
    await new Promise<void>((resolve) => {
      broker.#server.listen(0, '127.0.0.1', resolve);
    });
    return broker;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening on a port');
    return address.port;
  }

  /** How many connections it has taken. */
  get connections(): number {
    return this.#sockets.size;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
