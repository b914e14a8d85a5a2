import { updateMetadata } from '../../model/broker/metadata.ts';
import { hasReplica } from '../../model/update.ts';
import type { ClusterState } from '../../model/state.ts';
import { leaderEpochKnown } from '../../wire/admin/leader-epoch-known.ts';
import { metadata } from '../../wire/admin/metadata.ts';
import { HOME } from '../lab/listeners.ts';
import { UnplayableError } from '../testbed/unplayable-error.ts';
import type { Testbed } from '../testbed/testbed.ts';

/** Waits until the controller takes a broker for alive, or for dead. */
export async function untilAlive(testbed: Testbed, broker: number, alive: boolean): Promise<void> {
  await testbed.poll(`the controller to take broker ${broker} for ${alive ? 'alive' : 'dead'}`, async () => {
    const { brokers } = await metadata(await testbed.connection(HOME), []);
    return brokers.some(({ id }) => id === broker) === alive;
  });
}

/**
 * Lets a leader hear that brokers have come back, without which it asks for none of them (`MetadataCache.isBrokerFenced`). The
 * machine's leaders need not be told: it has no step for it.
 *
 * @throws {UnplayableError} when the leader would hear of more than that.
 */
export async function hearOfBrokers(testbed: Testbed, leader: number): Promise<void> {
  if (testbed.unaware.has(leader)) await hear(testbed, leader);
}

/**
 * Lets a broker hear who has come or gone.
 *
 * @throws {UnplayableError} when it would hear of more than that.
 */
export async function hear(testbed: Testbed, broker: number): Promise<void> {
  const { world, state } = testbed;
  if (updateMetadata.enabled(world, state, { type: 'broker.update-metadata', broker })) {
    throw new UnplayableError(
      `broker ${broker} would hear who has come or gone together with what the schedule tells it later`,
    );
  }
  await testbed.raft.catchUp(testbed, broker);
  noteHeard(testbed, broker);
}

/** The broker knows who is fenced by now. */
export function noteHeard(testbed: Testbed, broker: number): void {
  testbed.unaware.delete(broker);
  const leaving = testbed.leaving.get(broker);
  if (leaving !== undefined) testbed.leaving.set(broker, { ...leaving, hasHeard: true });
  testbed.fencedAsHeard.set(broker, testbed.state.controller.fenced);
}

/** A broker is back, and the others do not know. */
export function othersAreUnaware(testbed: Testbed, broker: number): void {
  for (let other = 0; other < testbed.world.brokers; other += 1) if (other !== broker) testbed.unaware.add(other);
}

/** Whether a broker has applied the leader epoch of each of its replicas that it has in `state`. */
export async function knowsMetadata(testbed: Testbed, state: ClusterState, broker: number): Promise<boolean> {
  const { world } = testbed;
  for (let partition = 0; partition < world.partitions; partition += 1) {
    if (!hasReplica(world, broker, partition)) continue;
    const { topic, partition: index } = testbed.names.partition(partition);
    const { leader, leaderEpoch } = state.controller.partitions[partition];
    const role = await leaderEpochKnown(await testbed.connection(broker), topic, index, leaderEpoch);
    if (role !== (leader === broker ? 'leader' : 'follower')) return false;
  }
  return true;
}
