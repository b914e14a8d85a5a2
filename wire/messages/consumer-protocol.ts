import { Reader } from '../reader.ts';
import { array, int32, nullableBytes, string } from '../schema/primitives.ts';
import { struct } from '../schema/struct.ts';
import { Writer } from '../writer.ts';

/** Partitions by topic. */
export type Partitions = Readonly<Record<string, readonly number[]>>;

/**
 * What the leader of a classic group gives a member, inside SyncGroup and DescribeGroups. Later versions add nothing,
 * and would only add at the end.
 */
const assignment = struct({
  assignedPartitions: array(struct({ topic: string, partitions: array(int32) })),
  userData: nullableBytes,
});

const subscription = struct({ topics: array(string), userData: nullableBytes });

/** What a member of a classic group offers as it joins, inside JoinGroup: which topics it wants. */
export function writeSubscription(topics: readonly string[]): Buffer {
  const version = 0;
  const writer = new Writer();
  writer.int16(version);
  subscription.write(writer, { topics, userData: null }, { version, flexible: false });
  return writer.toBuffer();
}

/** The topics that a member of a classic group wants, as it joins. Later versions add at the end. */
export function readSubscription(bytes: Buffer): readonly string[] {
  const reader = new Reader(bytes);
  const version = reader.int16();
  return subscription.read(reader, { version, flexible: false }).topics;
}

/** Those of a member without an assignment yet are empty bytes. */
export function readAssignment(bytes: Buffer): Partitions {
  if (bytes.length === 0) return {};
  const reader = new Reader(bytes);
  const version = reader.int16();
  const { assignedPartitions } = assignment.read(reader, { version, flexible: false });
  return Object.fromEntries(assignedPartitions.map(({ topic, partitions }) => [topic, partitions]));
}

/** What the leader of a group gives one member, inside its SyncGroup: in version 0, which every client reads. */
export function writeAssignment(partitions: Partitions): Buffer {
  const version = 0;
  const writer = new Writer();
  writer.int16(version);
  const assignedPartitions = Object.entries(partitions).map(([topic, of]) => ({ topic, partitions: of }));
  assignment.write(writer, { assignedPartitions }, { version, flexible: false });
  return writer.toBuffer();
}
