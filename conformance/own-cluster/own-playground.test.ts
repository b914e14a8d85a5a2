import { Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { worldOf } from '../../model/world.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { onLoopback } from '../../wire/address.ts';
import { findCoordinators } from '../../wire/admin/find-coordinator.ts';
import { metadata } from '../../wire/admin/metadata.ts';
import { Connection } from '../../wire/connection.ts';
import { FakeBroker } from '../../wire/testing/fake-broker.ts';
import { HOME } from '../lab/listeners.ts';
import type { Supervisor } from '../lab/run/supervisor.ts';
import type { PlayedCluster } from '../brokers/played-cluster.ts';
import { OwnPlayground } from './own-playground.ts';
import { fakeBroker, freePort } from './testing/fake-cluster.ts';

const setup = setupOf({ kafka: '4.1', cluster: { brokers: 1 }, producer: { 'transactional.id': 'payments' } });
// It starts nothing here.
const supervisor = { folder: '/nowhere', ending: new AbortController().signal } as Supervisor;

afterEach(() => vi.restoreAllMocks());

/** Ports that this process has connected to. */
function contacted(): ReadonlySet<number> {
  const ports = new Set<number>();
  const connect = Reflect.get(Socket.prototype, 'connect') as (this: Socket, ...args: unknown[]) => Socket;
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
    const [options] = args.flat() as { port: number }[];
    ports.add(options.port);
    return Reflect.apply(connect, this, args);
  });
  return ports;
}

/** What clients are told at the gate, where the cluster has a broker more than is named. */
async function told(address: string, key: string, topic: string) {
  const [host, port] = address.split(':');
  const client = await Connection.open(host, Number(port), 'p0');
  try {
    const { brokers, topics } = await metadata(client, null);
    const coordinators = await findCoordinators(client, 'transaction', [key]);
    return { brokers, leader: topics.get(topic)?.partitions[0].leader, coordinator: coordinators.get(key) };
  } finally {
    client.close();
  }
}

describe('a cluster of one’s own', () => {
  it('is contacted at the named addresses alone, whatever its brokers tell of others, and left as it was', async () => {
    const other = await FakeBroker.start([]);
    const gate = await freePort();
    const topics: Record<string, number> = {};
    const deleted: string[] = [];
    const named = await fakeBroker({
      self: 7,
      brokers: [
        { id: 7, host: '127.0.0.1', port: gate },
        { id: 8, host: '127.0.0.1', port: other.port },
      ],
      topics,
      deleted,
      // Some names fall to the broker that is not named.
      coordinator: (key) => (key.endsWith('0') ? 8 : 7),
    });
    const ports = contacted();
    const playground = await OwnPlayground.open({
      addresses: [onLoopback(named.port)],
      name: 'setup.yaml',
      setup,
      schedules: [],
      supervisor,
    });
    const seen = await playground.on(setup, async (cluster: PlayedCluster) => {
      const { bootstrap } = cluster.brokers;
      const names = await cluster.namesFor(worldOf(setup), 'token');
      Object.assign(topics, { [names.input]: 7, [names.home]: 7 });
      const id = names.transactionalId(0);
      const [atHome, atInput] = [
        await told(bootstrap, id, names.home),
        await told(`127.0.0.1:${gate}`, id, names.input),
      ];
      return { id, home: Number(bootstrap.split(':')[1]), atHome, atInput };
    });
    await playground.close();
    expect(seen).toMatchObject({
      id: 'id-token-0-1',
      atHome: { leader: HOME, coordinator: HOME },
      atInput: { leader: 0, coordinator: HOME },
    });
    const { home, atHome } = seen;
    expect(atHome.brokers).toEqual([
      { id: 0, host: '127.0.0.1', port: gate },
      { id: HOME, host: '127.0.0.1', port: home },
    ]);
    expect(ports).toEqual(new Set([named.port, gate, home]));
    expect(other.connections).toBe(0);
    expect(deleted).toEqual(['in-token', expect.stringMatching(/^out-token-/), 'home-token']);
    named.close();
    other.close();
  });

  it('is refused where only a broker that is not named coordinates what the setup needs', async () => {
    const brokers = [
      { id: 7, host: '127.0.0.1', port: await freePort() },
      { id: 8, host: 'kafka8.example', port: 9092 },
    ];
    const named = await fakeBroker({ self: 7, brokers, coordinator: () => 8 });
    const plays = { addresses: [onLoopback(named.port)], name: 'setup.yaml', setup, schedules: [], supervisor };
    await expect(OwnPlayground.open(plays)).rejects.toThrow('of transactions broker 8');
    named.close();
  });

  it('is refused where somebody else listens at the gate’s port', async () => {
    const stranger = await FakeBroker.start([]);
    const named = await fakeBroker({ self: 7, brokers: [{ id: 7, host: '127.0.0.1', port: stranger.port }] });
    const plays = { addresses: [onLoopback(named.port)], name: 'setup.yaml', setup, schedules: [], supervisor };
    await expect(OwnPlayground.open(plays)).rejects.toThrow(
      `broker 7 advertises this listener at port ${stranger.port}, where the gate cannot listen (EADDRINUSE)`,
    );
    named.close();
    stranger.close();
  });

  it('is refused for what it would do by itself: replication, and assignments of KIP-848', async () => {
    const of = (given: object, type: 'consumer.poll' | 'producer.receive') =>
      OwnPlayground.open({
        addresses: [onLoopback(9)],
        name: 'setup.yaml',
        setup: setupOf({ kafka: '4.1', cluster: { brokers: 3 }, ...given }),
        schedules: [[type === 'consumer.poll' ? { type, member: 0 } : { type, producer: 0, broker: 0 }]],
        supervisor,
      });
    await expect(of({ topic: { 'replication.factor': 3 } }, 'producer.receive')).rejects.toThrow(
      'setup.yaml: its topic.replication.factor is 3',
    );
    const kip848 = { topic: { 'replication.factor': 1 }, consumer: { 'group.protocol': 'consumer' } };
    await expect(of(kip848, 'consumer.poll')).rejects.toThrow('its consumer.group.protocol is consumer');
    await expect(of(kip848, 'producer.receive')).rejects.toThrow('nobody answers there');
  });
});
