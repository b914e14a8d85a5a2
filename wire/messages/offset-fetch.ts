import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, int64, nullableArray, nullableString, string, uuid } from '../schema/primitives.ts';
import { between, initially, since, struct, until } from '../schema/struct.ts';

const request = struct({
  groupId: until(7, string),
  topics: until(
    7,
    nullableArray(
      struct({
        name: string,
        partitionIndexes: array(int32),
      }),
    ),
    [],
  ),
  groups: since(
    8,
    array(
      struct({
        groupId: string,
        memberId: since(9, nullableString),
        memberEpoch: since(9, int32, -1),
        topics: initially(
          [],
          nullableArray(
            struct({
              name: between(8, 9, string),
              topicId: since(10, uuid),
              partitionIndexes: array(int32),
            }),
          ),
        ),
      }),
    ),
  ),
  requireStable: since(7, bool),
});

const response = struct({
  throttleTimeMs: since(3, int32),
  topics: until(
    7,
    array(
      struct({
        name: string,
        partitions: array(
          struct({
            partitionIndex: int32,
            committedOffset: int64,
            committedLeaderEpoch: since(5, int32, -1),
            metadata: initially('', nullableString),
            errorCode: int16,
          }),
        ),
      }),
    ),
  ),
  errorCode: between(2, 7, int16),
  groups: since(
    8,
    array(
      struct({
        groupId: string,
        topics: array(
          struct({
            name: between(8, 9, string),
            topicId: since(10, uuid),
            partitions: array(
              struct({
                partitionIndex: int32,
                committedOffset: int64,
                committedLeaderEpoch: initially(-1, int32),
                metadata: initially('', nullableString),
                errorCode: int16,
              }),
            ),
          }),
        ),
        errorCode: int16,
      }),
    ),
  ),
});

/** Committed offsets; of several groups at once from version 8 on, topics by id from 10 on. */
export const offsetFetchApi = exchange(API.OffsetFetch, request, response);
