import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onLoopback } from './address.ts';
import { API } from './api-keys.ts';
import { FrameCutter, framed } from './frame-cutter.ts';
import { Gate } from './gate.ts';
import { requestPayload } from './request-header.ts';

/** Answers every request with its correlation id and a letter, in order; remembers what it got. */
class Echo {
  readonly got: number[] = [];
  readonly sockets: Socket[] = [];
  readonly server: Server;
  port = 0;

  constructor(letter: string) {
    this.server = createServer((socket) => {
      this.sockets.push(socket);
      const cutter = new FrameCutter();
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        for (const payload of cutter.push(chunk)) {
          this.got.push(payload.readInt32BE(4));
          socket.write(framed(Buffer.concat([payload.subarray(4, 8), Buffer.from(letter)])));
        }
      });
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.port = (this.server.address() as { port: number }).port;
  }
}

/** A client that sends Heartbeats, or other requests without a body, and notes the answers. */
class Client {
  readonly answers: string[] = [];
  closed = false;
  readonly socket: Socket;

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    const cutter = new FrameCutter();
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => {
      this.closed = true;
    });
    this.socket.on('data', (chunk) => {
      for (const payload of cutter.push(chunk))
        this.answers.push(`${payload.readInt32BE(0)}${payload.subarray(4).toString()}`);
    });
  }

  send(correlationId: number, apiKey: number = API.Heartbeat): void {
    this.socket.write(
      framed(requestPayload({ apiKey, apiVersion: 0, correlationId, clientId: 'c0' }, Buffer.alloc(0))),
    );
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !isSo(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isSo()).toBe(true);
}

describe('the gate', () => {
  let gate: Gate;
  let broker: Echo;
  let client: Client;
  let port: number;

  beforeEach(async () => {
    gate = new Gate();
    broker = new Echo('a');
    await broker.listen();
    port = await gate.listen('external-0', 0, onLoopback(broker.port));
    client = new Client(port);
  });

  afterEach(async () => {
    client.socket.destroy();
    await gate.close();
    broker.server.close();
  });

  it('lets requests and responses through, in order', async () => {
    for (const id of [1, 2, 3]) client.send(id);
    await until(() => client.answers.length === 3);
    expect(client.answers).toEqual(['1a', '2a', '3a']);
  });

  it('holds a request until it is passed, and what comes behind it as well', async () => {
    const hold = gate.hold({ api: API.Heartbeat, direction: 'request', clientId: 'c0', listener: 'external-0' });
    client.send(1);
    client.send(2, API.LeaveGroup);
    await gate.until(() => gate.frames({ direction: 'request' }).length === 2);
    expect(broker.got).toEqual([]);
    gate.pass(gate.frames({ api: API.Heartbeat })[0]);
    await until(() => client.answers.length === 2);
    client.send(3);
    await gate.until(() => gate.frames({}).length === 1);
    hold.release();
    await until(() => client.answers.length === 3);
  });

  it('holds a response: the broker has handled the request, and the client does not know', async () => {
    gate.hold({ direction: 'response' });
    client.send(1);
    await gate.until(() => gate.frames({ direction: 'response' }).length === 1);
    expect([broker.got, client.answers]).toEqual([[1], []]);
    gate.cut({ clientId: 'c0' });
    await until(() => client.closed);
    expect(client.answers).toEqual([]);
  });

  it('drops a request, and the connection goes on', async () => {
    gate.hold({ api: API.Heartbeat });
    client.send(1);
    client.send(2, API.LeaveGroup);
    await gate.until(() => gate.frames({}).length === 2);
    gate.drop(gate.frames({ api: API.Heartbeat })[0]);
    await until(() => client.answers.length === 1);
    expect(client.answers).toEqual(['2a']);
  });

  it('delivers a request late, when its client has long gone', async () => {
    gate.hold({ api: API.Heartbeat });
    client.send(1);
    await gate.until(() => gate.frames({}).length === 1);
    gate.detach({ listener: 'external-0' });
    await until(() => client.closed);
    const [stray] = gate.frames({ direction: 'request' });
    expect([gate.isStray(stray), broker.got]).toEqual([true, []]);
    expect([gate.frames({ stray: true }), gate.frames({ stray: false })]).toEqual([[stray], []]);
    gate.cut({ listener: 'external-0', stray: false });
    gate.pass(stray);
    await gate.until(() => gate.strayAnswers({}).length === 1);
    expect(broker.got).toEqual([1]);
  });

  it('answers in the name of the broker', async () => {
    gate.hold({ api: API.Heartbeat });
    client.send(7);
    await gate.until(() => gate.frames({}).length === 1);
    gate.answer(gate.frames({})[0], Buffer.from([0, 0, 0, 7, 0x78]));
    await until(() => client.answers.length === 1);
    expect([client.answers, broker.got]).toEqual([['7x'], []]);
  });

  it('sends a request to another broker, and its answer back in order', async () => {
    const other = new Echo('b');
    await other.listen();
    gate.redirect(({ header }) => (header.apiKey === API.LeaveGroup ? onLoopback(other.port) : null));
    client.send(1, API.LeaveGroup);
    client.send(2);
    await until(() => client.answers.length === 2);
    expect(client.answers).toEqual(['1b', '2a']);
    // It may go: whoever it has answered stays connected.
    for (const socket of other.sockets) socket.destroy();
    client.send(3);
    await until(() => client.answers.length === 3);
    other.server.close();
  });

  it('shows clients other responses than came, until it is reset', async () => {
    const changed = (payload: Buffer): Buffer => Buffer.concat([payload.subarray(0, 4), Buffer.from('c')]);
    gate.rewrite(({ header, payload }) => (header.apiKey === API.LeaveGroup ? changed(payload) : null));
    client.send(1, API.LeaveGroup);
    client.send(2);
    await until(() => client.answers.length === 2);
    gate.reset();
    client.send(3, API.LeaveGroup);
    await until(() => client.answers.length === 3);
    expect(client.answers).toEqual(['1c', '2a', '3a']);
  });

  it('passes other bytes than came', async () => {
    gate.hold({ direction: 'request' });
    client.send(1);
    await gate.until(() => gate.frames({}).length === 1);
    const [frame] = gate.frames({});
    const changed = Buffer.from(frame.payload);
    changed.writeInt16BE(API.LeaveGroup, 0);
    gate.pass(frame, changed);
    await until(() => client.answers.length === 1);
    expect(broker.got).toEqual([1]);
  });

  it('refuses connections as a dead broker does', async () => {
    client.send(1);
    await until(() => client.answers.length === 1);
    gate.refuse('external-0', true);
    const refused = new Client(port);
    await until(() => refused.closed);
    expect(broker.sockets.length).toBe(1);
    gate.refuse('external-0', false);
    const taken = new Client(port);
    taken.send(2);
    await until(() => taken.answers.length === 1);
    taken.socket.destroy();
  });

  it('is reset: what was held goes on, nobody is refused, and what was late is lost', async () => {
    gate.hold({ api: API.Heartbeat });
    gate.refuse('external-1', true);
    client.send(1);
    await gate.until(() => gate.frames({}).length === 1);
    gate.detach({ listener: 'external-0' });
    const another = new Client(port);
    another.send(2);
    await gate.until(() => gate.frames({}).length === 2);
    gate.reset();
    await until(() => another.answers.length === 1);
    expect(broker.got).toEqual([2]);
    another.socket.destroy();
  });

  it('closes the connection of a client when its broker dies', async () => {
    client.send(1);
    await until(() => client.answers.length === 1);
    for (const socket of broker.sockets) socket.destroy();
    await until(() => client.closed);
    expect(gate.frames({})).toEqual([]);
  });

  it('closes a connection that does not speak the protocol', async () => {
    client.socket.write('GET / HTTP/1.1\r\n\r\n');
    await until(() => client.closed);
    expect(broker.got).toEqual([]);
  });

  it('tells of frames as they come', async () => {
    const seen: string[] = [];
    const stop = gate.watch({}, ({ direction, header }) => seen.push(`${direction} ${header.correlationId}`));
    client.send(1);
    await until(() => client.answers.length === 1);
    stop();
    client.send(2);
    await until(() => client.answers.length === 2);
    expect(seen).toEqual(['request 1', 'response 1']);
  });
});
