import type { ActionOf } from '../../../model/action.ts';
import { alterReassignments } from '../../../wire/admin/alter-reassignments.ts';
import { deleteRecords } from '../../../wire/admin/delete-records.ts';
import { endOffsets } from '../../../wire/admin/end-offsets.ts';
import { electLeaders } from '../../../wire/admin/elect-leaders.ts';
import { heartbeatsOf, wantsShutdown } from '../../brokers/heartbeats.ts';
import { holdReports } from '../../replication/directory-reports.ts';
import { untilAlive } from '../../replication/broker-knowledge.ts';
import { emptyLogs, keepRecords, renameDirectory } from '../../lab/lost-writes.ts';
import { notedLogStart } from '../../lab/log-starts.ts';
import { presumedLeader } from '../../../model/broker/reachability.ts';
import { has, range } from '../../../model/sets.ts';
import { replicaOf } from '../../../model/update.ts';
import type { World } from '../../../model/world.ts';
import { HOME } from '../../lab/listeners.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import type { Move } from '../move.ts';

/** The process dies, and nobody reaches it. */
async function kill(testbed: Testbed, broker: number): Promise<void> {
  testbed.refuse(broker, true);
  await testbed.controlled.cluster.kill(broker);
  testbed.gate.cut({ listener: new RegExp(`^(?:external|internal)-${broker}$`) });
  testbed.raft.close(broker);
}

export const crash: Move<ActionOf<'broker.crash'>> = (testbed, { action: { broker } }) => kill(testbed, broker);

/** What the process had written and not flushed is taken from its log while it is down. */
export const powerLoss: Move<ActionOf<'broker.power-loss'>> = async (testbed, { action }) => {
  const { broker, partition, keeps } = action;
  await kill(testbed, broker);
  const directory = testbed.controlled.cluster.brokerDirectory(broker);
  for (let of = 0; of < testbed.world.partitions; of += 1) {
    const left = partition < 0 ? 0 : of === partition ? keeps : null;
    if (left === null || !testbed.world.placement[of].includes(broker)) continue;
    const { topic, partition: index } = testbed.names.partition(of);
    keepRecords(directory, topic, index, left);
  }
};

/** The disk is replaced; by one with another directory.id, where the machine says that it matters. */
export const diskLoss: Move<ActionOf<'broker.disk-loss'>> = async (testbed, { action: { broker }, after }) => {
  await kill(testbed, broker);
  const directory = testbed.controlled.cluster.brokerDirectory(broker);
  emptyLogs(directory);
  if (after.brokers[broker].newDisks !== true) return;
  renameDirectory(directory);
  holdReports(testbed, broker);
};

/**
 * The controller hears that the broker wants to stop. Of a broker that leads nothing it is told at once that it may
 * (`BrokerHeartbeatManager.calculateNextBrokerState`): the broker is to hear that as the shutdown is complete.
 */
export const shutdown: Move<ActionOf<'broker.shutdown'>> = async (testbed, { action: { broker }, before }) => {
  const { gate, stalled, leaving, world } = testbed;
  const asking = { ...heartbeatsOf(broker), where: wantsShutdown };
  const answers = { ...heartbeatsOf(broker), direction: 'response', where: wantsShutdown } as const;
  const holds = [gate.hold(asking), gate.hold(answers)];
  const release = (): void => {
    for (const hold of holds) hold.release();
  };
  stalled.set(broker, { matcher: asking, release });
  testbed.controlled.cluster.terminate(broker);
  const asked = await testbed.held(`broker ${broker} to ask for its shutdown`, asking);
  testbed.controlled.heartbeats.leave(broker);
  gate.pass(asked);
  await testbed.held(`the controller to hear that broker ${broker} wants to stop`, answers);
  const left = range(world.partitions).filter((partition) => has(before.controller.partitions[partition].isr, broker));
  leaving.set(broker, { partitions: new Set(left), hasHeard: false });
};

export const stall: Move<ActionOf<'broker.stall'>> = async (testbed, { action: { broker } }) => {
  testbed.stalled.set(broker, testbed.gate.hold(heartbeatsOf(broker)));
  await testbed.controlled.heartbeats.fence(broker);
  await untilAlive(testbed, broker, false);
};

/** An election of the preferred leader, after the order of replicas has been changed so that it is this one. */
export const leaderMoved: Move<ActionOf<'leader.moved'>> = async (testbed, { action: { partition, broker } }) => {
  const { topic, partition: index } = testbed.names.partition(partition);
  const placement = testbed.world.placement[partition];
  const home = await testbed.connection(HOME);
  await alterReassignments(home, topic, index, [broker, ...placement.filter((other) => other !== broker)]);
  await electLeaders(home, 'preferred', topic, index);
  await alterReassignments(home, topic, index, placement);
};

export const recordsDeleted: Move<ActionOf<'records.deleted'>> = async (testbed, { action: { partition }, before }) => {
  const { topic, partition: index } = testbed.names.partition(partition);
  const leader = presumedLeader(testbed.world, before, partition);
  const { highWatermark } = replicaOf(testbed.world, before, leader, partition);
  // It answers when the followers have deleted as well, and their fetches are held: until then its connection is of no use.
  const connection = await testbed.brokers.connect(leader);
  void deleteRecords(connection, topic, index, highWatermark)
    .catch(() => undefined)
    .finally(() => connection.close());
  await testbed.poll('the leader to delete', async () => {
    const { logStartOffset } = await endOffsets(await testbed.connection(leader), topic, index);
    return logStartOffset === highWatermark;
  });
  if (!stopsBrokers(testbed.world)) return;
  const directory = testbed.controlled.cluster.brokerDirectory(leader);
  await testbed.poll('the leader to note where its log starts', () =>
    Promise.resolve(notedLogStart(directory, topic, index) === highWatermark),
  );
};

/** Whether a broker may start again, which begins where it has noted that its log starts. */
const stopsBrokers = ({ setup: { faults } }: World): boolean =>
  faults['broker.crash'] + faults['broker.power-loss'] + faults['broker.disk-loss'] + faults['broker.shutdown'] > 0;
