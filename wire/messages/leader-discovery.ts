import { array, int32, nullableString, string } from '../schema/primitives.ts';
import { initially, struct } from '../schema/struct.ts';

/**
 * Where a client goes on that has asked a broker which does not lead: answers of Produce and Fetch name the leader, and say where the brokers
 * are that they name, so that nobody has to ask for metadata first (KIP-951).
 */

/** Who leads a partition; -1 where the broker does not know. */
export const currentLeader = struct({
  leaderId: initially(-1, int32),
  leaderEpoch: initially(-1, int32),
});

/** The brokers that an answer's partitions name as their leaders. */
export const nodeEndpoints = array(
  struct({
    nodeId: int32,
    host: string,
    port: int32,
    rack: nullableString,
  }),
);
