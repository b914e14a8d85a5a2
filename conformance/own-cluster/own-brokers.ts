import type { Address } from '../../wire/address.ts';
import { fetchBatches } from '../../wire/admin/fetch-batches.ts';
import { Connection } from '../../wire/connection.ts';
import type { Brokers, Limits } from '../brokers/brokers.ts';
import { HarnessError } from '../harness-error.ts';
import { HOME } from '../lab/listeners.ts';
import { Losses } from '../lab/losses.ts';
import type { Supervisor } from '../lab/run/supervisor.ts';
import { recordsOfBatch } from '../brokers/segments.ts';
import { OWN_ID } from '../own-id.ts';
import type { NamedBroker } from './named-broker.ts';

/** What topics need for their records to stay as they were written, whatever the cluster's defaults are. */
const TOPIC_CONFIG = {
  'cleanup.policy': 'delete',
  'retention.ms': '-1',
  'retention.bytes': '-1',
  'compression.type': 'producer',
};

/** Which broker is which node of the machine's. */
export interface Cast {
  /** Broker 0 and the others, in order. */
  readonly data: readonly NamedBroker[];
  readonly home: NamedBroker;
  /** Of the home node, at the gate. */
  readonly homePort: number;
}

/** The brokers of a cluster of one's own: their logs are fetched from whoever leads, as far as its high watermark. */
export function ownBrokers({ data, home, homePort }: Cast, supervisor: Supervisor): Brokers {
  const brokerOf = (node: number): NamedBroker => {
    const broker = node === HOME ? home : data.at(node);
    if (broker === undefined) throw new HarnessError(`there is no broker ${node}`);
    return broker;
  };
  const losses = new Losses();
  supervisor.ending.addEventListener('abort', () => losses.lose(new HarnessError('the run has been ended')));
  const addressOf = (node: number): Address => brokerOf(node).address;
  const connect: Brokers['connect'] = (node, clientId = OWN_ID) => {
    const { host, port } = addressOf(node);
    return Connection.open(host, port, clientId);
  };
  return {
    directory: supervisor.folder,
    supervisor,
    losses,
    limits: limitsOf(home),
    bootstrap: `127.0.0.1:${homePort}`,
    topicConfig: TOPIC_CONFIG,
    addressOf,
    connect,
    idOf: (node) => brokerOf(node).id,
    nodeOf: (id) => data.findIndex((broker) => broker.id === id),
    async readLog(node, topic, partition) {
      const connection = await connect(node);
      try {
        return (await fetchBatches(connection, topic, partition)).flatMap(recordsOfBatch);
      } finally {
        connection.close();
      }
    },
  };
}

/** Kafka's defaults, where a release does not tell. */
function limitsOf({ properties }: NamedBroker): Limits {
  const value = (property: string, initially: number): number => Number(properties.get(property) ?? initially);
  return {
    sessionTimeoutMs: value('group.max.session.timeout.ms', 1_800_000),
    transactionTimeoutMs: value('transaction.max.timeout.ms', 900_000),
    // It is looked for so often, and may take as long on a busy machine.
    abortsLateByMs: 10_000 + value('transaction.abort.timed.out.transaction.cleanup.interval.ms', 10_000),
  };
}
