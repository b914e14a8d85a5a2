import { lastStableOffset, type Log, type LogRecord, markerAfter } from '../../model/broker/log/log.ts';
import type { Sighting } from '../../model/observer/ledger.ts';
import { elementsOf, has, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { ERROR_NAMES, memberName, producerName, transactionalIdName } from '../../narrator/names.ts';
import type { EntrySnapshot, PartitionSnapshot, RecordSnapshot, Snapshot } from '../../reports/documents/scene.ts';

/** What an outside observer would draw of a state. */
export function snapshotOf(world: World, state: ClusterState): Snapshot {
  return {
    up: state.brokers.map(({ up }) => up),
    partitions: range(world.partitions).map((partition) => partitionOf(world, state, partition)),
    producers: state.producers.map(({ up, inFlight, queue }, producer) => ({
      name: producerName(world, producer),
      up,
      inFlight: inFlight.map(({ batch, broker, stage, error }) => ({
        record: `r${batch.value}`,
        broker,
        stage,
        error: ERROR_NAMES[error],
      })),
      queue: queue.map(({ value }) => `r${value}`),
    })),
    transactions: state.transactions.map(({ status }, id) => ({ name: transactionalIdName(world, id), status })),
    groups: state.groups.map(({ generation, phase, committed }) => ({ generation, phase, committed })),
    members: state.members.map(({ status, generation, positions, batch, worker }, member) => ({
      name: memberName(world, member),
      status,
      generation,
      positions,
      hand: [...batch, ...worker].map(({ value, offset }) => `r${value}@${offset}`),
    })),
    downstream: state.downstream,
    records: range(world.records).map((value) => recordOf(world, state, value)),
  };
}

/** Of each snapshot what differs from the one before. */
export const differences = (snapshots: readonly Snapshot[]): Partial<Snapshot>[] =>
  snapshots.map((now, index) => {
    if (index === 0) return now;
    const before = new Map(Object.entries(snapshots[index - 1]));
    return Object.fromEntries(
      Object.entries(now).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before.get(key))),
    );
  });

function partitionOf(world: World, state: ClusterState, partition: number): PartitionSnapshot {
  const { leader, leaderEpoch, isr, elr } = state.controller.partitions[partition];
  return {
    leader,
    epoch: leaderEpoch,
    isr: elementsOf(isr),
    elr: elementsOf(elr),
    start: state.logStarts[partition],
    replicas: world.placement[partition].map((broker) => {
      const { log, highWatermark, leading, leaderEpoch: epoch } = replicaOf(world, state, broker, partition);
      const lastStable = lastStableOffset(log, highWatermark);
      return { broker, log: log.map(entryOf), highWatermark, lastStable, leads: leading !== null, epoch };
    }),
  };
}

function entryOf({ kind, value, leaderEpoch: epoch, transaction }: LogRecord, offset: number, log: Log): EntrySnapshot {
  if (kind !== 'data') return { is: kind, epoch };
  if (transaction < 0) return { is: `r${value}`, epoch };
  return { is: `r${value}`, epoch, transaction: markerAfter(log, offset, log.length)?.kind ?? 'open' };
}

function recordOf(world: World, state: ClusterState, value: number): RecordSnapshot {
  const { sends, processed, outputs, outputsAcknowledged } = state.ledger;
  const input = value % world.inputs;
  const partition = world.transform ? world.inputs + input : input;
  const copies = world.placement[partition].map((broker) => {
    const { log } = replicaOf(world, state, broker, partition);
    return { broker, times: log.filter((entry) => entry.kind === 'data' && entry.value === value).length };
  });
  const outcome = has(outputsAcknowledged, value) ? 'acknowledged' : 'none';
  return {
    name: `r${value}`,
    told: world.transform ? outcome : sends[value].outcome,
    copies: copies.filter(({ times }) => times > 0),
    took: (world.transform ? [outputs] : processed).map((sightings) => timesOf(sightings, value)),
  };
}

const timesOf = (sightings: readonly Sighting[], value: number): number =>
  sightings.reduce((sum, sighting) => (sighting.value === value ? sum + sighting.times : sum), 0);
