import { agree, type Log } from '../../model/broker/log/log.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Polled } from '../../model/consumer/client/member.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';

/**
 * Once the brokers are quiescent it does not matter any more which of them leads, in which epoch, and how it came to that:
 * clients find a leader and its log, and all that is ever asked about an epoch is whether the one is still the other's.
 */
export function withoutBrokers(world: World, state: ClusterState): ClusterState {
  const { partitions } = state.controller;
  const logs = partitions.map(({ leader }, partition) => replicaOf(world, state, leader, partition).log);
  const asWritten = state.members.every(({ positions, positionEpochs }) =>
    positions.every(
      (position, partition) =>
        position <= logs[partition].length &&
        (position < 1 ||
          positionEpochs[partition] < 0 ||
          logs[partition][position - 1].leaderEpoch === positionEpochs[partition]),
    ),
  );
  // Whoever has an entry in hand, or has seen it, has it as it stands in the log.
  const isInLog = ({ partition, offset, leaderEpoch }: Entry): boolean =>
    logs[partition][offset]?.leaderEpoch === leaderEpoch;
  const { outputs, processed } = state.ledger;
  if (
    !asWritten ||
    !outputs.every(isInLog) ||
    !processed.every((seen) => seen.every(isInLog)) ||
    !state.members.every(({ batch, worker }) => batch.every(isInLog) && worker.every(isInLog)) ||
    state.ledger.committed.some(
      (log, partition) => log.length !== logs[partition].length || !agree(log, logs[partition], log.length),
    )
  )
    return state;
  const role = (broker: number, partition: number): number => (partitions[partition].leader === broker ? 0 : 1);
  return {
    ...state,
    controller: anyBrokers.controller,
    brokers: anyBrokers.brokers,
    replicas: logs.map((log) => ({ ...anyBrokers.replica, log: withoutEpochs(log) })),
    producers: state.producers.map((producer) =>
      producer.inFlight.length === 0
        ? producer
        : {
            ...producer,
            inFlight: producer.inFlight.map((request) => ({
              ...request,
              broker: role(request.broker, request.batch.partition),
            })),
          },
    ),
    orphanedRequests: state.orphanedRequests.map((orphan) => {
      if (orphan.kind === 'produce') return { ...orphan, broker: role(orphan.broker, orphan.batch.partition) };
      if (orphan.kind === 'marker' && orphan.partition >= 0) {
        return { ...orphan, broker: role(orphan.broker, orphan.partition) };
      }
      return orphan;
    }),
    members: state.members.map((member) => ({
      ...member,
      positionEpochs: anyBrokers.epochs,
      batch: member.batch.map(inNoEpoch),
      worker: member.worker.map(inNoEpoch),
    })),
    ledger: {
      ...state.ledger,
      outputs: outputs.map(inNoEpoch),
      processed: processed.map((seen) => seen.map(inNoEpoch)),
      committed: anyBrokers.committed,
    },
  };
}

/** A log entry as somebody has it or has seen it. */
type Entry = Pick<Polled, 'partition' | 'offset' | 'leaderEpoch'>;

const inNoEpoch = <E extends Entry>(entry: E): E => ({ ...entry, leaderEpoch: 0 });

/** What stands for whatever brokers it came to. */
const anyBrokers = {
  controller: { partitions: [], fenced: 0 },
  brokers: [],
  replica: { highWatermark: 0, leader: 0, leaderEpoch: 0, aligned: true, leading: null },
  epochs: [],
  committed: [],
};

const logsWithoutEpochs = new WeakMap<Log, Log>();

function withoutEpochs(log: Log): Log {
  let without = logsWithoutEpochs.get(log);
  if (without === undefined) {
    without = log.map((record) => ({ ...record, leaderEpoch: 0 }));
    logsWithoutEpochs.set(log, without);
  }
  return without;
}
