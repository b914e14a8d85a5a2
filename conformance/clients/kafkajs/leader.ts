import type { Calls } from '../protocol.ts';
import { HarnessFailure } from './actor.ts';
import type { KafkajsCluster } from './kafkajs-module.ts';
import type { MovableClock } from './movable-clock.ts';

const ASK_EVERY_MS = 20;

/** Has a client ask for metadata until it takes `leader` for the leader. */
export async function awaitLeader(
  cluster: KafkajsCluster,
  clock: MovableClock,
  { topic, partition, leader, timeoutMs = 10_000 }: Calls['producer.leader']['in'],
): Promise<Calls['producer.leader']['out']> {
  const untilMs = clock.realNow() + timeoutMs;
  const known = (): number => leaderOf(cluster, topic, partition);
  if (known() === leader) return { leader, leaderEpoch: -1 };
  for (;;) {
    const left = clock.realDelay(Math.max(untilMs - clock.realNow(), 0)).then(() => 'late' as const);
    const asked = cluster
      .addTargetTopic(topic)
      .then(() => cluster.refreshMetadata())
      .then(
        () => 'answered' as const,
        () => 'failed' as const,
      );
    const outcome = await Promise.race([asked, left]);
    if (outcome === 'answered' && known() === leader) return { leader, leaderEpoch: -1 };
    if (clock.realNow() >= untilMs) {
      throw new HarnessFailure(`the client still takes ${known()} for the leader of ${topic}-${partition}`);
    }
    await clock.realDelay(ASK_EVERY_MS);
  }
}

/** -1 where it knows of none, or nothing of the topic, which it says by throwing. */
function leaderOf(cluster: KafkajsCluster, topic: string, partition: number): number {
  try {
    return cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition)?.leader ?? -1;
  } catch {
    return -1;
  }
}
