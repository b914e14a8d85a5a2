import type { Batch, ProduceError } from '../network/requests/request.ts';
import { Incident } from '../observer/ledger.ts';
import { add, has, sizeOf } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { hasReplica, replicaOf, withIncident, withReplica, withTransaction } from '../update.ts';
import type { World } from '../world.ts';
import { advanceHighWatermark } from './high-watermark.ts';
import { checkSequence, type SequenceRules } from './log/idempotence.ts';
import { hasOngoingTransaction, type Log, type LogRecord, openTransactionStart } from './log/log.ts';
import { rememberedFrom } from './producer-state.ts';
import { isDecided, type TransactionEntry } from './transaction-coordinator.ts';
import { forgetVerifying, lowestVerified, noteVerifying } from './verification.ts';

/** What a leader looks at in a batch. */
export interface AppendableBatch
  extends Pick<Batch, 'value' | 'partition' | 'producerId' | 'epoch' | 'sequence' | 'transaction'> {
  /** The records after the first, where there are any. */
  readonly more?: readonly number[];
}

/** What became of a batch at the broker: an error, or the offset that must be below the high watermark: its last. */
export interface Appended {
  readonly state: ClusterState;
  readonly error: ProduceError;
  readonly offset: number;
}

/**
 * Appends a batch at the leader, or says why not (`ReplicaManager.appendRecords`): the one place where sequence, producer
 * epoch and verification are looked at, whoever sends it.
 *
 * @param acks what its producer waits for.
 * @param zombie observer's mark: whether a newer incarnation of its transactional id has begun.
 */
export function append(
  world: World,
  state: ClusterState,
  batch: AppendableBatch,
  broker: number,
  acks: World['acks'],
  zombie: boolean,
): Appended {
  const { partition } = batch;
  const unable = whyUnable(world, state, partition, broker, acks);
  if (unable === 'not-leader') return refused(state, unable);
  const replica = replicaOf(world, state, broker, partition);
  if (unable !== 'none') {
    // The coordinator is asked first (`ReplicaManager.handleProduceAppend`), and the ISR counted afterwards.
    const verified = verifyTransaction(world, state, batch, replica.log);
    return verified.error === 'none' ? refused(noteVerifying(world, verified.state, batch, broker), unable) : verified;
  }
  if (has(state.refused, batch.value)) {
    const verified = verifyTransaction(world, state, batch, replica.log);
    return verified.error === 'none' ? refused(verified.state, 'invalid-record') : verified;
  }
  const observed = zombie ? withIncident(state, Incident.zombieArrived) : state;
  if (batch.producerId >= 0) {
    const check = checkSequence(replica.log, batch, sequenceRules(world, state, replica.log, batch, broker));
    if (check.outcome === 'duplicate')
      return { state: observed, error: 'none', offset: check.offset + (batch.more?.length ?? 0) };
    if (check.outcome === 'fenced') return refused(observed, 'invalid-producer-epoch');
    if (check.outcome === 'unknown-producer') return refused(observed, 'unknown-producer-id');
    const verified = verifyTransaction(world, observed, batch, replica.log);
    if (verified.error !== 'none') return verified;
    if (check.outcome === 'out-of-order') return refused(observed, 'out-of-order-sequence');
    // ProducerAppendInfo.appendDataBatch: what has a transaction open here writes nothing beside it.
    if (world.transactional && batch.transaction < 0 && openTransactionStart(replica.log, batch.producerId) >= 0)
      return refused(observed, 'invalid-transaction-state');
    return appendRecord(world, verified.state, batch, broker, zombie);
  }
  return appendRecord(world, observed, batch, broker, zombie);
}

/** What a broker answers to any batch of the partition at present (`Partition.appendRecordsToLeader`). */
function whyUnable(
  world: World,
  state: ClusterState,
  partition: number,
  broker: number,
  acks: World['acks'],
): ProduceError {
  if (!hasReplica(world, broker, partition)) return 'not-leader';
  const { leading } = replicaOf(world, state, broker, partition);
  if (leading === null) return 'not-leader';
  return acks === 'all' && sizeOf(leading.isr) < world.minIsr ? 'not-enough-replicas' : 'none';
}

/** Whether the broker gets as far as to look at the records of a batch, before it looks at their sequence (`LogValidator`). */
export function validates(world: World, state: ClusterState, batch: AppendableBatch, broker: number): boolean {
  const { partition } = batch;
  if (whyUnable(world, state, partition, broker, world.acks) !== 'none') return false;
  return verifyTransaction(world, state, batch, replicaOf(world, state, broker, partition).log).error === 'none';
}

/** Which of the sequence rules apply to a batch at this log. */
export function sequenceRules(
  world: World,
  state: ClusterState,
  log: Log,
  batch: AppendableBatch,
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
    saysUnknown: protocol.unknownProducerStartsAtZero,
    stateFrom: rememberedFrom(world, state, broker, batch.partition),
  };
}

function appendRecord(
  world: World,
  state: ClusterState,
  batch: AppendableBatch,
  broker: number,
  zombie: boolean,
): Appended {
  const { partition, value, producerId, epoch, sequence, transaction, more = [] } = batch;
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
  const known = forgetVerifying(world, state, broker, partition, producerId);
  const others = more.map((other, index): LogRecord => {
    const within = index + 1;
    return { ...record, value: other, sequence: sequence < 0 ? -1 : sequence + within, within };
  });
  const log = [...replica.log, record, ...others];
  const appended = withReplica(world, known, broker, partition, { ...replicaOf(world, known, broker, partition), log });
  const offset = log.length - 1;
  return { state: advanceHighWatermark(world, appended, broker, partition), error: 'none', offset };
}

const refused = (state: ClusterState, error: Appended['error']): Appended => ({ state, error, offset: -1 });

/**
 * The first batch of a transaction on a partition is verified with the coordinator: the transaction must be ongoing
 * with this epoch and this partition (KIP-890 part 1), or the partition is added to it (transaction.version 2).
 */
function verifyTransaction(
  world: World,
  state: ClusterState,
  batch: AppendableBatch,
  log: readonly LogRecord[],
): Appended {
  const passed = { state, error: 'none' as const, offset: -1 };
  const { protocol } = world;
  if (batch.transaction < 0 || !protocol.transactionVerification) return passed;
  if (hasOngoingTransaction(log, batch.producerId, batch.epoch)) return passed;
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
