import { alterIsr, electClean } from '../broker/election.ts';
import type { Leadership } from '../broker/controller.ts';
import type { CoordinatorLog } from '../broker/coordinator-log.ts';
import type { InternalTopic } from '../internal-topic.ts';
import { add, has, remove } from '../sets.ts';
import type { ClusterState } from '../state.ts';

/**
 * The partition of an internal topic after a step in which brokers went down or came back, or were fenced: the controller
 * elects as it does everywhere, and whoever is there fetches from the leader at once. That no follower of an internal topic
 * is ever slow is a bound, as `scope.lags` is.
 */
export function followBrokers<Entry>(
  topic: InternalTopic,
  log: CoordinatorLog<Entry>,
  before: ClusterState,
  after: ClusterState,
): CoordinatorLog<Entry> {
  const alive = (broker: number): boolean => !has(after.controller.fenced, broker);
  let { leadership } = log;
  for (const broker of topic.hosts) {
    const known = !has(before.controller.fenced, broker);
    const started = after.brokers[broker].up && !before.brokers[broker].up;
    if (known && !alive(broker)) {
      leadership = electClean(topic, 0, leadership, remove(leadership.isr, broker), leadership.elr, alive);
    } else if (started || (!known && alive(broker))) {
      leadership = comeBack(topic, leadership, broker, started && !before.brokers[broker].orderly, alive);
    }
  }
  return withoutEpochs(caughtUp(topic, { ...log, leadership }, after));
}

/** KIP-966: a broker that went down in no order may have lost records, and is trusted no more. */
function comeBack(
  topic: InternalTopic,
  before: Leadership,
  broker: number,
  uncleanly: boolean,
  alive: (broker: number) => boolean,
): Leadership {
  const distrusted = uncleanly && topic.protocol.eligibleLeaderReplicas;
  const isr = distrusted ? remove(before.isr, broker) : before.isr;
  const elr = distrusted ? remove(before.elr, broker) : before.elr;
  return electClean(topic, 0, { ...before, isr, elr }, isr, elr, alive);
}

/** Every broker that is there has what the leader has, or what is left of it, and is in sync. */
function caughtUp<Entry>(
  topic: InternalTopic,
  log: CoordinatorLog<Entry>,
  { brokers, controller }: ClusterState,
): CoordinatorLog<Entry> {
  const { leader } = log.leadership;
  if (leader < 0 || !brokers[leader].up) return log;
  const followers = topic.hosts.filter((host) => brokers[host].up && !has(controller.fenced, host));
  const isr = followers.reduce(add, log.leadership.isr);
  const replicas = log.replicas.map((remainder, broker) =>
    followers.includes(broker) ? log.replicas[leader] : remainder,
  );
  return { ...log, leadership: alterIsr(topic, log.leadership, isr), replicas };
}

const withoutEpochs = <Entry>(log: CoordinatorLog<Entry>): CoordinatorLog<Entry> => ({
  ...log,
  leadership: { ...log.leadership, leaderEpoch: 0, partitionEpoch: 0 },
});
