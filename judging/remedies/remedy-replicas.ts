import { brokerFailures } from '../../model/faults/fault-kinds.ts';
import type { Setup } from '../../model/setup.ts';
import type { Change } from './change.ts';

/**
 * Changes of what several brokers have, which close nothing where no broker fails, none is slow and no leader moves: followers
 * may then always have fetched, and what a cluster of fewer replicas does one of more does as well.
 */
export function replicaChanges(setup: Setup): readonly Change[] {
  const { faults, scope } = setup;
  if (brokerFailures(faults) === 0 && faults['leader.moved'] === 0 && scope.lags === 0) return [];
  return [
    ...ofTopic(setup),
    ...ofInternalTopics(setup),
    {
      text: 'eligible.leader.replicas.version=1 (KIP-966)',
      edit: { broker: { 'eligible.leader.replicas.version': 1 } },
    },
  ];
}

/** What is on disk before it is answered for, which nothing but a power failure asks: of the topic alone where that will do. */
export function flushChanges({ faults, producer }: Setup): readonly Change[] {
  if (faults['broker.power-loss'] === 0) return [];
  const flushed = { topic: { 'flush.messages': 1 } };
  return [
    { text: 'flush.messages=1', edit: flushed },
    // With acks=1 a leader that has flushed it may be down as another is elected without it.
    ...(producer.acks === 'all'
      ? []
      : [{ text: 'acks=all and flush.messages=1', edit: { ...flushed, producer: { acks: 'all' as const } } }]),
    {
      text: 'log.flush.interval.messages=1 (for Kafka’s internal topics as well)',
      edit: { broker: { 'log.flush.interval.messages': 1 } },
    },
  ];
}

/** A topic's word outranks the broker's, so that it is the topic's key that changes. */
function ofTopic({ cluster, topic, producer }: Setup): Change[] {
  const changes: Change[] = [
    { text: 'unclean.leader.election.enable=false', edit: { topic: { 'unclean.leader.election.enable': false } } },
  ];
  const factor = topic['replication.factor'];
  const minIsr = topic['min.insync.replicas'];
  if (minIsr < 2 && factor >= 2) {
    const text = factor === 2 ? 'min.insync.replicas=2 (both replicas then have to be up)' : 'min.insync.replicas=2';
    const edit = { topic: { 'min.insync.replicas': 2 } };
    changes.push({ text, edit });
    if (producer.acks !== 'all')
      changes.push({ text: `acks=all and ${text}`, edit: { ...edit, producer: { acks: 'all' } } });
  }
  if (cluster.brokers > factor && cluster.brokers >= 3) {
    changes.push({
      text: `replication.factor=${cluster.brokers} and min.insync.replicas=2, with acks=all`,
      edit: {
        topic: { 'replication.factor': cluster.brokers, 'min.insync.replicas': Math.max(2, minIsr) },
        producer: { acks: 'all' },
      },
    });
  }
  return changes;
}

/** More replicas of the internal topics, as Kafka’s defaults have them. */
function ofInternalTopics({ cluster, broker }: Setup): Change[] {
  const replicas = Math.min(3, cluster.brokers);
  const inSync = Math.min(2, replicas);
  const changes: Change[] = [];
  const offsets = 'offsets.topic.replication.factor';
  if (broker[offsets] < replicas)
    changes.push({ text: `${offsets}=${replicas}`, edit: { broker: { [offsets]: replicas } } });
  const transactions = 'transaction.state.log.replication.factor';
  const minIsr = 'transaction.state.log.min.isr';
  if (broker[transactions] < replicas) {
    changes.push({
      text: `${transactions}=${replicas} and ${minIsr}=${inSync}`,
      edit: { broker: { [transactions]: replicas, [minIsr]: inSync } },
    });
  }
  return changes;
}
