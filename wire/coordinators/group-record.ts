import { readAs } from '../malformed-message.ts';
import { Reader } from '../reader.ts';
import type { WireRecord } from '../record-batch.ts';
import { array, bytes, int32, int64, nullableString, string } from '../schema/primitives.ts';
import { between, since, struct } from '../schema/struct.ts';
import type { Of } from '../schema/type.ts';
import { readVersioned } from './versioned.ts';

const offsetCommit = struct({
  offset: int64,
  leaderEpoch: since(3, int32, -1),
  metadata: string,
  commitTimestamp: int64,
  expireTimestamp: between(1, 1, int64, -1),
});

const groupMetadata = struct({
  protocolType: string,
  generation: int32,
  protocol: nullableString,
  leader: nullableString,
  currentStateTimestamp: since(2, int64, -1),
  members: array(
    struct({
      memberId: string,
      groupInstanceId: since(3, nullableString),
      clientId: string,
      clientHost: string,
      rebalanceTimeout: since(1, int32, -1),
      sessionTimeout: int32,
      subscription: bytes,
      assignment: bytes,
    }),
  ),
});

/** Both kinds of values are flexible from this version on. */
const FLEXIBLE_FROM = 4;

/** A record of `__consumer_offsets` about offsets or classic groups; a value of null deletes what the key names. */
export type GroupRecord =
  | {
      readonly type: 'offset';
      readonly groupId: string;
      readonly topic: string;
      readonly partition: number;
      readonly value: Of<typeof offsetCommit> | null;
    }
  | { readonly type: 'group'; readonly groupId: string; readonly value: Of<typeof groupMetadata> | null };

/**
 * The first two bytes of the key say what a record is: an offset (0 and 1), a classic group (2), or one of the many
 * records of KIP-848 and later protocols.
 *
 * @returns null for the latter.
 * @throws {MalformedMessage}
 */
export function readGroupRecord({ key, value }: Pick<WireRecord, 'key' | 'value'>): GroupRecord | null {
  return readAs('a key of __consumer_offsets', () => {
    const reader = new Reader(key ?? Buffer.alloc(0));
    const type = reader.int16();
    if (type > 2) return null;
    const groupId = reader.string();
    if (type === 2) {
      const read = value && readVersioned(`group ${groupId}`, groupMetadata, FLEXIBLE_FROM, value);
      return { type: 'group', groupId, value: read };
    }
    const topic = reader.string();
    const partition = reader.int32();
    const read = value && readVersioned(`an offset of ${groupId}`, offsetCommit, FLEXIBLE_FROM, value);
    return { type: 'offset', groupId, topic, partition, value: read };
  });
}
