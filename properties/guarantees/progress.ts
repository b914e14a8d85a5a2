import { openTransactionStart } from '../../model/broker/log/log.ts';
import { isDecided } from '../../model/broker/transaction-coordinator.ts';
import type { Witness } from '../../model/property.ts';
import { isReplaced } from '../../model/observer/zombies.ts';
import { clientRuns as runs } from '../../model/producer/client/incarnation.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { inputPartitionOf, membersOf, type World } from '../../model/world.ts';
import type { Guarantee } from '../guarantee.ts';
import { acknowledged, hasAcknowledged, offsetOf, servedLog, serving } from './looking.ts';

export const NEVER_COMPLETED = 'a transaction is decided and never completed';
export const STAYS_OPEN = 'a transaction stays open';
export const RECORD_UNREAD = 'an acknowledged record stays unread';
export const OUTPUT_UNREAD = 'an output stays unread';
export const LIVE_FENCED = 'live producers of one transactional id fence each other';

interface NeverCompleted extends Witness {
  readonly cause: typeof NEVER_COMPLETED;
  readonly transaction: number;
  readonly decided: 'commit' | 'abort';
}

/** Where the transaction begins: no read_committed reader gets past it. */
interface StaysOpen extends Witness {
  readonly cause: typeof STAYS_OPEN;
  readonly transaction: number;
  readonly partition: number;
  readonly offset: number;
}

interface RecordUnread extends Witness {
  readonly cause: typeof RECORD_UNREAD;
  readonly value: number;
  readonly group: number;
  readonly partition: number;
  readonly offset: number;
}

/** The reader behind a transform has come to `position`, and could be further. */
interface OutputUnread extends Witness {
  readonly cause: typeof OUTPUT_UNREAD;
  readonly partition: number;
  readonly position: number;
  readonly highWatermark: number;
}

/** `producer` runs and has lost its id to `holder`, which runs as well. */
interface LiveFenced extends Witness {
  readonly cause: typeof LIVE_FENCED;
  readonly producer: number;
  readonly holder: number;
}

export type ProgressWitness = NeverCompleted | StaysOpen | RecordUnread | OutputUnread | LiveFenced;

export const progress: Guarantee<'progress', ProgressWitness> = {
  id: 'progress',
  claim:
    'At rest no transaction is open or waits for its end, and every acknowledged record in the log has been read. It sees what is stuck where nothing can happen any more but faults. A cycle in which something can always happen and nobody gets on (a livelock) has no state at rest: a note of the verdict tells of it, in a scope of at most 10,000 states, and one is a violation in any: where producers share a transactional id, a live one fences another, which starts again and fences it in turn.',
  mayBreak:
    'With auto.offset.reset=none a group without committed offsets stops and says so. That a producer comes to rest rests on delivery.timeout.ms: what is neither stored nor refused is given up in the end, and with an unlimited timeout it would be tried for ever.',
  source: 'Kafka documentation, transaction.timeout.ms; KIP-890 (hanging transactions)',
  checks: (world) => [
    ...(world.ids === 'shared'
      ? [
          {
            kind: 'always' as const,
            exercised: ({ transactions }: ClusterState) => transactions.some(({ holder }) => holder >= 0),
            violation: (state: ClusterState) => liveFenced(world, state),
          },
        ]
      : []),
    {
      kind: 'at-rest',
      exercised: hasAcknowledged,
      violation: (state) =>
        neverCompleted(state) ?? staysOpen(world, state) ?? recordUnread(world, state) ?? outputUnread(world, state),
    },
  ],
};

function liveFenced(world: World, state: ClusterState): LiveFenced | null {
  for (let producer = 0; producer < world.producers; producer += 1) {
    const { transactionState, producerId, incarnation } = state.producers[producer];
    if (transactionState === 'uninitialised' || !runs(world, state, producer)) continue;
    if (!isReplaced(world, state, producer, incarnation)) continue;
    const holder = state.transactions[producerId].holder % world.producers;
    if (runs(world, state, holder)) return { cause: LIVE_FENCED, producer, holder };
  }
  return null;
}

function neverCompleted(state: ClusterState): NeverCompleted | null {
  const entry = state.transactions.find(isDecided);
  if (entry === undefined) return null;
  const decided = entry.status === 'prepare-commit' ? 'commit' : 'abort';
  return { cause: NEVER_COMPLETED, transaction: entry.transaction, decided };
}

function staysOpen(world: World, state: ClusterState): StaysOpen | null {
  for (const partition of range(world.partitions)) {
    const log = servedLog(world, state, partition);
    for (const id of range(world.transactionalIds)) {
      const offset = openTransactionStart(log, id);
      if (offset >= 0) return { cause: STAYS_OPEN, transaction: log[offset].transaction, partition, offset };
    }
  }
  return null;
}

function recordUnread(world: World, state: ClusterState): RecordUnread | null {
  for (const value of acknowledged(state)) {
    const partition = inputPartitionOf(world, value);
    const offset = offsetOf(world, state, partition, value);
    if (offset < 0) continue;
    const group = range(world.groups).find((index) => !hasPassed(world, state, index, partition, offset));
    if (group !== undefined) return { cause: RECORD_UNREAD, value, group, partition, offset };
  }
  return null;
}

function outputUnread(world: World, state: ClusterState): OutputUnread | null {
  for (let partition = world.inputs; partition < world.partitions; partition += 1) {
    const position = state.downstream[partition - world.inputs];
    const served = serving(world, state, partition);
    if (served === null || position >= served.highWatermark) continue;
    return { cause: OUTPUT_UNREAD, partition, position, highWatermark: served.highWatermark };
  }
  return null;
}

/** Whether the owner of the partition has read past an offset. */
function hasPassed(world: World, state: ClusterState, group: number, partition: number, offset: number): boolean {
  return membersOf(world, group).some((member) => state.members[member].positions[partition] > offset);
}
