import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { onLoopback } from '../../wire/address.ts';
import type { FakeBroker } from '../../wire/testing/fake-broker.ts';
import { findNamedBrokers } from './named-brokers.ts';
import { fakeBroker, type FakeCluster } from './testing/fake-cluster.ts';

const GATE = 20_401;
const setup = setupOf({ kafka: '4.1', cluster: { brokers: 1 } });

const running: FakeBroker[] = [];
afterEach(() => {
  for (const broker of running.splice(0)) broker.close();
});

/** Broker 1, advertised at the gate, unless told. */
async function started(cluster: Partial<FakeCluster> = {}): Promise<FakeBroker> {
  const brokers = [{ id: 1, host: '127.0.0.1', port: GATE }];
  const broker = await fakeBroker({ brokers, self: 1, ...cluster });
  running.push(broker);
  return broker;
}

const found = (brokers: readonly FakeBroker[], of = setup) =>
  findNamedBrokers(
    brokers.map(({ port }) => onLoopback(port)),
    of,
  );

describe('brokers that a user names', () => {
  it('are in the user’s order, each with its own id, the port of the gate and its properties', async () => {
    const brokers = [
      { id: 5, host: 'localhost', port: GATE },
      { id: 3, host: '127.0.0.1', port: GATE + 1 },
    ];
    const three = await started({ brokers, self: 3, properties: { 'delete.topic.enable': 'true' } });
    const five = await started({ brokers, self: 5 });
    const named = await found([three, five]);
    expect(named.map(({ id, advertised, address }) => [id, advertised, address.port])).toEqual([
      [3, GATE + 1, three.port],
      [5, GATE, five.port],
    ]);
    expect(named[0].properties.get('delete.topic.enable')).toBe('true');
  });

  it('are refused where nobody listens', async () => {
    const gone = await started();
    const address = onLoopback(gone.port);
    gone.close();
    await expect(findNamedBrokers([address], setup)).rejects.toThrow(
      `--bootstrap 127.0.0.1:${address.port}: nobody answers there: connect ECONNREFUSED`,
    );
  });

  it('are refused where somebody listens who is no broker', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await expect(findNamedBrokers([onLoopback(port)], setup)).rejects.toThrow('does not answer as a broker of Kafka');
    server.close();
  });

  it('are refused where their clients would go past the gate', async () => {
    const elsewhere = await started({ brokers: [{ id: 1, host: 'kafka.example', port: 9092 }] });
    await expect(found([elsewhere])).rejects.toThrow(
      'broker 1 advertises this listener at kafka.example:9092, where the',
    );
    // The port is known only once it listens.
    const brokers: FakeCluster['brokers'][number][] = [];
    const itself = await started({ brokers });
    brokers.push({ id: 1, host: '127.0.0.1', port: itself.port });
    await expect(found([itself])).rejects.toThrow(`at 127.0.0.1:${itself.port}, where it listens itself`);
  });

  it('are refused where they are one broker, or of two clusters', async () => {
    const one = await started();
    await expect(found([one, await started()])).rejects.toThrow(`it is broker 1, as 127.0.0.1:${one.port} is`);
    const other = await started({ clusterId: 'another' });
    await expect(found([one, other])).rejects.toThrow('it is of cluster another, and');
  });

  it('are refused where the setup has more of them, with where the others are advertised', async () => {
    const brokers = [
      { id: 1, host: '127.0.0.1', port: GATE },
      { id: 2, host: '127.0.0.1', port: GATE + 1 },
    ];
    const two = setupOf({ kafka: '4.1', cluster: { brokers: 2 } });
    const one = await started({ brokers });
    await expect(found([one], two)).rejects.toMatchObject({
      problems: [
        {
          reason: 'the setup has 2 brokers, and the address of 1 is given',
          wayOut: expect.stringContaining('such as broker 2 (advertised at 127.0.0.1:20402)'),
        },
      ],
    });
  });

  it('are refused where they are of another release than the setup', async () => {
    const old = await started({ metadataVersion: 21 });
    await expect(found([old])).rejects.toThrow('the broker is Kafka 3.9, by the newest metadata.version that it knows');
  });
});
