import type { ActionOf } from '../action.ts';
import { advanceHighWatermark } from './high-watermark.ts';
import { checkSequence, type SequenceRules } from './log/idempotence.ts';
import { type Log, type LogRecord, openTransactionStart } from './log/log.ts';
import { transactionCoordinatorAnswers } from './reachability.ts';
import { isDecided, type TransactionEntry } from './transaction-coordinator.ts';
import { forgetVerifying, lowestVerified, noteVerifying } from './verification.ts';
import { perConnection } from '../instances.ts';
import { nextOnWire } from '../network/requests/connection.ts';
import type { Batch, ProduceError, Request } from '../network/requests/request.ts';
import { Incident } from '../observer/ledger.ts';
import { noteStored } from '../observer/sends.ts';
import { isReplaced } from '../observer/zombies.ts';
import type { Rule } from '../rule.ts';
import { add, has, replaceAt, sizeOf } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { hasReplica, replicaOf, withIncident, withProducer, withReplica, withTransaction } from '../update.ts';
import { producerOfTransaction, type World } from '../world.ts';

/** What became of a batch at the broker: an error, or the offset that must be below the high watermark. */
interface Appended {
  readonly state: ClusterState;
  readonly error: ProduceError;
  readonly offset: number;
}

/**
 * The broker handles the next request of a connection. A connection is FIFO, and a broker reads the next request only
 * when the one before has been answered (the channel is muted, acks=all included).
 */
export const handleProduce: Rule<ActionOf<'broker.produce'>> = {
  instances: perConnection('broker.produce'),
  enabled(world, state, { producer, broker }) {
    if (state.producers[producer].inFlight.length === 0 || !state.brokers[broker].up) return false;
    const index = nextOnWire(state, producer, broker);
    if (index < 0) return false;
    return mayHandle(world, state, state.producers[producer].inFlight[index].batch);
  },
  next(world, state, { producer, broker }) {
    const index = nextOnWire(state, producer, broker);
    const { batch } = state.producers[producer].inFlight[index];
    const again = has(state.refused, batch.value) && startsBatchAgain(world) && validates(world, state, batch, broker);
    return again ? state : handle(world, state, producer, broker);
  },
};

/**
 * Whether the application does the same over and over with a record that is refused: nothing new comes of it, but a
 * producer epoch or a transaction more each time, so that from the second time on the request stays where it is.
 */
const startsBatchAgain = ({ transform, transactional, asynchronous }: World): boolean =>
  transform && (transactional || !asynchronous);

/** The next request of a connection is handled and, where somebody waits for it, answered or left to wait. */
export function handle(world: World, state: ClusterState, producer: number, broker: number): ClusterState {
  const index = nextOnWire(state, producer, broker);
  const { batch } = state.producers[producer].inFlight[index];
  const appended = append(world, state, batch, broker);
  const client = appended.state.producers[producer];
  if (world.acks === '0' || client.inFlight[index].expired) {
    return withProducer(appended.state, producer, { ...client, inFlight: client.inFlight.toSpliced(index, 1) });
  }
  const request = { ...client.inFlight[index], ...answer(world, appended, batch, broker) };
  return withProducer(appended.state, producer, { ...client, inFlight: replaceAt(client.inFlight, index, request) });
}

/** A produce request that outlived its connection arrives: it is handled as any other, and nobody waits for the answer. */
export function arriveProduce(world: World, state: ClusterState, batch: Batch, broker: number): ClusterState {
  return append(world, state, batch, broker).state;
}

/** A batch of a transaction may have to be verified with the coordinator first, which must answer. */
export function mayHandle(world: World, state: ClusterState, batch: Batch): boolean {
  return (
    batch.transaction < 0 || !world.protocol.transactionVerification || transactionCoordinatorAnswers(world, state)
  );
}

/** What becomes of the request once the broker has handled it. */
function answer(
  world: World,
  appended: Appended,
  batch: Batch,
  broker: number,
): Pick<Request, 'stage' | 'offset' | 'error'> {
  const { state, offset } = appended;
  if (appended.error !== 'none' || world.acks !== 'all') {
    return { stage: 'reply', offset: -1, error: appended.error };
  }
  const { highWatermark } = replicaOf(world, state, broker, batch.partition);
  if (highWatermark > offset) return { stage: 'reply', offset: -1, error: 'none' };
  return { stage: 'log', offset, error: 'none' };
}

/** Appends a batch at the leader, or says why not (`ReplicaManager.appendRecords`). */
function append(world: World, state: ClusterState, batch: Batch, broker: number): Appended {
  const { partition } = batch;
  const unable = whyUnable(world, state, partition, broker);
  if (unable === 'not-leader') return refused(state, unable);
  const replica = replicaOf(world, state, broker, partition);
  if (unable !== 'none') {
    const isVerified = verifyTransaction(world, state, batch, replica.log).error === 'none';
    return refused(isVerified ? noteVerifying(world, state, batch, broker) : state, unable);
  }
  if (has(state.refused, batch.value)) {
    const verified = verifyTransaction(world, state, batch, replica.log);
    return verified.error === 'none' ? refused(verified.state, 'invalid-record') : verified;
  }
  const zombie =
    batch.transaction >= 0 && isReplaced(world, state, producerOfTransaction(batch.transaction), batch.incarnation);
  const observed = zombie ? withIncident(state, Incident.zombieArrived) : state;
  if (batch.producerId >= 0) {
    const check = checkSequence(replica.log, batch, sequenceRules(world, state, replica.log, batch, broker));
    if (check.outcome === 'duplicate') return { state: observed, error: 'none', offset: check.offset };
    if (check.outcome === 'fenced') return refused(observed, 'invalid-producer-epoch');
    if (check.outcome === 'unknown-producer') return refused(observed, 'unknown-producer-id');
    const verified = verifyTransaction(world, observed, batch, replica.log);
    if (verified.error !== 'none') return verified;
    if (check.outcome === 'out-of-order') return refused(observed, 'out-of-order-sequence');
    return appendRecord(world, verified.state, batch, broker, zombie);
  }
  return appendRecord(world, observed, batch, broker, zombie);
}

/** What a broker answers to any batch of the partition at present (`Partition.appendRecordsToLeader`). */
function whyUnable(world: World, state: ClusterState, partition: number, broker: number): ProduceError {
  if (!hasReplica(world, broker, partition)) return 'not-leader';
  const { leading } = replicaOf(world, state, broker, partition);
  if (leading === null) return 'not-leader';
  return world.acks === 'all' && sizeOf(leading.isr) < world.minIsr ? 'not-enough-replicas' : 'none';
}

/** Whether the broker gets as far as to look at the records of a batch, before it looks at their sequence (`LogValidator`). */
export function validates(world: World, state: ClusterState, batch: Batch, broker: number): boolean {
  const { partition } = batch;
  if (whyUnable(world, state, partition, broker) !== 'none') return false;
  return verifyTransaction(world, state, batch, replicaOf(world, state, broker, partition).log).error === 'none';
}

/** Which of the sequence rules apply to a batch at this log. */
export function sequenceRules(
  world: World,
  state: ClusterState,
  log: Log,
  batch: Batch,
  broker: number,
): SequenceRules {
  const { protocol } = world;
  return {
    retainedBatches: protocol.retainedBatches,
    deduplicates: protocol.sequenceDeduplication,
    fences: protocol.producerEpochFencing,
    startsAtZero:
      protocol.unknownProducerStartsAtZero ||
      (protocol.emptyPartitionStartsAtZero && log.length === 0) ||
      (protocol.transactionStartsAtZero && batch.transaction >= 0),
    lowest: lowestVerified(world, state, broker, batch),
    stateFrom: protocol.producerStateOutlivesRecords ? 0 : state.logStarts[batch.partition],
  };
}

function appendRecord(world: World, state: ClusterState, batch: Batch, broker: number, zombie: boolean): Appended {
  const { partition, value, producerId, epoch, sequence, transaction } = batch;
  const replica = replicaOf(world, state, broker, partition);
  const record: LogRecord = {
    kind: 'data',
    value,
    leaderEpoch: replica.leaderEpoch,
    producerId,
    producerEpoch: epoch,
    sequence,
    transaction,
    zombie,
  };
  const noted = world.acks === '0' && !world.transform ? noteStored(state, value) : state;
  const known = forgetVerifying(world, noted, broker, partition, producerId);
  const log = [...replica.log, record];
  const appended = withReplica(world, known, broker, partition, { ...replicaOf(world, known, broker, partition), log });
  const offset = replica.log.length;
  return { state: advanceHighWatermark(world, appended, broker, partition), error: 'none', offset };
}

const refused = (state: ClusterState, error: Appended['error']): Appended => ({ state, error, offset: -1 });

/**
 * The first batch of a transaction on a partition is verified with the coordinator: the transaction must be ongoing
 * with this epoch and this partition (KIP-890 part 1), or the partition is added to it (transaction.version 2).
 */
function verifyTransaction(world: World, state: ClusterState, batch: Batch, log: readonly LogRecord[]): Appended {
  const passed = { state, error: 'none' as const, offset: -1 };
  const { protocol } = world;
  if (batch.transaction < 0 || !protocol.transactionVerification) return passed;
  if (openTransactionStart(log, batch.producerId) >= 0) return passed;
  const entry = entryOf(state, batch.producerId);
  // INVALID_PRODUCER_ID_MAPPING: the coordinator has lost this producer id.
  if (entry === undefined) return refused(state, 'invalid-transaction-state');
  // One that adds partitions looks at what is pending first (KAFKA-18660).
  if (isDecided(entry) && protocol.transactionVersion === 2) return refused(state, 'concurrent-transactions');
  if (protocol.producerEpochFencing && entry.epoch !== batch.epoch) return refused(state, 'invalid-producer-epoch');
  if (isDecided(entry)) return refused(state, 'concurrent-transactions');
  if (has(entry.partitions, batch.partition)) return passed;
  if (protocol.transactionVersion === 1) return refused(state, 'invalid-transaction-state');
  const begun = {
    ...entry,
    status: 'ongoing' as const,
    partitions: add(entry.partitions, batch.partition),
    transaction: batch.transaction,
  };
  return { ...passed, state: withTransaction(state, batch.producerId, begun) };
}

/** What the transaction coordinator knows of a producer id; undefined where it knows nothing. */
const entryOf = ({ transactions }: ClusterState, producerId: number): TransactionEntry | undefined =>
  transactions[producerId];
