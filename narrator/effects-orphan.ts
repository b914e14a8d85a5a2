import { checkSequence } from '../model/broker/log/idempotence.ts';
import { acceptsCommitAs } from '../model/broker/offset-commits.ts';
import { sequenceRules } from '../model/broker/produce.ts';
import { has, sizeOf } from '../model/sets.ts';
import type { Batch, OrphanedRequest } from '../model/network/requests/request.ts';
import { refusalOf } from './refusal.ts';
import type { Moment } from './moment.ts';
import { brokerName, partitionName } from './names.ts';

/** What came of a request that nobody waited for, where nothing did. */
export function orphanEffects(moment: Moment, orphan: OrphanedRequest): string[] {
  const { world, before, after } = moment;
  if (orphan.kind === 'end-transaction') {
    const entry = before.transactions[orphan.producer];
    if (after.transactions[orphan.producer] !== entry) return [];
    return entry.epoch === orphan.epoch
      ? ['it changes nothing: no transaction is open']
      : [`it changes nothing: INVALID_PRODUCER_EPOCH, the producer epoch is ${entry.epoch} by now`];
  }
  if (orphan.kind === 'offset-commit') {
    if (acceptsCommitAs(world, before, orphan.member, orphan.generation)) return [];
    return [`it changes nothing: ${refusalOf(world, before, orphan.member, orphan)}`];
  }
  const index = orphan.broker * world.partitions + orphan.batch.partition;
  const appended = before.replicas[index]?.log !== after.replicas[index]?.log;
  return appended ? [] : [`it is not appended: ${whyNot(moment, orphan.batch, orphan.broker)}`];
}

/** Nothing in the state tells why, so the broker's checks are gone through again, in their order. */
function whyNot({ world, before }: Moment, batch: Batch, broker: number): string {
  if (!before.brokers[broker].up) return `${brokerName(broker)} is down`;
  const replica = before.replicas[broker * world.partitions + batch.partition];
  if (replica === null || replica.leading === null) return 'NOT_LEADER_OR_FOLLOWER';
  if (world.acks === 'all' && sizeOf(replica.leading.isr) < world.minIsr) return 'NOT_ENOUGH_REPLICAS';
  if (has(before.refused, batch.value)) return 'INVALID_RECORD';
  const check = checkSequence(replica.log, batch, sequenceRules(world, before, replica.log, batch));
  if (check.outcome === 'duplicate') {
    return `${partitionName(world, batch.partition)} has it already, at offset ${check.offset}`;
  }
  if (check.outcome === 'fenced') return 'INVALID_PRODUCER_EPOCH';
  if (check.outcome === 'unknown-producer') return 'UNKNOWN_PRODUCER_ID';
  if (batch.transaction < 0) return 'OUT_OF_ORDER_SEQUENCE_NUMBER';
  const entry = before.transactions[batch.producerId];
  if (world.protocol.producerEpochFencing && entry.epoch !== batch.epoch)
    return `INVALID_PRODUCER_EPOCH, the producer epoch is ${entry.epoch} by now`;
  return check.outcome === 'out-of-order' ? 'OUT_OF_ORDER_SEQUENCE_NUMBER' : 'its transaction is not open';
}
