import { openTransactionStart } from '../../model/broker/log.ts';
import { isDecided } from '../../model/broker/transaction-coordinator.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { inputPartitionOf, memberAt, type World } from '../../model/world.ts';
import type { Guarantee } from '../guarantee.ts';
import { acknowledged, hasAcknowledged, offsetOf, servedLog, serving } from './looking.ts';

export const progress: Guarantee = {
  id: 'progress',
  claim: 'At rest no transaction is open or waits for its end, and every acknowledged record in the log has been read.',
  mayBreak: 'With auto.offset.reset=none a group without committed offsets stops and says so.',
  source: 'Kafka documentation, transaction.timeout.ms; KIP-890 (hanging transactions)',
  checks: (world) => [
    {
      kind: 'at-rest',
      exercised: hasAcknowledged,
      violation: (state) => (world.transactional ? openTransaction(world, state) : null) ?? unread(world, state),
    },
  ],
};

function openTransaction(world: World, state: ClusterState): string | null {
  if (state.transactions.some(isDecided)) return 'a transaction is decided and never completed';
  const hanging = range(world.partitions).some((partition) => {
    const log = servedLog(world, state, partition);
    return range(world.producers).some((producer) => openTransactionStart(log, producer) >= 0);
  });
  return hanging ? 'a transaction stays open' : null;
}

function unread(world: World, state: ClusterState): string | null {
  for (const value of acknowledged(state)) {
    const partition = inputPartitionOf(world, value);
    const offset = offsetOf(world, state, partition, value);
    if (offset >= 0 && range(world.groups).some((group) => !hasPassed(world, state, group, partition, offset))) {
      return 'an acknowledged record stays unread';
    }
  }
  for (let partition = world.inputs; partition < world.partitions; partition += 1) {
    const replica = serving(world, state, partition);
    if (replica !== null && state.downstream[partition - world.inputs] < replica.highWatermark) {
      return 'an output stays unread';
    }
  }
  return null;
}

/** Whether the owner of the partition has read past an offset. */
function hasPassed(world: World, state: ClusterState, group: number, partition: number, offset: number): boolean {
  return range(world.membersPerGroup).some(
    (seat) => state.members[memberAt(world, group, seat)].positions[partition] > offset,
  );
}
