import { agree, type Log } from '../../model/broker/log/log.ts';
import type { Polled } from '../../model/consumer/client/member.ts';
import type { OrphanedRequest } from '../../model/network/requests/request.ts';
import type { Query } from '../../model/query.ts';
import type { Rewriting, RewrittenPart } from '../../model/rewriting.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { areBrokersInStep } from '../quiescence.ts';
import { liveOffsets } from './closed-transactions.ts';

/**
 * Once the brokers are in step and none can crash any more it does not matter which of them leads, in which epoch, and how it
 * came to that: clients find a leader and its log, of its followers each may lag as well as another, and all that is ever asked
 * about an epoch is whether the one is still the other's. Nor do transactions matter that are over (`closed-transactions.ts`).
 */
export function withoutBrokers(world: World): Rewriting<ClusterState> {
  const conditions = conditionsOf(world);
  return {
    applies: (ask) => areBrokersInStep(world, ask) && conditions.every((condition) => ask(condition)),
    parts: partsOf(world),
  };
}

/** Whoever has an entry in hand, or has seen it, has it as it stands in the log. */
function conditionsOf(world: World): readonly Query<ClusterState, boolean>[] {
  const areInLog = (state: ClusterState, entries: readonly Entry[]): boolean =>
    entries.every(({ partition, offset, leaderEpoch }) => {
      return logOf(world, state, partition)[offset]?.leaderEpoch === leaderEpoch;
    });
  const members = range(world.members);
  return [
    ...members.map((member) => ({
      name: `whether member ${member} has read what stands in the logs`,
      of: (state: ClusterState) => hasReadLogs(world, state, member),
    })),
    ...members.map((member) => ({
      name: `whether member ${member} has in hand what stands in the logs`,
      of(state: ClusterState): boolean {
        const { batch, worker } = state.members[member];
        return areInLog(state, batch) && areInLog(state, worker);
      },
    })),
    {
      name: 'whether what has been processed stands in the logs',
      of: (state) => state.ledger.processed.every((seen) => areInLog(state, seen)),
    },
    {
      name: 'whether what has been read of the outputs stands in the logs',
      of: (state) => areInLog(state, state.ledger.outputs),
    },
    ...range(world.partitions).map((partition) => ({
      name: `whether what has been committed of partition ${partition} is its log`,
      of(state: ClusterState): boolean {
        const committed = state.ledger.committed[partition];
        const log = logOf(world, state, partition);
        return committed.length === log.length && agree(committed, log, log.length);
      },
    })),
  ];
}

/** The log of whoever leads a partition. */
const logOf = (world: World, state: ClusterState, partition: number): Log =>
  replicaOf(world, state, state.controller.partitions[partition].leader, partition).log;

function hasReadLogs(world: World, state: ClusterState, member: number): boolean {
  const { positions, positionEpochs } = state.members[member];
  return positions.every((position, partition) => {
    const log = logOf(world, state, partition);
    if (position > log.length) return false;
    const epoch = positionEpochs[partition];
    return position < 1 || epoch < 0 || log[position - 1].leaderEpoch === epoch;
  });
}

/** Of every part of a state what stands for whatever brokers it came to. */
function partsOf(world: World): readonly RewrittenPart<ClusterState>[] {
  const live = (state: ClusterState, partition: number): readonly number[] =>
    liveOffsets(world, state, partition, logOf(world, state, partition));
  const liveRecords = (state: ClusterState, partition: number): Log => {
    const log = logOf(world, state, partition);
    return live(state, partition).map((offset) => log[offset]);
  };
  return [
    { path: ['controller', 'fenced'], of: () => 0 },
    ...range(world.brokers).map((broker) => ({ path: ['brokers', broker], of: () => ({}) })),
    ...range(world.partitions).flatMap((partition): RewrittenPart<ClusterState>[] => [
      { path: ['controller', 'partitions', partition], of: () => anyBrokers.leadership },
      ...world.placement[partition].map((broker, index) => ({
        path: ['replicas', broker * world.partitions + partition],
        of: (state: ClusterState) => ({
          ...anyBrokers.replica,
          // All have the same.
          log: index === 0 ? liveRecords(state, partition).map(inNoEpoch) : [],
        }),
      })),
      { path: ['ledger', 'committed', partition], of: () => [] },
    ]),
    ...range(world.producers).map((producer) => ({
      path: ['producers', producer, 'inFlight'],
      of: (state: ClusterState) =>
        state.producers[producer].inFlight.map((request) => ({
          ...request,
          broker: role(state, request.broker, request.batch.partition),
        })),
    })),
    { path: ['orphanedRequests'], of: withRoles },
    ...range(world.members).map((member) => ({
      path: ['members', member],
      of: ({ members }: ClusterState) => ({
        ...members[member],
        positionEpochs: [],
        batch: members[member].batch.map(inNoEpoch),
        worker: members[member].worker.map(inNoEpoch),
      }),
    })),
    ...range(world.groups).map((group) => ({
      path: ['ledger', 'processed', group],
      of: ({ ledger }: ClusterState) => ledger.processed[group].map(inNoEpoch),
    })),
    {
      path: ['downstream'],
      of: (state) =>
        state.downstream.map(
          (position, index) => live(state, world.inputs + index).filter((offset) => offset < position).length,
        ),
    },
    {
      path: ['ledger', 'outputs'],
      of: (state) =>
        state.ledger.outputs.map((seen) => ({
          ...inNoEpoch(seen),
          offset: live(state, seen.partition).indexOf(seen.offset),
        })),
    },
  ];
}

/** Of a broker of a partition: whether it leads. */
const role = ({ controller }: ClusterState, broker: number, partition: number): number =>
  controller.partitions[partition].leader === broker ? 0 : 1;

/** The orphaned requests, each on its way to whoever leads, or does not. */
const withRoles = (state: ClusterState): readonly OrphanedRequest[] =>
  state.orphanedRequests.map((orphan) => {
    if (orphan.kind === 'produce') return { ...orphan, broker: role(state, orphan.broker, orphan.batch.partition) };
    if (orphan.kind === 'marker' && orphan.partition >= 0) {
      return { ...orphan, broker: role(state, orphan.broker, orphan.partition) };
    }
    return orphan;
  });

/** A log entry as somebody has it or has seen it. */
type Entry = Pick<Polled, 'partition' | 'offset' | 'leaderEpoch'>;

const inNoEpoch = <E extends { readonly leaderEpoch: number }>(entry: E): E => ({ ...entry, leaderEpoch: 0 });

/** What stands for whatever brokers it came to. */
const anyBrokers = {
  leadership: { leader: 0, leaderEpoch: 0, isr: 0, elr: 0, lastKnownLeader: 0, partitionEpoch: 0 },
  replica: { highWatermark: 0, leader: 0, leaderEpoch: 0, aligned: true, leading: null },
};
