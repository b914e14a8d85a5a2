import { Incident } from '../../model/observer/ledger.ts';
import { elementsOf, has, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { agree } from '../../model/broker/log.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import type { Guarantee } from '../guarantee.ts';
import { serving } from './looking.ts';

export const committedIsDurable: Guarantee = {
  id: 'committed-is-durable',
  claim:
    'A record below the high watermark is on every live member of the ISR and is never lost or changed: no reader ever sees an offset change its record.',
  mayBreak:
    'An unclean election gives it up. So does losing the disks of every member of the ISR, for which one is enough when min.insync.replicas=1.',
  source: 'Kafka documentation, Replication; KIP-101; KIP-279; KIP-320; KIP-966',
  checks: (world) => [
    {
      kind: 'always',
      exercised: (state) => state.ledger.committed.some((log) => log.length > 0),
      violation: (state) => {
        if (has(state.ledger.incidents, Incident.offsetChanged))
          return 'an offset below the high watermark changed its record';
        for (let partition = 0; partition < world.partitions; partition += 1) {
          if (missingInIsr(world, state, partition)) return 'a member of the ISR lacks a committed record';
        }
        return null;
      },
    },
    {
      kind: 'at-rest',
      exercised: (state) => state.ledger.committed.some((log) => log.length > 0),
      violation: (state) =>
        range(world.partitions).some((partition) => isLost(world, state, partition))
          ? 'a committed record is gone'
          : null,
    },
  ],
};

/** StrongIsr: the true ISR, without members that are down or that the controller has not taken back yet. */
function missingInIsr(world: World, state: ClusterState, partition: number): boolean {
  const { leader, leaderEpoch, isr } = state.controller.partitions[partition];
  if (leader < 0 || !state.brokers[leader].up) return false;
  const { log, highWatermark, leading, leaderEpoch: epoch } = replicaOf(world, state, leader, partition);
  if (leading === null || epoch !== leaderEpoch || highWatermark === 0) return false;
  return elementsOf(isr).some((broker) => {
    if (broker === leader || !state.brokers[broker].up || has(state.controller.fenced, broker)) return false;
    return !agree(replicaOf(world, state, broker, partition).log, log, highWatermark);
  });
}

function isLost(world: World, state: ClusterState, partition: number): boolean {
  const replica = serving(world, state, partition);
  if (replica === null) return false;
  return state.ledger.committed[partition].some((record, offset) => replica.log[offset] !== record);
}
