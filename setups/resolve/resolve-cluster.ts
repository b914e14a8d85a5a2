import { defaultOf } from '../defaults.ts';
import type { Given } from '../given.ts';
import type { NamedScope } from '../named-scopes.ts';
import { internalReplicas } from './resolve-internal-topics.ts';
import { isSince, type Release } from '../release.ts';
import type { TopicConfig } from '../../model/setup.ts';
import { valueOf } from './value-of.ts';

/** The most partitions that the model has. */
const PARTITIONS_MAX = 4;

export interface ResolvedCluster {
  readonly brokers: number;
  readonly topic: TopicConfig;
  readonly unclean: boolean;
}

/**
 * The cluster and its topic. What the topic does not say, the broker's defaults for new topics do
 * (`default.replication.factor`, `num.partitions`, `min.insync.replicas`, `log.flush.interval.messages`), then Kafka's.
 */
export function resolveCluster(given: Given, release: Release, scope: NamedScope | undefined): ResolvedCluster {
  const replicas =
    given.value('topic', 'replication.factor') ??
    given.value('broker', 'default.replication.factor') ??
    defaultOf('topic', 'replication.factor', release);
  const brokers =
    given.value('cluster', 'brokers') ??
    Math.max(defaultOf('cluster', 'brokers', release), replicas, internalReplicas(given));
  const minIsr =
    given.value('topic', 'min.insync.replicas') ??
    given.value('broker', 'min.insync.replicas') ??
    defaultOf('topic', 'min.insync.replicas', release);
  const flush = given.value('topic', 'flush.messages') ?? given.value('broker', 'log.flush.interval.messages');

  if (replicas > brokers) {
    given.refuse(
      ['cluster', 'topic', 'broker'],
      given.place('cluster', 'brokers'),
      `replication.factor ${replicas} is larger than the number of brokers, ${brokers}`,
      `set cluster.brokers to at least ${replicas}, or replication.factor to at most ${brokers}`,
    );
  } else if (minIsr > replicas) {
    given.refuse(
      ['cluster', 'topic', 'broker'],
      given.place('topic', 'min.insync.replicas') ?? given.place('broker', 'min.insync.replicas'),
      `min.insync.replicas ${minIsr} is larger than replication.factor ${replicas}${tooManyInSync(release)}`,
      `set topic.replication.factor to at least ${minIsr}, or min.insync.replicas to at most ${replicas}`,
    );
  }
  return {
    brokers,
    topic: {
      partitions: partitions(given, scope) ?? defaultOf('topic', 'partitions', release),
      'replication.factor': replicas,
      'min.insync.replicas': minIsr,
      'flush.messages': flush ?? defaultOf('topic', 'flush.messages', release),
    },
    unclean:
      given.value('topic', 'unclean.leader.election.enable') ??
      valueOf(given, 'broker', 'unclean.leader.election.enable', release),
  };
}

/** What Kafka makes of it: KAFKA-15583 changed that. Neither is what anyone means, so it is refused. */
const tooManyInSync = (release: Release): string =>
  isSince(release, '3.7')
    ? ', and Kafka would count it as that without a word'
    : ', and Kafka would answer NOT_ENOUGH_REPLICAS for ever';

function partitions(given: Given, scope: NamedScope | undefined): number | undefined {
  const ofTopic = given.value('topic', 'partitions');
  const ofBroker = given.value('broker', 'num.partitions');
  if (ofTopic !== undefined || ofBroker === undefined) return ofTopic ?? scope?.partitions;
  if (ofBroker > PARTITIONS_MAX) given.note(`num.partitions=${ofBroker} is tried as ${PARTITIONS_MAX} partitions`);
  return Math.min(ofBroker, PARTITIONS_MAX);
}
