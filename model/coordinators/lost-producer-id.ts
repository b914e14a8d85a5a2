import type { Group } from '../broker/group-coordinator.ts';
import type { Log } from '../broker/log/log.ts';
import type { Batch, OrphanedRequest } from '../network/requests/request.ts';
import type { Producer } from '../producer/client/producer.ts';
import type { ClusterState } from '../state.ts';

/**
 * The state in which whatever was written and sent under a producer id has another, which no transactional id has: the
 * coordinator has lost it, and logs and brokers go on by it.
 */
export function withLostProducerId(state: ClusterState, id: number): ClusterState {
  const renamed = unused(state, id);
  const rename = (producerId: number): number => (producerId === id ? renamed : producerId);
  const logs = new Map<Log, Log>();
  const ofLog = (log: Log): Log => {
    const known = logs.get(log);
    if (known !== undefined) return known;
    const after = log.some(({ producerId }) => producerId === id)
      ? log.map((record) => ({ ...record, producerId: rename(record.producerId) }))
      : log;
    logs.set(log, after);
    return after;
  };
  const ofBatch = (batch: Batch): Batch => ({ ...batch, producerId: rename(batch.producerId) });
  return {
    ...state,
    replicas: state.replicas.map((replica) => (replica === null ? null : { ...replica, log: ofLog(replica.log) })),
    producers: state.producers.map((producer) => renamedProducer(producer, ofBatch)),
    orphanedRequests: state.orphanedRequests.map((request) => renamedRequest(request, rename, ofBatch)),
    groups: state.groups.map((group) => renamedGroup(group, rename)),
    offsetsLog:
      state.offsetsLog === null
        ? null
        : {
            ...state.offsetsLog,
            entries: state.offsetsLog.entries.map((groups) => groups.map((group) => renamedGroup(group, rename))),
          },
    ledger: { ...state.ledger, committed: state.ledger.committed.map(ofLog) },
  };
}

/** A number that nobody has had: transactional ids have the first ones. */
function unused({ transactions, replicas }: ClusterState, id: number): number {
  const used = new Set(replicas.flatMap((replica) => replica?.log.map(({ producerId }) => producerId) ?? []));
  let renamed = id + transactions.length;
  while (used.has(renamed)) renamed += transactions.length;
  return renamed;
}

function renamedProducer(producer: Producer, ofBatch: (batch: Batch) => Batch): Producer {
  return {
    ...producer,
    queue: producer.queue.map(ofBatch),
    inFlight: producer.inFlight.map((request) => ({
      ...request,
      batch: ofBatch(request.batch),
      renumbered: request.renumbered === null ? null : ofBatch(request.renumbered),
    })),
  };
}

function renamedRequest(
  request: OrphanedRequest,
  rename: (producerId: number) => number,
  ofBatch: (batch: Batch) => Batch,
): OrphanedRequest {
  switch (request.kind) {
    case 'produce':
      return { ...request, batch: ofBatch(request.batch) };
    case 'marker':
      return { ...request, producer: rename(request.producer) };
    case 'offset-commit':
    case 'end-transaction':
    case 'transaction-offsets':
      // The coordinator refuses these by their epoch.
      return request;
  }
}

const renamedGroup = (group: Group, rename: (producerId: number) => number): Group =>
  group.pending.length === 0
    ? group
    : { ...group, pending: group.pending.map((offsets) => ({ ...offsets, producer: rename(offsets.producer) })) };
