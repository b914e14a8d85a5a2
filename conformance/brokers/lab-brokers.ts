import { onLoopback } from '../../wire/address.ts';
import { NEVER_MS } from '../../wire/admin/join-group.ts';
import type { Brokers } from './brokers.ts';
import type { Cluster } from '../lab/cluster.ts';
import { HOME, listenerName } from '../lab/listeners.ts';
import { readLog } from './segments.ts';

/** The brokers of a cluster of ours: they have the machine's numbers, and their logs are read from disk. */
export function labBrokers(cluster: Cluster): Brokers {
  const { directory, supervisor, losses, listeners } = cluster;
  const home = listeners.find(({ name }) => name === listenerName('EXTERNAL', HOME));
  return {
    directory,
    supervisor,
    losses,
    limits: { sessionTimeoutMs: NEVER_MS, transactionTimeoutMs: 900_000, abortsLateByMs: 10_000 },
    bootstrap: `127.0.0.1:${home?.advertised}`,
    topicConfig: {},
    addressOf: (node) => onLoopback(cluster.realPort(listenerName('EXTERNAL', node))),
    connect: (node, clientId) => cluster.connect(node, clientId),
    idOf: (node) => node,
    nodeOf: (id) => id,
    readLog: async (broker, topic, partition) => readLog(cluster.brokerDirectory(broker), topic, partition),
  };
}
