import { checkSequence } from '../../model/broker/log/idempotence.ts';
import { newestEpoch, openTransactionStart } from '../../model/broker/log/log.ts';
import { refusalOfLateOffsets } from '../../model/broker/late-offsets.ts';
import { acceptsCommitAs, generationOf } from '../../model/broker/offset-commits.ts';
import type { TransactionEntry } from '../../model/broker/transaction-coordinator.ts';
import { sequenceRules } from '../../model/broker/append.ts';
import { isEqual } from '../../model/equal.ts';
import { has, sizeOf } from '../../model/sets.ts';
import type {
  Batch,
  OrphanedEnd,
  OrphanedMarker,
  OrphanedOffsets,
  OrphanedRequest,
} from '../../model/network/requests/request.ts';
import { groupOfTransaction, memberOf, transactionalIdOf } from '../../model/transactional-ids.ts';
import { refusalOf } from '../refusal.ts';
import type { Moment } from '../moment.ts';
import { brokerName, partitionName, transactionName } from '../names.ts';

/** What came of a request that nobody waited for, where the logs and the groups do not tell. */
export function orphanEffects(moment: Moment, orphan: OrphanedRequest): string[] {
  const { world, before } = moment;
  switch (orphan.kind) {
    case 'end-transaction':
      return endEffects(moment, orphan);
    case 'offset-commit': {
      const generation = generationOf(before, orphan);
      if (acceptsCommitAs(world, before, orphan.member, generation)) return [];
      return [`it changes nothing: ${refusalOf(world, before, orphan.member, { generation })}`];
    }
    case 'transaction-offsets':
      return offsetsEffects(moment, orphan);
    case 'marker':
      return orphan.partition < 0 ? offsetsMarkerEffects(moment, orphan) : markerEffects(moment, orphan);
    case 'produce':
      return isAppended(moment, orphan.broker, orphan.batch.partition)
        ? []
        : [`it is not appended: ${whyNot(moment, orphan.batch, orphan.broker)}`];
  }
}

function isAppended({ world, before, after }: Moment, broker: number, partition: number): boolean {
  const index = broker * world.partitions + partition;
  return !isEqual(before.replicas[index]?.log, after.replicas[index]?.log);
}

function endEffects({ world, before, after }: Moment, { producer, incarnation, epoch }: OrphanedEnd): string[] {
  const id = transactionalIdOf(world, producer, incarnation);
  const entry = before.transactions[id];
  if (!isEqual(after.transactions[id], entry)) return [];
  return entry.epoch === epoch
    ? ['it changes nothing: no transaction is open']
    : [`it changes nothing: INVALID_PRODUCER_EPOCH, the producer epoch is ${entry.epoch} by now`];
}

/** A partition knows producer ids: what a marker ends is whatever is open there. */
function markerEffects(moment: Moment, marker: OrphanedMarker): string[] {
  const { world, before } = moment;
  const { producer, partition, broker, epoch, transaction } = marker;
  const replica = before.replicas[broker * world.partitions + partition];
  if (replica === null || replica.leading === null) return ['it is not appended: NOT_LEADER_OR_FOLLOWER'];
  if (!isAppended(moment, broker, partition)) {
    const newest = newestEpoch(replica.log, producer);
    const why = epoch < newest ? `INVALID_PRODUCER_EPOCH, the producer epoch is ${newest} here` : 'NOT_ENOUGH_REPLICAS';
    return [`it is not appended: ${why}`];
  }
  const start = openTransactionStart(replica.log, producer);
  const ended = start < 0 ? transaction : replica.log[start].transaction;
  return ended === transaction ? [] : [`it ends ${transactionName(world, ended)}, which is open there`];
}

function offsetsMarkerEffects(
  { world, before, after }: Moment,
  { producer, epoch, transaction }: OrphanedMarker,
): string[] {
  const index = groupOfTransaction(world, transaction);
  const pending = before.groups[index].pending.find((offsets) => offsets.producer === producer);
  if (pending === undefined) return ['it changes nothing: no offset is pending'];
  if (isEqual(after.groups[index], before.groups[index])) {
    return [`it changes nothing: INVALID_PRODUCER_EPOCH, ${pending.epoch} is newer than ${epoch}`];
  }
  return pending.transaction === transaction
    ? []
    : [`the offsets are those of ${transactionName(world, pending.transaction)}, which has not ended`];
}

function offsetsEffects({ world, before }: Moment, late: OrphanedOffsets): string[] {
  const entry = before.transactions[transactionalIdOf(world, late.producer, late.incarnation)];
  switch (refusalOfLateOffsets(world, before, late)) {
    case 'epoch':
      return ['it changes nothing: INVALID_PRODUCER_EPOCH, the producer has a newer one by now'];
    case 'no transaction':
      return ['it changes nothing: its transaction is not ongoing'];
    case 'generation':
      return [`it changes nothing: ${refusalOf(world, before, memberOf(world, late.producer), late)}`];
    case null:
      if (entry.status !== 'ongoing') return ['no transaction is ongoing: there will be no marker to end it'];
      return entry.transaction === late.transaction
        ? []
        : [`it counts as one of ${transactionName(world, entry.transaction)}, which has the same producer epoch`];
  }
}

/** Nothing in the state tells why, so the broker's checks are gone through again, in their order. */
function whyNot({ world, before }: Moment, batch: Batch, broker: number): string {
  if (!before.brokers[broker].up) return `${brokerName(broker)} is down`;
  const replica = before.replicas[broker * world.partitions + batch.partition];
  if (replica === null || replica.leading === null) return 'NOT_LEADER_OR_FOLLOWER';
  if (world.acks === 'all' && sizeOf(replica.leading.isr) < world.minIsr) return 'NOT_ENOUGH_REPLICAS';
  if (has(before.refused, batch.value)) return 'INVALID_RECORD';
  const check = checkSequence(replica.log, batch, sequenceRules(world, before, replica.log, batch, broker));
  if (check.outcome === 'duplicate') {
    return `${partitionName(world, batch.partition)} has it already, at offset ${check.offset}`;
  }
  if (check.outcome === 'fenced') return 'INVALID_PRODUCER_EPOCH';
  if (check.outcome === 'unknown-producer') return 'UNKNOWN_PRODUCER_ID';
  if (batch.transaction < 0) return 'OUT_OF_ORDER_SEQUENCE_NUMBER';
  const entry: TransactionEntry | undefined = before.transactions[batch.producerId];
  if (entry === undefined) return 'the transaction coordinator does not know its producer id';
  if (world.protocol.producerEpochFencing && entry.epoch !== batch.epoch)
    return `INVALID_PRODUCER_EPOCH, the producer epoch is ${entry.epoch} by now`;
  return check.outcome === 'out-of-order' ? 'OUT_OF_ORDER_SEQUENCE_NUMBER' : 'its transaction is not open';
}
