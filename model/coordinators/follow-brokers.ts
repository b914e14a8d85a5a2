import { alterIsr, assignDirectory, electClean, electReturned } from '../broker/election.ts';
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
    if (before.brokers[broker].newDisks && !after.brokers[broker].newDisks) leadership = assignDirectory(leadership);
    if (known && !alive(broker)) {
      leadership = electClean(topic, 0, leadership, remove(leadership.isr, broker), leadership.elr, alive);
    } else if (started || (!known && alive(broker))) {
      leadership = electReturned(topic, 0, leadership, broker, !started || before.brokers[broker].orderly, alive);
    }
  }
  return withoutEpochs(caughtUp(topic, { ...log, leadership }, after));
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
