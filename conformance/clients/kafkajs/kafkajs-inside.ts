import { createRequire } from 'node:module';
import type {
  KafkajsBrokerPool,
  KafkajsCluster,
  KafkajsConsumerGroup,
  KafkajsEosManager,
  KafkajsFetcher,
  KafkajsModule,
} from './kafkajs-module.ts';

/** kafkajs, and what its clients have made for themselves. */
export interface LoadedKafkajs extends KafkajsModule {
  /** Of the client that was made last. */
  newestCluster(): KafkajsCluster;
  /** The newest that belongs to the cluster: a consumer that starts again makes another one. */
  consumerGroup(cluster: KafkajsCluster): KafkajsConsumerGroup | undefined;
  eosManager(cluster: KafkajsCluster): KafkajsEosManager | undefined;
  /** Whether a group is joining, or joining again. */
  isJoining(group: KafkajsConsumerGroup): boolean;
  /** How often fetchers have been told to stop: the consumer has heard that it is to join again, or ends. */
  stops(): number;
}

interface OfCluster {
  readonly cluster: KafkajsCluster;
}

/**
 * Loads kafkajs from where it is installed, and notes the parts that its clients make. They are files of its own, whose
 * exports are wrapped before others load them.
 *
 * @param place its `package.json`.
 */
export function loadKafkajs(place: string): LoadedKafkajs {
  const load = createRequire(place);
  const clusters: KafkajsCluster[] = [];
  const groups = new Map<KafkajsCluster, KafkajsConsumerGroup>();
  const managers = new Map<KafkajsCluster, KafkajsEosManager>();
  const joining = new Set<KafkajsConsumerGroup>();
  let stops = 0;
  const wrap = (file: string, wrapped: (original: never) => unknown): void => {
    const path = load.resolve(file);
    const original = load(path) as never;
    const cached = load.cache[path];
    if (cached !== undefined) cached.exports = wrapped(original);
  };
  // Whom it asks for metadata is random among those that it is connected with: here it is whom nothing waits at.
  wrap('./src/cluster/brokerPool.js', (Pool: Constructor<object, KafkajsBrokerPool>) =>
    noted(Pool, (pool) => {
      const find = pool.findConnectedBroker.bind(pool);
      pool.findConnectedBroker = async () => (pool.seedBroker?.isConnected() === true ? pool.seedBroker : find());
    }),
  );
  wrap('./src/cluster/index.js', (Cluster: Constructor<object, KafkajsCluster>) =>
    noted(Cluster, (cluster) => clusters.push(cluster)),
  );
  wrap('./src/consumer/consumerGroup.js', (Group: Constructor<OfCluster, KafkajsConsumerGroup>) =>
    noted(Group, (group, { cluster }) => {
      groups.set(cluster, group);
      const join = group.joinAndSync.bind(group);
      group.joinAndSync = async () => {
        joining.add(group);
        await join().finally(() => joining.delete(group));
      };
    }),
  );
  wrap('./src/consumer/fetcher.js', (create: (options: object) => KafkajsFetcher) => (options: object) => {
    const fetcher = create(options);
    const stop = (): Promise<void> => {
      stops += 1;
      return fetcher.stop();
    };
    return { ...fetcher, stop };
  });
  wrap(
    './src/producer/eosManager/index.js',
    (create: (options: OfCluster) => KafkajsEosManager) => (options: OfCluster) => {
      const manager = create(options);
      managers.set(options.cluster, manager);
      return manager;
    },
  );
  return {
    ...(load('./index.js') as KafkajsModule),
    newestCluster: () => clusters[clusters.length - 1],
    consumerGroup: (cluster) => groups.get(cluster),
    eosManager: (cluster) => managers.get(cluster),
    isJoining: (group) => joining.has(group),
    stops: () => stops,
  };
}

type Constructor<Options extends object, Made extends object> = new (options: Options) => Made;

/** The class, with a word about each instance. */
const noted = <Options extends object, Made extends object>(
  original: Constructor<Options, Made>,
  note: (made: Made, options: Options) => void,
): Constructor<Options, Made> =>
  new Proxy(original, {
    construct(Original, [options]: [Options]) {
      const made = new Original(options);
      note(made, options);
      return made;
    },
  });
