import { type GroupRecord, readGroupRecord } from '../../wire/coordinators/group-record.ts';
import { type Partitions, readAssignment } from '../../wire/messages/consumer-protocol.ts';
import type { Batch } from '../../wire/record-batch.ts';
import { readLogBatches } from './segments.ts';

const TOPIC = '__consumer_offsets';

export interface LoggedOffset {
  readonly offset: number;
  /** -1 where the client did not say. */
  readonly leaderEpoch: number;
  readonly metadata: string;
}

/** What the log of a coordinator says of a group. */
export interface LoggedGroup {
  /** Of the classic protocol, when its leader's assignment was stored last, or it became empty; -1 before, and for KIP-848. */
  readonly generation: number;
  /** By member id; empty for KIP-848. */
  readonly assignments: Readonly<Record<string, Partitions>>;
  /** By topic and partition, `orders-0`. */
  readonly committed: Readonly<Record<string, LoggedOffset>>;
  /** Those of transactions without a marker yet, by producer id. */
  readonly pending: Readonly<Record<number, Readonly<Record<string, LoggedOffset>>>>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Offset = LoggedOffset & { readonly at: number };
type Offsets = Map<string, Offset>;

interface Group extends Pick<Mutable<LoggedGroup>, 'generation' | 'assignments'> {
  readonly committed: Offsets;
  readonly pending: Map<number, Offsets>;
}

/**
 * Groups as `__consumer_offsets` of their coordinator has them on disk: what it would know after a restart. Unlike its
 * answers, that shows the generation of a classic group, and the offsets of open transactions.
 */
export function readGroups(brokerDirectory: string, partition = 0): ReadonlyMap<string, LoggedGroup> {
  return groupsOf(readLogBatches(brokerDirectory, TOPIC, partition));
}

/** The groups that batches of `__consumer_offsets` tell of, replayed in order. */
export function groupsOf(batches: readonly Batch[]): ReadonlyMap<string, LoggedGroup> {
  const groups = new Map<string, Group>();
  for (const batch of batches) {
    if (batch.isControl) end(groups, batch);
    else
      for (const record of batch.records) {
        const read = readGroupRecord(record);
        if (read) apply(groups, batch, read, record.offset);
      }
  }
  const left = [...groups].filter(([, group]) => !isForgotten(group));
  return new Map(left.map(([groupId, group]) => [groupId, told(group)]));
}

function apply(groups: Map<string, Group>, batch: Batch, record: GroupRecord, at: number): void {
  const known = groups.get(record.groupId);
  const group = known ?? { generation: -1, assignments: {}, committed: new Map(), pending: new Map() };
  groups.set(record.groupId, group);
  if (record.type === 'group') {
    group.generation = record.value?.generation ?? -1;
    const members = record.value?.members ?? [];
    group.assignments = Object.fromEntries(
      members.map(({ memberId, assignment }) => [memberId, readAssignment(assignment)]),
    );
    return;
  }
  const name = `${record.topic}-${record.partition}`;
  if (record.value === null) {
    group.committed.delete(name);
    return;
  }
  const { offset, leaderEpoch, metadata } = record.value;
  const offsets = batch.isTransactional ? (group.pending.get(batch.producerId) ?? new Map()) : group.committed;
  offsets.set(name, { offset, leaderEpoch, metadata, at });
  if (batch.isTransactional) group.pending.set(batch.producerId, offsets);
}

/** A marker ends what its producer has pending, in all groups. What was committed later in the log stays. */
function end(groups: ReadonlyMap<string, Group>, { producerId, control }: Batch): void {
  for (const { committed, pending } of groups.values()) {
    if (control?.type === 'commit')
      for (const [name, offset] of pending.get(producerId) ?? [])
        if ((committed.get(name)?.at ?? -1) < offset.at) committed.set(name, offset);
    pending.delete(producerId);
  }
}

const isForgotten = ({ generation, committed, pending }: Group): boolean =>
  generation === -1 && committed.size === 0 && pending.size === 0;

const plain = (offsets: Offsets): Readonly<Record<string, LoggedOffset>> =>
  Object.fromEntries(
    [...offsets].map(([name, { offset, leaderEpoch, metadata }]) => [name, { offset, leaderEpoch, metadata }]),
  );

const told = ({ generation, assignments, committed, pending }: Group): LoggedGroup => ({
  generation,
  assignments,
  committed: plain(committed),
  pending: Object.fromEntries([...pending].map(([producerId, offsets]) => [producerId, plain(offsets)])),
});
