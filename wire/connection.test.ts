import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Connection } from './connection.ts';
import { ConnectionFailed } from './connection-failed.ts';
import { heartbeatApi } from './messages/heartbeat.ts';
import { metadataApi } from './messages/metadata.ts';
import { answering, FakeBroker } from './testing/fake-broker.ts';

const metadataOf = (clusterId: string): ReturnType<typeof answering> => answering(metadataApi, () => ({ clusterId }));

async function connectedTo(greet: (socket: Socket) => void): Promise<{ connection: Connection; server: Server }> {
  const server = createServer(greet);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { connection: await Connection.open('127.0.0.1', port, 'harness'), server };
}

describe('a connection', () => {
  it('gives each request its own answer', async () => {
    const answer = answering(metadataApi, ({ topics }) => ({ clusterId: topics?.[0].name }));
    const ask = ['a', 'b', 'c'];
    const told = await FakeBroker.with([answer], async (connection) =>
      Promise.all(ask.map(async (name) => (await connection.call(metadataApi, 9, { topics: [{ name }] })).clusterId)),
    );
    expect(told).toEqual(ask);
  });

  it('sends the bytes of somebody else under a correlation id of its own', async () => {
    const payload = metadataApi.writeRequest({ apiVersion: 12, correlationId: 77, clientId: 'other' }, {});
    const answer = await FakeBroker.with([metadataOf('x')], async (connection) => connection.raw(payload));
    expect(answer.readInt32BE(0)).toBe(1);
    expect(payload.readInt32BE(4)).toBe(77);
    expect(metadataApi.readResponse(answer, 12).clusterId).toBe('x');
  });

  it('that the broker ends fails what waits for an answer, and whatever comes later', async () => {
    await FakeBroker.with([metadataOf('x')], async (connection) => {
      await expect(connection.call(heartbeatApi, 4, {})).rejects.toThrow('the broker closed it');
      expect(connection.isOpen).toBe(false);
      await expect(connection.call(metadataApi, 9, {})).rejects.toBeInstanceOf(ConnectionFailed);
    });
  });

  it('waits for an answer no longer than it is told, and names what it asked', async () => {
    const silent = answering(heartbeatApi, () => null);
    await FakeBroker.with([silent, metadataOf('x')], async (connection) => {
      await expect(connection.call(heartbeatApi, 4, {}, 10)).rejects.toThrow('no answer to Heartbeat within 10 ms');
      expect((await connection.call(metadataApi, 9, {})).clusterId).toBe('x');
    });
  });

  it('ends when the broker has nothing more to say', async () => {
    const { connection, server } = await connectedTo((socket) => socket.end());
    await expect(connection.call(metadataApi, 9, {})).rejects.toBeInstanceOf(ConnectionFailed);
    expect(connection.isOpen).toBe(false);
    server.close();
  });

  it('to what is no Kafka says so', async () => {
    const { connection, server } = await connectedTo((socket) => socket.write('HTTP/1.1 400 Bad Request'));
    await expect(connection.call(metadataApi, 9, {})).rejects.toThrow("no frame of Kafka's");
    server.close();
  });

  it('is refused where nobody listens', async () => {
    await expect(Connection.open('127.0.0.1', 1, 'harness')).rejects.toThrow('127.0.0.1:1');
  });
});
