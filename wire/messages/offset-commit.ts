import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, int64, nullableString, string, uuid } from '../schema/primitives.ts';
import { between, initially, since, struct, until } from '../schema/struct.ts';

const request = struct({
  groupId: string,
  generationIdOrMemberEpoch: since(1, int32, -1),
  memberId: since(1, string),
  groupInstanceId: since(7, nullableString),
  retentionTimeMs: between(2, 4, int64, -1),
  topics: array(
    struct({
      name: until(9, string),
      topicId: since(10, uuid),
      partitions: array(
        struct({
          partitionIndex: int32,
          committedOffset: int64,
          committedLeaderEpoch: since(6, int32, -1),
          commitTimestamp: between(1, 1, int64, -1),
          committedMetadata: initially('', nullableString),
        }),
      ),
    }),
  ),
});

const response = struct({
  throttleTimeMs: since(3, int32),
  topics: array(
    struct({
      name: until(9, string),
      topicId: since(10, uuid),
      partitions: array(
        struct({
          partitionIndex: int32,
          errorCode: int16,
        }),
      ),
    }),
  ),
});

/** A member commits offsets, under its generation or member epoch; topics by id from version 10 on. */
export const offsetCommitApi = exchange(API.OffsetCommit, request, response);
