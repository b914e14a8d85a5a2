import type { Coordinator } from '../model/action.ts';
import type { LogRecord } from '../model/broker/log/log.ts';
import type { Polled } from '../model/consumer/client/member.ts';
import type { Batch, ProduceError } from '../model/network/requests/request.ts';
import { elementsOf, type SmallSet } from '../model/sets.ts';
import { memberOf } from '../model/transactional-ids.ts';
import { groupOf, producerOfTransaction, slotOf, transactionId, type World } from '../model/world.ts';

/** What everything is called in a story. Numbers are those of the schedule, so that a story can be compared with it. */

export const CONTROLLER = 'controller';
export const GROUP_COORDINATOR = 'group coordinator';
export const TRANSACTION_COORDINATOR = 'transaction coordinator';

/** The topic in which a coordinator keeps what it knows. */
export const internalTopicName = (coordinator: Coordinator): string =>
  coordinator === 'group' ? '__consumer_offsets' : '__transaction_state';
export const NETWORK = 'network';
export const RETENTION = 'retention';
export const CLOCK = 'time';
export const DOWNSTREAM = 'downstream reader';

export const brokerName = (broker: number): string => `broker ${broker}`;

export const groupName = (group: number): string => `group ${group}`;

/** Members count through all groups in a schedule, and within their group in a story. */
export const memberName = (world: World, member: number): string =>
  world.groups === 1 ? `consumer ${member}` : `consumer ${slotOf(world, member)} of group ${groupOf(world, member)}`;

/** In a transform each member has a producer, or one for each input partition. */
export function producerName(world: World, producer: number): string {
  if (!world.transform) return `producer ${producer}`;
  const name = partOf(world, memberOf(world, producer), 'producer');
  return world.ids === 'per-partition' ? `${name} for ${partitionName(world, producer % world.inputs)}` : name;
}

/** A transactional id, by its producer id: named after whose it is, where that is a process's own for good. */
export function transactionalIdName(world: World, id: number): string {
  switch (world.ids) {
    case 'per-member':
      return producerName(world, id);
    case 'per-partition': {
      const group = Math.floor(id / world.inputs);
      const name = `the transactional id of ${partitionName(world, id % world.inputs)}`;
      return world.groups === 1 ? name : `${name} in ${groupName(group)}`;
    }
    case 'per-start':
      return `the id of start ${Math.floor(id / world.producers) + 1} of ${producerName(world, id % world.producers)}`;
    case 'shared':
      return `transactional.id ${world.setup.producer['transactional.id']}`;
  }
}

export const workerName = (world: World, member: number): string => partOf(world, member, 'worker');

const partOf = (world: World, member: number, part: string): string =>
  world.groups === 1 ? `${memberName(world, member)}'s ${part}` : `the ${part} of ${memberName(world, member)}`;

export function partitionName(world: World, partition: number): string {
  if (!world.transform) return `topic-${partition}`;
  return partition < world.inputs ? `input-${partition}` : `output-${partition - world.inputs}`;
}

/** Where a marker is written: a partition, or for -1 that of the offsets. */
export const markedName = (world: World, partition: number): string =>
  partition < 0 ? '__consumer_offsets' : partitionName(world, partition);

/** One of the application's records as it stands in a partition. */
export const recordName = (world: World, partition: number, value: number): string =>
  partition < world.inputs ? `r${value}` : `the output of r${value}`;

/** A record in a log, control records included. */
export function entryName(world: World, partition: number, record: LogRecord): string {
  if (record.kind === 'data') return recordName(world, partition, record.value);
  return `the ${record.kind} marker of ${transactionName(world, record.transaction)}`;
}

/** A record with its place in a log. */
export const polledName = (world: World, { partition, offset, value }: Omit<Polled, 'leaderEpoch'>): string =>
  `${recordName(world, partition, value)} (${partitionName(world, partition)}, offset ${offset})`;

/** Transactions count from 1 for each producer. */
export function transactionName(world: World, transaction: number): string {
  const producer = producerOfTransaction(transaction);
  return `transaction ${transactionOrdinal(transaction)} of ${producerName(world, producer)}`;
}

export const transactionOrdinal = (transaction: number): number =>
  transaction - transactionId(producerOfTransaction(transaction), 0) + 1;

/** What the application calls to end a transaction. */
export const endCall = (commit: boolean): string => (commit ? 'commitTransaction()' : 'abortTransaction()');

/** What identifies a batch to a broker, in brackets; nothing without idempotence. */
export function stampOf(batch: Batch): string {
  if (batch.sequence < 0) return '';
  return batch.epoch === 0
    ? ` (sequence ${batch.sequence})`
    : ` (producer epoch ${batch.epoch}, sequence ${batch.sequence})`;
}

/** -1 for none. */
export const offsetName = (offset: number): string => (offset < 0 ? 'no offset' : `offset ${offset}`);

/** Per partition an offset, -1 for none. */
export function offsetsName(world: World, offsets: readonly number[]): string {
  const parts = offsets.flatMap((offset, partition) =>
    offset < 0 ? [] : [`offset ${offset} of ${partitionName(world, partition)}`],
  );
  return parts.length === 0 ? 'no offset' : listed(parts);
}

/** The numbers of brokers, as Kafka's tools list them. */
export const brokersName = (brokers: SmallSet): string => (brokers === 0 ? 'none' : elementsOf(brokers).join(', '));

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;

/** Kafka's names of what a produce request is answered with. */
export const ERROR_NAMES: Readonly<Record<ProduceError, string>> = {
  none: 'success',
  'not-leader': 'NOT_LEADER_OR_FOLLOWER',
  'not-enough-replicas': 'NOT_ENOUGH_REPLICAS',
  'request-timed-out': 'REQUEST_TIMED_OUT',
  'concurrent-transactions': 'CONCURRENT_TRANSACTIONS',
  'out-of-order-sequence': 'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'invalid-producer-epoch': 'INVALID_PRODUCER_EPOCH',
  'invalid-transaction-state': 'INVALID_TXN_STATE',
  'unknown-producer-id': 'UNKNOWN_PRODUCER_ID',
  'invalid-record': 'INVALID_RECORD',
};
