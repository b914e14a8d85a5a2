import { Incident } from '../../model/observer/ledger.ts';
import type { Witness } from '../../model/property.ts';
import { elementsOf, has } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { agree, commonLength, type LogRecord } from '../../model/broker/log/log.ts';
import { presumedLeader } from '../../model/broker/reachability.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import type { Guarantee, IncidentWitness } from '../guarantee.ts';

export const OFFSET_CHANGED = 'an offset below the high watermark changed its record';
export const MISSING_IN_ISR = 'a member of the ISR lacks a committed record';
export const GONE = 'a committed record is gone';

/** A record that `broker` should have as the leader does. */
interface MissingInIsr extends Witness {
  readonly cause: typeof MISSING_IN_ISR;
  readonly record: LogRecord;
  readonly partition: number;
  readonly offset: number;
  readonly leader: number;
  readonly broker: number;
}

/** A record that readers cannot be served any more, and what `leader` serves them in its place. */
interface Gone extends Witness {
  readonly cause: typeof GONE;
  readonly record: LogRecord;
  readonly partition: number;
  readonly offset: number;
  readonly leader: number;
  readonly instead: LogRecord | null;
}

type OffsetChanged = IncidentWitness<typeof OFFSET_CHANGED>;

export type DurabilityWitness = OffsetChanged | MissingInIsr | Gone;

const offsetChanged: OffsetChanged = { cause: OFFSET_CHANGED, incident: Incident.offsetChanged };

export const committedIsDurable: Guarantee<'committed-is-durable', DurabilityWitness> = {
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
        if (has(state.ledger.incidents, Incident.offsetChanged)) return offsetChanged;
        for (let partition = 0; partition < world.partitions; partition += 1) {
          const missing = missingInIsr(world, state, partition);
          if (missing !== null) return missing;
        }
        return null;
      },
    },
    {
      kind: 'at-rest',
      exercised: (state) => state.ledger.committed.some((log) => log.length > 0),
      violation: (state) => {
        for (let partition = 0; partition < world.partitions; partition += 1) {
          const gone = goneFrom(world, state, partition);
          if (gone !== null) return gone;
        }
        return null;
      },
    },
  ],
};

/** StrongIsr: the true ISR, without members that are down or that the controller has not taken back yet. */
function missingInIsr(world: World, state: ClusterState, partition: number): MissingInIsr | null {
  const { leader, leaderEpoch, isr } = state.controller.partitions[partition];
  if (leader < 0 || !state.brokers[leader].up) return null;
  const { log, highWatermark, leading, leaderEpoch: epoch } = replicaOf(world, state, leader, partition);
  if (leading === null || epoch !== leaderEpoch) return null;
  for (const broker of elementsOf(isr)) {
    if (!state.brokers[broker].up || has(state.controller.fenced, broker)) continue;
    const copy = replicaOf(world, state, broker, partition).log;
    if (agree(copy, log, highWatermark)) continue;
    const offset = commonLength(log, copy);
    return { cause: MISSING_IN_ISR, record: log[offset], partition, offset, leader, broker };
  }
  return null;
}

function goneFrom(world: World, state: ClusterState, partition: number): Gone | null {
  const leader = presumedLeader(world, state, partition);
  if (leader < 0) return null;
  const { log, highWatermark } = replicaOf(world, state, leader, partition);
  const committed = state.ledger.committed[partition];
  const offset = commonLength(committed, log);
  if (offset === committed.length) return null;
  const instead = offset < highWatermark ? log[offset] : null;
  return { cause: GONE, record: committed[offset], partition, offset, leader, instead };
}
