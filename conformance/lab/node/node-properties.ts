import { HOME, KINDS, type Listener, listenerName } from '../listeners.ts';

/** What decides a node's `server.properties`. */
export interface NodeConfiguration {
  readonly node: number;
  /** Of the brokers, such as `4.3.1`. */
  readonly version: string;
  readonly listeners: readonly Listener[];
  /** The directory of its logs. */
  readonly directory: string;
  /** Properties that come over ours. */
  readonly given: Readonly<Record<string, string>>;
}

/** Where everything listens. */
const LOOPBACK = '127.0.0.1';

/**
 * Properties of every node. Time-outs are such that nothing happens by itself which a schedule does not ask for; what
 * one waits for is short.
 */
const COMMON: Readonly<Record<string, string>> = {
  // A broker is fenced soon after it has died, and not because it was slow for a moment.
  'broker.session.timeout.ms': '2500',
  'broker.heartbeat.interval.ms': '250',
  'controller.quorum.fetch.timeout.ms': '600000',
  'controller.quorum.request.timeout.ms': '600000',
  // Newest metadata are silence: the controller writes nothing of its own accord.
  'metadata.max.idle.interval.ms': '0',
  'auto.leader.rebalance.enable': 'false',
  'controlled.shutdown.enable': 'false',
  'replica.lag.time.max.ms': '600000',
  'replica.socket.timeout.ms': '600000',
  'replica.fetch.wait.max.ms': '50',
  'replica.fetch.backoff.ms': '50',
  'num.replica.fetchers': '1',
  'auto.create.topics.enable': 'false',
  'offsets.topic.num.partitions': '1',
  'offsets.topic.replication.factor': '1',
  'transaction.state.log.num.partitions': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'transaction.abort.timed.out.transaction.cleanup.interval.ms': '100',
  'group.initial.rebalance.delay.ms': '0',
  'group.min.session.timeout.ms': '500',
  // So that the clock of a client can be moved ahead by days.
  'group.max.session.timeout.ms': '2147483647',
  'group.consumer.min.session.timeout.ms': '500',
  'group.consumer.min.heartbeat.interval.ms': '100',
  // A broker that is killed after records were deleted is to know of that when it is back.
  'log.flush.start.offset.checkpoint.interval.ms': '100',
  // Its buffer alone is larger than the heap.
  'log.cleaner.enable': 'false',
  'num.network.threads': '2',
  'num.io.threads': '4',
  'background.threads': '2',
  'num.recovery.threads.per.data.dir': '1',
  'socket.request.max.bytes': '16777216',
};

/** The text of a node's `server.properties`. */
export function nodeProperties(configuration: NodeConfiguration): string {
  const { node, version, listeners, directory, given } = configuration;
  const port = (name: string, side: 'advertised' | 'real'): string => {
    const listener = listeners.find((listener) => listener.name === name);
    if (listener === undefined) throw new RangeError(`no listener ${name}`);
    return `${LOOPBACK}:${listener[side]}`;
  };
  const brokers = (side: 'advertised' | 'real'): string[] =>
    KINDS.map((kind) => `${kind}://${port(listenerName(kind, node), side)}`);
  const isHome = node === HOME;
  const controller = (side: 'advertised' | 'real'): string[] =>
    isHome ? [`CONTROLLER://${port('controller', side)}`] : [];
  const properties: Readonly<Record<string, string>> = {
    'node.id': `${node}`,
    'process.roles': isHome ? 'broker,controller' : 'broker',
    'log.dirs': directory,
    listeners: [...brokers('real'), ...controller('real')].join(','),
    'advertised.listeners': [
      ...brokers('advertised'),
      ...(advertisesController(version) ? controller('advertised') : []),
    ].join(','),
    'listener.security.protocol.map': [...KINDS, 'CONTROLLER'].map((kind) => `${kind}:PLAINTEXT`).join(','),
    'inter.broker.listener.name': 'INTERNAL',
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': `${HOME}@${port('controller', isHome ? 'real' : 'advertised')}`,
    ...COMMON,
    ...given,
  };
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

/** From 3.9 on (KIP-853) nodes learn the controller's address from it; before, it is refused among the advertised ones. */
const advertisesController = (version: string): boolean => !/^3\.[0-8]\./.test(version);
